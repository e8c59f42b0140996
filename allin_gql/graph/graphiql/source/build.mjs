// Builds ../assets from this folder: the same bytes from the same lock file, on any machine.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const SOURCE = dirname(fileURLToPath(import.meta.url));
const ASSETS = join(SOURCE, '..', 'assets');
const HASH_LENGTH = 12; // 48 bits: enough that a changed file never keeps its name

// GraphiQL carries its fonts in its style sheet: 300 kB of text that the system's fonts replace,
// and a `font-src data:` in the page's policy.
const withoutFonts = {
  name: 'without-fonts',
  setup(bundle) {
    bundle.onLoad({ filter: /node_modules.*\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/@font-face\s*\{[^}]*\}/g, ''),
      loader: 'css',
    }));
  },
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function bundled() {
  const result = await build({
    absWorkingDir: SOURCE,
    entryPoints: ['main.jsx'],
    alias: { 'react-style-singleton': './no-style-elements.js' },
    bundle: true,
    charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"' },
    format: 'esm',
    jsx: 'automatic',
    keepNames: true, // GraphiQL titles its icons by the names of their functions
    legalComments: 'none', // LICENSES.txt has all of them, in full
    loader: { '.graphql': 'text' },
    logLevel: 'warning',
    mainFields: ['browser', 'module', 'main'], // one graphql: the explorer requires, others import
    metafile: true,
    minify: true,
    outdir: ASSETS,
    plugins: [withoutFonts],
    target: 'es2022',
    write: false,
  });
  const packages = new Set();
  for (const path of Object.keys(result.metafile.inputs)) {
    const folder = path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1];
    if (folder) packages.add(folder);
  }
  return { files: result.outputFiles, packages: [...packages] };
}

// Some packages name the MIT licence and hold no text of it.
async function usualText(about) {
  if (about.license !== 'MIT') throw new Error(`${about.name} holds no text of its licence`);
  const holder = about.author?.name ?? about.author ?? `the contributors of ${about.name}`;
  const known = await readFile(join(SOURCE, 'node_modules', 'react', 'LICENSE'), 'utf8');
  return `MIT License\n\nCopyright (c) ${holder}\n\n${known.slice(known.indexOf('Permission')).trim()}`;
}

async function licence(folder) {
  const about = JSON.parse(await readFile(join(SOURCE, folder, 'package.json'), 'utf8'));
  const names = (await readdir(join(SOURCE, folder))).filter((name) =>
    /^(licen[cs]e|copying|notice)/i.test(name),
  );
  const texts = await Promise.all(
    names.sort().map((name) => readFile(join(SOURCE, folder, name), 'utf8')),
  );
  const text = texts.map((one) => one.trim()).join('\n\n') || (await usualText(about));
  return { title: `${about.name} ${about.version} (${about.license})`, text };
}

async function licences(folders) {
  const found = await Promise.all(folders.map(licence));
  const byText = new Map();
  for (const { title, text } of found.sort((a, b) => (a.title < b.title ? -1 : 1))) {
    const normal = text.replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '');
    byText.set(normal, [...(byText.get(normal) ?? []), title]);
  }
  const parts = [...byText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`);
  return `What the script and the style sheet in this folder are made of.\n\n${parts.join(
    `\n${'-'.repeat(80)}\n\n`,
  )}`;
}

const { files, packages } = await bundled();
const outputs = new Map();
const entries = {};
for (const [stem, bytes] of [
  ...files.map(({ path, contents }) => [`graphiql${extname(path)}`, contents]),
  ['icon.svg', await readFile(join(SOURCE, 'icon.svg'))],
]) {
  const type = extname(stem);
  const name = `${stem.slice(0, -type.length)}-${sha256(bytes).slice(0, HASH_LENGTH)}${type}`;
  entries[stem] = name;
  outputs.set(name, bytes);
}
outputs.set('LICENSES.txt', await licences(packages));

const names = [...outputs.keys()].sort();
const manifest = {
  entries,
  sha256: Object.fromEntries(names.map((name) => [name, sha256(outputs.get(name))])),
};
await rm(ASSETS, { recursive: true, force: true });
await mkdir(ASSETS);
for (const [name, bytes] of outputs) await writeFile(join(ASSETS, name), bytes);
await writeFile(join(ASSETS, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
for (const name of names) console.log(`${outputs.get(name).length}\t${name}`);
