// What the tests of the editors share: where things are, and what there is to read.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const path = (...parts) => join(root, ...parts);
export const read = (...parts) => readFileSync(path(...parts), 'utf8');

/** The program: TOUCHBASE, else what a build left. */
export const program = process.env.TOUCHBASE || path('target', 'debug', 'touchbase');

const required = process.env.TOUCHBASE_EDITORS === 'required';

/** For tests that need a verb of the program: left out, and said so, where it has none; not where all are required. */
export function needs(verb) {
  const there = required || spawnSync(program, [verb, '--help']).status === 0;
  return { skip: there ? false : `${program} has no verb ${verb}` };
}

/** Every file below `folder` that ends in `end`, generated ones left out. */
export function files(folder, end) {
  const found = [];
  for (const entry of readdirSync(path(folder), { withFileTypes: true })) {
    const below = join(folder, entry.name);
    if (entry.isDirectory() && !['node_modules', 'target', 'site', '.git'].includes(entry.name)) {
      found.push(...files(below, end));
    } else if (entry.isFile() && entry.name.endsWith(end)) {
      found.push(below);
    }
  }
  return found.sort();
}

/** Every snippet of `.cx` in the documentation, and where it begins. Behind `// file: …` a snippet shows another file. */
export function snippets() {
  const found = [];
  for (const page of [...files('docs', '.md'), 'README.md']) {
    let open;
    read(page).split('\n').forEach((line, at) => {
      if (open && (line.startsWith('```') || line.startsWith('// file: '))) {
        found.push(open);
        open = line.endsWith('.cx') && !line.startsWith('```') ? { place: `${page}:${at + 2}`, text: '' } : undefined;
      } else if (open) {
        open.text += `${line}\n`;
      } else if (line.startsWith('```cx')) {
        open = { place: `${page}:${at + 2}`, text: '' };
      }
    });
  }
  return found;
}
