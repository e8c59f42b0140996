// What is left out of the bundle, or stands in its place; see also monaco-patches.mjs.

import { readFile } from 'node:fs/promises';

// GraphiQL carries its fonts in its style sheet: 300 kB of text that the system's fonts replace,
// and a `font-src data:` in the page's policy. Monaco's icons are a font, and stay.
export const withoutFonts = {
  name: 'without-fonts',
  setup(bundle) {
    bundle.onLoad({ filter: /node_modules.*\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      if (path.includes('codicon')) return { contents: css, loader: 'css' };
      return { contents: css.replace(/@font-face\s*\{[^}]*\}/g, ''), loader: 'css' };
    });
  },
};

// Three languages' worth of Prettier would format JSON; what reads JSON anyway does so in a line.
export const withoutPrettierForJson = {
  name: 'without-prettier-for-json',
  setup(bundle) {
    bundle.onLoad({ filter: /@graphiql[\\/]react[\\/]dist[\\/]utility[\\/]jsonc\.js$/ }, async (file) => {
      const text = await readFile(file.path, 'utf8');
      const [head, ...rest] = text.split(/async function formatJSONC\(content\) \{[\s\S]*?\n\}\n/);
      if (rest.length !== 1) throw new Error(`${file.path} formats JSON in another way`);
      const contents = `import { applyEdits, format } from 'jsonc-parser';
async function formatJSONC(content) {
  return applyEdits(content, format(content, undefined, { insertSpaces: true, tabSize: 2 }));
}
${head}${rest[0]}`;
      return { contents, loader: 'js' };
    });
  },
};

// `monaco-graphql/esm/monaco-editor.js` brings every part of Monaco; ours brings those in use.
export function withoutUnusedMonaco(ours) {
  return {
    name: 'without-unused-monaco',
    setup(bundle) {
      bundle.onLoad({ filter: /monaco-graphql[\\/]esm[\\/]monaco-editor\.js$/ }, () => ({
        contents: `export * from ${JSON.stringify(ours)};`,
        loader: 'js',
      }));
    },
  };
}
