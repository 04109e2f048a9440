// What stands in files of settings and in packages of grammars agrees with what is there.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { files, path, read } from './support.mjs';

test('the settings of Helix can be read and name what there is', () => {
  const settings = parse(read('editors/helix/languages.toml'));
  const [language] = settings.language;
  const [grammar] = settings.grammar;
  assert.equal(grammar.name, language.name);
  assert.deepEqual(language['file-types'], ['cx']);
  assert.equal(language.scope, JSON.parse(read('grammar/cx.tmLanguage.json')).scopeName);
  const server = settings['language-server'][language['language-servers'][0]];
  assert.deepEqual([server.command, ...server.args], ['touchbase', 'lsp']);
  assert.ok(grammar.source.path.endsWith('/grammar/tree-sitter-cx') && existsSync(path('grammar/tree-sitter-cx/src/parser.c')));
});

test('the package of the tree-sitter grammar names what there is', () => {
  const [grammar] = JSON.parse(read('grammar/tree-sitter-cx/tree-sitter.json')).grammars;
  assert.equal(grammar.scope, 'source.cx');
  for (const file of [grammar.highlights, grammar.injections, grammar.locals, grammar.tags].flat()) {
    assert.ok(existsSync(path('grammar/tree-sitter-cx', file)), file);
  }
});

test('instructions name files that are there', () => {
  const pages = ['docs/editors.md', ...files('editors', '.md')];
  for (const page of pages) {
    for (const [, place] of read(page).matchAll(/\b((?:editors|grammar|tests)\/[\w./-]*\w)/g)) {
      const made = /\.vsix$/.test(place);
      assert.ok(made || existsSync(path(place)), `${page} names ${place}`);
    }
  }
});
