// The TextMate grammar, as Visual Studio Code and others read it: every example and every snippet is coloured throughout,
// and chosen places have the scopes that themes look for.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { files, path, read, snippets } from './support.mjs';

const require = createRequire(import.meta.url);

await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
    createOnigString: text => new oniguruma.OnigString(text),
  }),
  loadGrammar: async scope => {
    const file = { 'source.cx': path('grammar/cx.tmLanguage.json'), 'text.html.markdown': require.resolve('tm-grammars/grammars/markdown.json') }[scope];
    return file ? textmate.parseRawGrammar(readFileSync(file, 'utf8'), file) : null;
  },
});
const grammar = await registry.loadGrammar('source.cx');

/** The pieces of `text` with their scopes, line by line. */
function pieces(text) {
  let state = textmate.INITIAL;
  return text.split(/\r?\n/).flatMap((line, at) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(token => ({ line: at + 1, text: line.slice(token.startIndex, token.endIndex), scopes: token.scopes }));
  });
}

/** What is outside of every rule, or fits none. */
function faults(text) {
  const bare = piece => piece.text.trim() !== '' && piece.scopes.every(scope => scope === 'source.cx' || scope.startsWith('meta.body') || scope.startsWith('meta.list') || scope.startsWith('meta.map'));
  const illegal = piece => piece.scopes.some(scope => scope.startsWith('invalid.illegal'));
  return pieces(text)
    .filter(piece => bare(piece) || illegal(piece))
    .map(piece => `${piece.line}: ${JSON.stringify(piece.text)} ${piece.scopes.join(' ')}`);
}

/** The scopes of the first piece with this text, or that holds it. */
function scopes(text, part) {
  const all = pieces(text);
  const piece = all.find(piece => piece.text.trim() === part) ?? all.find(piece => piece.text.includes(part));
  assert.ok(piece, `${part} is a piece of ${JSON.stringify(all.map(piece => piece.text))}`);
  return piece.scopes;
}

test('every example is coloured throughout', () => {
  const examples = files('examples', '.cx');
  assert.ok(examples.length > 30);
  const found = examples.flatMap(file => faults(read(file)).map(fault => `${file}:${fault}`));
  assert.deepEqual(found, []);
});

test('every snippet of the documentation that is no example of a fault is coloured throughout', () => {
  const all = snippets();
  assert.ok(all.length > 150);
  const sound = all.filter(({ text }) => !/\/\/ (syntax-error|unclosed-block|bad-text)/.test(text));
  assert.deepEqual(sound.flatMap(({ place, text }) => faults(text).map(fault => `${place} + ${fault}`)), []);
});

test('faults are seen', () => {
  const broken = {
    'a text that is never closed': 'term a { summary: "never closed\n}',
    'quotes of other kinds': 'term a { summary: „so“ }',
    'signs outside of a text': 'term a { summary: why? }',
    'a bracket that closes nothing': 'term a { } }',
    'an escape that there is not': 'term a { summary: "\\q" }',
    'a colon without a key': ': b',
  };
  for (const [what, text] of Object.entries(broken)) {
    assert.notDeepEqual(faults(text), [], what);
  }
});

test('a fault ends with its line or its bracket', () => {
  for (const broken of ['summary: "never closed', 'summary: „so“ and more', 'owner:', 'tags: ???', 'needs']) {
    const text = `term a {\n  ${broken}\n  owner: hof\n}\nteam hof "Hof" {}\n`;
    assert.ok(scopes(text, 'owner').includes('support.type.property-name.cx'), broken);
    assert.ok(scopes(text, 'team').includes('keyword.other.kind.cx'), broken);
  }
});

const TEXT = `// a comment
// touchbase: allow stale - later
wetter gewitter-größe "Gewitter ⛈" { // why
  größe: 3, share: 30%
  "Bert B.": -1.5
  owner: hof// close by
  moment: journey.step
  live: yes
  since: 2026-11-21
  wait: 1h30min
  tags: [nah, "fern",
    2er-pack]
  emotion: { anna: -2, default: 0 }
  say: "a \\"b\\" \\u{e4} // no comment"
  stage "Bedarf" { kind: discover }
  note: """
    # Titel
    - **fett** "und" ""so"" *offen
    Siehe [[hof|den Hof]]. // kein Kommentar
    """
  url: "https://example.com"
}
channel web
step
`;

test('chosen places have the scopes that themes look for', () => {
  const expected = {
    ' a comment': 'comment.line.double-slash.cx',
    'touchbase:': 'keyword.other.directive.cx',
    wetter: 'keyword.other.kind.cx',
    'gewitter-größe': 'entity.name.type.element.cx',
    'Gewitter ⛈': 'string.quoted.double.cx',
    ' why': 'comment.line.double-slash.cx',
    größe: 'support.type.property-name.cx',
    3: 'constant.numeric.cx',
    '30%': 'constant.numeric.cx',
    '"Bert B."': 'support.type.property-name.cx',
    '-1.5': 'constant.numeric.cx',
    hof: 'variable.other.word.cx',
    ' close by': 'comment.line.double-slash.cx',
    'journey.step': 'variable.other.word.cx',
    yes: 'constant.language.boolean.cx',
    '2026-11-21': 'constant.numeric.date.cx',
    '1h30min': 'constant.numeric.duration.cx',
    '2er-pack': 'variable.other.word.cx',
    fern: 'string.quoted.double.cx',
    anna: 'support.type.property-name.cx',
    '-2': 'constant.numeric.cx',
    '\\"': 'constant.character.escape.cx',
    '\\u{e4}': 'constant.character.escape.cx',
    '// no comment': 'string.quoted.double.cx',
    stage: 'keyword.other.kind.cx',
    kind: 'support.type.property-name.cx',
    '# Titel': 'markup.heading.markdown',
    fett: 'markup.bold.markdown',
    'den Hof': 'string.other.link.title.cx',
    'kein Kommentar': 'meta.embedded.block.markdown',
    url: 'support.type.property-name.cx',
    'https://example.com': 'string.quoted.double.cx',
    channel: 'keyword.other.kind.cx',
    web: 'entity.name.type.element.cx',
    step: 'keyword.other.kind.cx',
  };
  for (const [part, scope] of Object.entries(expected)) {
    assert.ok(scopes(TEXT, part).includes(scope), `${part}: ${scopes(TEXT, part).join(' ')}`);
  }
  assert.deepEqual(faults(TEXT), []);
});

test('line ends of Windows change nothing', () => {
  const bare = text => pieces(text).map(({ line, text, scopes }) => [line, text.trim(), scopes.join(' ')]);
  assert.deepEqual(bare(TEXT.replaceAll('\n', '\r\n')), bare(TEXT));
});

test('every rule that is included is there, and every rule is included', () => {
  const text = read('grammar/cx.tmLanguage.json');
  const used = new Set([...text.matchAll(/"include": "#([\w-]+)"/g)].map(([, name]) => name));
  assert.deepEqual([...used].sort(), Object.keys(JSON.parse(text).repository).sort());
});
