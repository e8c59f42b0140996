// Collects the licences of the packages that were bundled.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

// Some packages name the MIT licence and hold no text of it.
async function usualText(source, about) {
  if (about.license !== 'MIT') throw new Error(`${about.name} holds no text of its licence`);
  const holder = about.author?.name ?? about.author ?? `the contributors of ${about.name}`;
  const known = await readFile(join(source, 'node_modules', 'react', 'LICENSE'), 'utf8');
  return `MIT License\n\nCopyright (c) ${holder}\n\n${known.slice(known.indexOf('Permission')).trim()}`;
}

async function licence(source, folder) {
  const about = JSON.parse(await readFile(join(source, folder, 'package.json'), 'utf8'));
  const names = (await readdir(join(source, folder))).filter((name) =>
    /^(licen[cs]e|copying|notice|thirdpartynotices)/i.test(name),
  );
  const texts = await Promise.all(
    names.sort().map((name) => readFile(join(source, folder, name), 'utf8')),
  );
  const text = texts.map((one) => one.trim()).join('\n\n') || (await usualText(source, about));
  return { title: `${about.name} ${about.version} (${about.license})`, text };
}

export async function licences(source, folders) {
  const found = await Promise.all(folders.map((folder) => licence(source, folder)));
  const byText = new Map();
  for (const { title, text } of found.sort((a, b) => (a.title < b.title ? -1 : 1))) {
    const normal = text.replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '');
    byText.set(normal, [...(byText.get(normal) ?? []), title]);
  }
  const parts = [...byText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`);
  return `What the scripts and the style sheet in this folder are made of.\n\n${parts.join(
    `\n${'-'.repeat(80)}\n\n`,
  )}`;
}
