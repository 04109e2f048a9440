// From the sources to what is packed: one script, the grammar that all editors share, the licence, the script of the preview.

import { build } from 'esbuild';
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const here = path => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: [here('src/extension.js')],
  outfile: here('dist/extension.js'),
  absWorkingDir: here('.'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18',
  external: ['vscode'],
  minify: true,
  legalComments: 'eof',
  logLevel: 'warning',
});

await mkdir(here('syntaxes'), { recursive: true });
await copyFile(here('../../grammar/cx.tmLanguage.json'), here('syntaxes/cx.tmLanguage.json'));
await copyFile(here('src/shown.js'), here('dist/shown.js'));
await copyFile(here('../../LICENSE-MIT'), here('LICENSE'));
