// Where Monaco finds its workers: beside the page, named by the build.

/* global WORKERS */

globalThis.MonacoEnvironment = {
  getWorker(_, label) {
    const name = WORKERS[label] ?? WORKERS.editor;
    return new Worker(new URL(name, import.meta.url), { name: label });
  },
};
