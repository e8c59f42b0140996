// Changes Monaco while it is bundled, so that it needs no 'unsafe-inline' in the page's policy.
//
// Each change names what it replaces and how often that occurs: a Monaco that reads differently
// stops the build.

import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

const EDITOR = join('monaco-editor', 'esm', 'vs');
const STYLE_ATTRIBUTE = /\bstyle="/g;
const DATA_STYLE = 'data-style="';

// Files that write HTML with `style` attributes into the page, and how many.
const styled = (count) => [[STYLE_ATTRIBUTE, DATA_STYLE, count]];

const PATCHES = {
  'base/browser/dom.js': [
    [
      /export function createStyleSheet\((.*?)\) \{\n/,
      'export function createStyleSheet($1) {\n    return adoptStyleSheet(container, beforeAppend, disposableStore);\n',
      1,
    ],
  ],
  'base/browser/ui/contextview/contextview.js': [
    [
      /const style = document\.createElement\('style'\);\s*style\.textContent = SHADOW_ROOT_CSS;\s*this\.shadowRoot\.appendChild\(style\);/,
      'adoptStyleSheet(this.shadowRoot, (style) => { style.textContent = SHADOW_ROOT_CSS; });',
      1,
    ],
  ],
  'editor/browser/view/viewLayer.js': [
    [/this\._domNode\.innerHTML = newLinesHTML;/, 'writeHtml(this._domNode, newLinesHTML);', 1],
    [
      /lastChild\.insertAdjacentHTML\('afterend', newLinesHTML\);/,
      'writeHtmlAfter(lastChild, newLinesHTML);',
      1,
    ],
    [
      /hugeDomNode\.innerHTML = invalidLinesHTML;/,
      'writeHtml(hugeDomNode, invalidLinesHTML);',
      1,
    ],
  ],
  'editor/browser/view/domLineBreaksComputer.js': [
    [/containerDomNode\.innerHTML = trustedhtml;/, 'writeHtml(containerDomNode, trustedhtml);', 1],
    ...styled(2),
  ],
  'editor/contrib/inlineCompletions/browser/view/ghostTextView.js': [
    [/domNode\.innerHTML = trustedhtml;/, 'writeHtml(domNode, trustedhtml);', 1],
    ...styled(1),
  ],
  'editor/contrib/stickyScroll/browser/stickyScrollWidget.js': [
    [/lineHTMLNode\.innerHTML = newLine;/, 'writeHtml(lineHTMLNode, newLine);', 1],
  ],
  'editor/browser/view/viewOverlays.js': styled(1),
  'editor/browser/viewParts/currentLineHighlight/currentLineHighlight.js': styled(2),
  'editor/browser/viewParts/decorations/decorations.js': styled(2),
  'editor/browser/viewParts/indentGuides/indentGuides.js': styled(1),
  'editor/browser/viewParts/lineNumbers/lineNumbers.js': styled(1),
  'editor/browser/viewParts/lines/viewLine.js': styled(1),
  'editor/browser/viewParts/linesDecorations/linesDecorations.js': styled(1),
  'editor/browser/viewParts/marginDecorations/marginDecorations.js': styled(1),
  'editor/browser/viewParts/selections/selections.js': styled(1),
  'editor/browser/viewParts/whitespace/whitespace.js': styled(3),
  'editor/common/viewLayout/viewLineRenderer.js': styled(3),
};

function patched(path, text, stylesModule) {
  const patches = PATCHES[path.split(`${EDITOR}${sep}`)[1].split(sep).join('/')];
  if (!patches) return text;
  let result = text;
  for (const [pattern, replacement, count] of patches) {
    const found = result.match(new RegExp(pattern.source, 'g'))?.length ?? 0;
    if (found !== count) throw new Error(`${path} has ${pattern} ${found} times, not ${count}`);
    result = result.replace(pattern, replacement);
  }
  const names = ['adoptStyleSheet', 'writeHtml', 'writeHtmlAfter'].filter((name) =>
    result.includes(`${name}(`),
  );
  if (!names.length) return result;
  return `import { ${names.join(', ')} } from ${JSON.stringify(stylesModule)};\n${result}`;
}

export function monacoPatches(stylesModule) {
  return {
    name: 'monaco-patches',
    setup(bundle) {
      bundle.onLoad({ filter: /monaco-editor[\\/]esm[\\/]vs[\\/].*\.js$/ }, async ({ path }) => ({
        contents: patched(path, await readFile(path, 'utf8'), stylesModule),
        loader: 'js',
      }));
    },
  };
}
