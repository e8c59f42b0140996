// How Monaco styles the page under a policy without 'unsafe-inline': build.mjs puts these in the
// place of what Monaco does by <style> elements and by `style` attributes in HTML.

// Stands in for a <style> element: the same rules, in a style sheet that the document adopts.
class AdoptedSheet {
  constructor(root) {
    this.root = root;
    this.sheet = new CSSStyleSheet();
    root.adoptedStyleSheets.push(this.sheet);
  }

  set textContent(css) {
    this.sheet.replaceSync(css);
  }

  set innerText(css) {
    this.sheet.replaceSync(css);
  }

  remove() {
    this.root.adoptedStyleSheets = this.root.adoptedStyleSheets.filter((one) => one !== this.sheet);
  }
}

export function adoptStyleSheet(container, prepare, disposables) {
  const root = container?.getRootNode();
  const sheet = new AdoptedSheet(root instanceof ShadowRoot ? root : document);
  prepare?.(sheet);
  disposables?.add({ dispose: () => sheet.remove() });
  return sheet;
}

// HTML whose styles are written as `data-style`, and set from script, which the policy allows.
export function writeHtml(element, html) {
  element.innerHTML = html;
  applyStyles(element);
}

export function writeHtmlAfter(sibling, html) {
  sibling.insertAdjacentHTML('afterend', html);
  applyStyles(sibling.parentNode);
}

function applyStyles(root) {
  for (const element of root.querySelectorAll('[data-style]')) {
    element.style.cssText = element.dataset.style;
    element.removeAttribute('data-style');
  }
}
