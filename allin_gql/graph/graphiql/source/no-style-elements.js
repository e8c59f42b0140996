// Stands in for react-style-singleton, whose only work is to add <style> elements to the document.
// The page's policy has no 'unsafe-inline', and what they would do, keep the document from
// scrolling under an open dialog, is not needed in a page that does not scroll.

export const styleSingleton = () => () => null;
