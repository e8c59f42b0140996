// Builds ../assets from this folder: the same bytes from the same lock file, on any machine.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

import { withoutFonts, withoutPrettierForJson, withoutUnusedMonaco } from './bundling.mjs';
import { licences } from './licences.mjs';
import { monacoPatches } from './monaco-patches.mjs';

const SOURCE = dirname(fileURLToPath(import.meta.url));
const ASSETS = join(SOURCE, '..', 'assets');
const HASH_LENGTH = 12; // 48 bits: enough that a changed file never keeps its name

// Each is a script of its own: what Monaco does beside the page, so that typing never waits.
const WORKERS = {
  editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
  graphql: 'monaco-graphql/esm/graphql.worker.js',
  json: 'monaco-editor/esm/vs/language/json/json.worker.js',
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const outputs = new Map(); // by name, the bytes of what is served
const packages = new Set(); // folders, below this one, of what was bundled
const entries = {};

function keep(stem, bytes) {
  const type = extname(stem);
  const name = `${stem.slice(0, -type.length)}-${sha256(bytes).slice(0, HASH_LENGTH)}${type}`;
  outputs.set(name, bytes);
  entries[stem] = name;
  return name;
}

async function bundle(entryPoint, options) {
  const result = await build({
    absWorkingDir: SOURCE,
    assetNames: '[name]-[hash]',
    bundle: true,
    charset: 'utf8',
    entryPoints: [entryPoint],
    jsx: 'automatic',
    legalComments: 'none', // LICENSES.txt has all of them, in full
    loader: { '.graphql': 'text', '.ttf': 'file' },
    logLevel: 'warning',
    mainFields: ['browser', 'module', 'main'], // one graphql: the explorer requires, others import
    metafile: true,
    minify: true,
    outdir: ASSETS,
    target: 'es2022',
    write: false,
    ...options,
    define: { 'process.env.NODE_ENV': '"production"', ...options.define },
  });
  for (const path of Object.keys(result.metafile.inputs)) {
    const folder = path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1];
    if (folder) packages.add(folder);
  }
  return result.outputFiles;
}

async function bundleWorker(name) {
  const [script] = await bundle(join('node_modules', WORKERS[name]), { format: 'iife' });
  return keep(`${name}-worker.js`, script.contents);
}

async function bundlePage(workers) {
  const files = await bundle('main.jsx', {
    alias: { 'react-style-singleton': './no-style-elements.js' },
    define: { WORKERS: JSON.stringify(workers) },
    format: 'esm',
    keepNames: true, // GraphiQL titles its icons by the names of their functions
    plugins: [
      withoutFonts,
      withoutPrettierForJson,
      withoutUnusedMonaco(join(SOURCE, 'monaco.js')),
      monacoPatches(join(SOURCE, 'monaco-styles.js')),
    ],
  });
  for (const { path, contents } of files) {
    const isFont = extname(path) === '.ttf'; // named by its hash already, as the style sheet has it
    if (isFont) outputs.set(basename(path), contents);
    else keep(`graphiql${extname(path)}`, contents);
  }
}

// What the assets are made of: a test finds out when they have to be built again.
async function sourceDigests() {
  const names = await readdir(SOURCE, { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name).slice(SOURCE.length + 1))
    .sort();
  const digests = files.map(async (name) => [name, sha256(await readFile(join(SOURCE, name)))]);
  return Object.fromEntries(await Promise.all(digests));
}

async function write() {
  const served = [...outputs.keys()].sort();
  const manifest = {
    entries,
    served: Object.fromEntries(served.map((name) => [name, sha256(outputs.get(name))])),
    source: await sourceDigests(),
  };
  await rm(ASSETS, { recursive: true, force: true });
  await mkdir(ASSETS);
  for (const name of served) {
    const packed = gzipSync(outputs.get(name), { level: 9 });
    await writeFile(join(ASSETS, `${name}.gz`), packed);
    console.log(`${outputs.get(name).length}\t${packed.length}\t${name}`);
  }
  await writeFile(join(ASSETS, 'LICENSES.txt'), await licences(SOURCE, [...packages]));
  await writeFile(join(ASSETS, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const workers = {};
for (const name of Object.keys(WORKERS)) workers[name] = await bundleWorker(name);
await bundlePage(workers);
keep('icon.svg', await readFile(join(SOURCE, 'icon.svg')));
await write();
