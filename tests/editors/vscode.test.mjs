// The extension for Visual Studio Code: packed as it is installed, looked into, and activated in an editor that a stub stands
// in for. The preview is built by the real program.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { needs, path, program, read, root } from './support.mjs';

const require = createRequire(import.meta.url);
const { editor, load, Uri } = require('./vscode-stub.cjs');

const folder = mkdtempSync(join(tmpdir(), 'touchbase-vscode-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let packed;

before(() => {
  assert.ok(existsSync(path('editors/vscode/node_modules')), 'run `npm ci --prefix editors/vscode` first');
  const out = join(folder, 'touchbase.vsix');
  const run = spawnSync('npm', ['run', 'package', '--', '--out', out], { cwd: path('editors/vscode'), encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout + run.stderr);
  packed = unzipSync(readFileSync(out));
  for (const [name, content] of Object.entries(packed)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
});

const text = name => strFromU8(packed[`extension/${name}`]);

test('the package holds what it names, and nothing else', () => {
  const names = Object.keys(packed).filter(name => name.startsWith('extension/')).map(name => name.slice(10)).sort();
  const expected = ['LICENSE.txt', 'dist/extension.js', 'dist/shown.js', 'icon.png', 'language-configuration.json', 'package.json', 'readme.md', 'snippets/cx.json', 'syntaxes/cx.tmLanguage.json'];
  assert.deepEqual(names, expected);
  const manifest = JSON.parse(text('package.json'));
  const { languages, grammars, snippets } = manifest.contributes;
  const named = [manifest.main, manifest.icon, languages[0].configuration, grammars[0].path, snippets[0].path];
  for (const file of named) {
    assert.ok(names.includes(file.replace('./', '')), `${file} is packed`);
  }
  assert.equal(text('syntaxes/cx.tmLanguage.json'), read('grammar/cx.tmLanguage.json'), 'the grammar is the one all editors share');
  assert.equal(grammars[0].scopeName, JSON.parse(text('syntaxes/cx.tmLanguage.json')).scopeName);
});

test('the package names no machine and is not large', () => {
  for (const [name, content] of Object.entries(packed)) {
    const found = strFromU8(content, true);
    for (const place of [root.replace(/\/$/, ''), tmpdir() + '/', 'file:///']) {
      assert.ok(!found.includes(place), `${name} holds ${place}`);
    }
  }
  assert.ok(Object.values(packed).reduce((sum, content) => sum + content.length, 0) < 1_000_000);
});

test('words hold umlauts and hyphens, brackets indent', () => {
  const { wordPattern, indentationRules, onEnterRules } = JSON.parse(text('language-configuration.json'));
  const words = 'touchpoint büro-besuch größe.schritt-2 "Été"'.match(new RegExp(wordPattern.pattern, `${wordPattern.flags}g`));
  assert.deepEqual(words, ['touchpoint', 'büro-besuch', 'größe', 'schritt-2', 'Été']);
  const [more, less] = [indentationRules.increaseIndentPattern, indentationRules.decreaseIndentPattern].map(rule => new RegExp(rule));
  for (const line of ['persona a "A {" {', '  needs: [', 'stage "x" { // why', '  emotion: { a: 1,']) {
    assert.ok(more.test(line), line);
  }
  for (const line of ['channel web "W" { type: web }', '  summary: "open { here"', '  // a { b', '  needs: ["a"]']) {
    assert.ok(!more.test(line), line);
  }
  assert.ok(less.test('  }') && less.test('], x') && !less.test('a: }'));
  assert.ok(new RegExp(onEnterRules[1].beforeText).test('  description: """'));
});

test('snippets are sound, one for each word', () => {
  const snippets = Object.values(JSON.parse(text('snippets/cx.json')));
  assert.ok(snippets.length > 25);
  for (const { prefix, body, description } of snippets) {
    assert.ok(prefix && description && body.join('\n').includes('${1:'), prefix);
    assert.ok(body[0].startsWith(prefix), prefix);
  }
  assert.equal(new Set(snippets.map(({ prefix }) => prefix)).size, snippets.length);
});

/** Activates what is packed in an editor. */
async function activate(options) {
  const stage = editor(options);
  const extension = load(join(folder, 'extension/dist/extension.js'), stage.vscode);
  const storage = mkdtempSync(join(folder, 'storage-'));
  const context = { subscriptions: [], extensionUri: Uri.file(join(folder, 'extension')), globalStorageUri: Uri.file(storage) };
  await extension.activate(context);
  return { ...stage, extension, storage };
}

test('all commands there are are registered, and a program that is not there is said', async () => {
  const { seen, extension } = await activate({ path: 'no-such-program' });
  const manifest = JSON.parse(text('package.json'));
  const offered = manifest.contributes.commands.map(({ command }) => command);
  // This one is for the server alone, which asks for it in the lines above elements.
  assert.deepEqual(Object.keys(seen.commands).sort(), [...offered, 'touchbase.showReferences'].sort());
  assert.match(seen.errors.join(), /no-such-program.*could not be started.*touchbase\.path/s);
  await extension.deactivate();
});

test('YAML below a configuration gets the schema of its knowledge base, other YAML none', async () => {
  const base = mkdtempSync(join(folder, 'größe-'));
  const own = 'plural: rituals\n      label: { en: Ritual, de: Ritual }\n      label_plural: { en: Rituals, de: Rituale }\n      doc: Done again and again.\n';
  writeFileSync(join(base, 'touchbase.yaml'), `name: Größe\nextend:\n  kinds:\n    ritual:\n      ${own}`);
  const yaml = seen => ({ activate: async () => ({ registerContributor: (...args) => seen.contributors.push(args) }) });
  const { seen, extension } = await activate({ path: program, yaml });
  const [[name, schemaFor, schemaAt]] = seen.contributors;
  assert.equal(name, 'touchbase');
  const uri = file => Uri.file(file).toString();
  assert.equal(schemaFor(uri(join(folder, 'other.yaml'))), undefined);
  assert.equal(schemaFor(uri(join(base, 'touchbase.yaml'))), undefined);
  const schema = JSON.parse(await schemaAt(schemaFor(uri(join(base, 'shops', 'a.yaml')))));
  for (const section of ['personas', 'rituals']) {
    assert.ok(JSON.stringify(schema).includes(`"${section}"`), `${section} are completed`);
  }
  await extension.deactivate();
});

/** An editor with a file, its cursor at the line with `part`. */
function at(file, part) {
  const line = readFileSync(file, 'utf8').split('\n').findIndex(line => line.includes(part));
  assert.ok(line >= 0, part);
  return { document: { uri: Uri.file(file) }, selection: { active: { line } } };
}

test('the preview shows the page of the element at the cursor, and follows', async () => {
  const base = mkdtempSync(join(folder, 'klub-'));
  cpSync(path('examples/kaffeeklub'), base, { recursive: true });
  const { vscode, seen, events, storage, extension } = await activate({ path: program });
  const journey = join(base, 'journeys/erste-tasse.cx');
  vscode.window.activeTextEditor = at(journey, 'personas:');
  vscode.window.visibleTextEditors = [vscode.window.activeTextEditor];
  await seen.commands['touchbase.showPreview']();
  const [panel] = seen.panels;
  const { html } = panel.webview;
  assert.match(html, /<title>Bis zur ersten Tasse/);
  assert.equal(panel.title, 'Bis zur ersten Tasse');
  assert.equal([...html.matchAll(/Content-Security-Policy/g)].length, 1, 'there is one policy, that of the view');
  assert.ok(!/unsafe|'self'/.test(html.match(/Content-Security-Policy" content="([^"]*)/)[1]));
  const address = html.match(/<base href="([^"]*)"/)[1];
  assert.equal(address, `https://files.view.test${encodeURI(storage)}/${address.split('/').at(-3)}/journeys/erste-tasse.html`);

  // A step stands on the page of its journey: that is where the page goes when it is ready.
  await panel.received.fire({ ready: true });
  await events.onDidChangeTextEditorSelection.fire({ textEditor: at(journey, 'step "Maschine anschließen"') });
  await new Promise(done => setTimeout(done, 500));
  assert.deepEqual(panel.sent, [{ show: 'maschine-anschliessen' }]);
  assert.ok(html.includes('id="maschine-anschliessen"'), 'there is such a place');

  // Another file, another page; a link leads on.
  await events.onDidChangeTextEditorSelection.fire({ textEditor: at(join(base, 'personas.cx'), 'persona herbert') });
  await new Promise(done => setTimeout(done, 500));
  assert.match(panel.webview.html, /<title>Herbert/);
  await panel.received.fire({ open: new URL('../teams/index.html', address).pathname, part: '' });
  assert.match(panel.webview.html, /<base href="[^"]*teams\/index\.html"/);
  await panel.received.fire({ open: '/etc/hostname.html', part: '' });
  assert.match(panel.webview.html, /<base href="[^"]*teams\/index\.html"/, 'nothing outside of the site is opened');

  // Saved with an error: it is shown all the same, as it is now.
  writeFileSync(journey, readFileSync(journey, 'utf8').replace('"Bis zur ersten Tasse"', '"Die erste 📏 Tasse"').replace('owner: technik-und-garantie', 'owner: niemand'));
  const saved = at(journey, 'personas:');
  vscode.window.visibleTextEditors = [saved];
  await events.onDidSaveTextDocument.fire(saved.document);
  assert.match(panel.webview.html, /<title>Die erste 📏 Tasse/);

  // What is no knowledge does not disturb.
  writeFileSync(join(folder, 'other.cx'), 'team a {}\n');
  await events.onDidSaveTextDocument.fire({ uri: Uri.file(join(folder, 'other.cx')) });
  assert.match(panel.webview.html, /<title>Die erste 📏 Tasse/);
  await extension.deactivate();
});

/** A program that does this when it is called. */
function script(lines) {
  const file = join(mkdtempSync(join(folder, 'program-')), 'touchbase');
  writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return file;
}

test('a knowledge base that cannot be built says so in the view', async () => {
  const base = mkdtempSync(join(folder, 'bad-'));
  writeFileSync(join(base, 'a.cx'), 'team a "A" {}\n');
  const path = script('[ "$1" = --version ] || { echo "The disk is <full>." >&2; exit 2; }');
  const { vscode, seen, extension } = await activate({ path });
  vscode.window.activeTextEditor = at(join(base, 'a.cx'), 'team');
  await seen.commands['touchbase.showPreview']();
  assert.match(seen.panels[0].webview.html, /could not be built.*The disk is &lt;full&gt;\./s);
  assert.match(seen.errors.join(), /older than this extension/);
  await extension.deactivate();
});

test('the language server is started and said goodbye to', needs('lsp'), async () => {
  const log = join(folder, 'server.log');
  const path = script(`case "$1 $2" in "lsp ") tee "${log}" | "${program}" "$@" ;; *) exec "${program}" "$@" ;; esac`);
  const { seen, extension } = await activate({ path });
  assert.deepEqual(seen.errors, []);
  const place = { line: 0, character: 0 };
  await seen.commands['touchbase.showReferences']('file:///a.cx', place, [{ uri: 'file:///a.cx', range: { start: place, end: place } }]);
  assert.equal(seen.executed[0][0], 'editor.action.showReferences');
  await extension.deactivate();
  const said = readFileSync(log, 'utf8');
  for (const method of ['initialize', 'initialized', 'shutdown']) {
    assert.ok(said.includes(`"method":"${method}"`), `${method} was said`);
  }
});
