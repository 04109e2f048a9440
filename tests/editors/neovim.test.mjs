// Neovim with the settings of `editors/neovim`: drives the language server end to end, and compiles and uses the grammar.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { needs, path, program } from './support.mjs';

const folders = [];
after(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })));

/** A folder with these files. */
function base(files) {
  const folder = mkdtempSync(join(tmpdir(), 'touchbase-neovim-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Runs a script in Neovim, in `folder`, with nothing of the user's own. */
function neovim(script, folder, settings = '') {
  const home = base({});
  const own = name => {
    mkdirSync(join(home, name));
    return join(home, name);
  };
  const env = { ...process.env, XDG_DATA_HOME: own('data'), XDG_STATE_HOME: own('state'), XDG_CACHE_HOME: own('cache'), XDG_CONFIG_HOME: own('config') };
  const args = ['--clean', '--headless', '-n', '--cmd', `set runtimepath^=${path('editors/neovim')}`, '--cmd', 'filetype plugin indent on'];
  const setup = settings ? ['-c', `lua require("touchbase").setup(${settings})`] : [];
  const run = spawnSync('nvim', [...args, ...setup, '-c', `luafile ${path('tests/editors/neovim', script)}`], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}\n${run.error ?? ''}`);
  return run.stdout;
}

const JOURNEYS = `journey kapseln-nachbestellen "Kapseln nachbestellen" {
  personas: [anna]
  need: "Kaffee, bevor der Vorrat zu Ende ist."
  stage "Hilfe" {
    kind: support
    step hilfe-holen "Hilfe holen" {
      touchpoint: hotlin // größtes Ärgernis 📞
    }
    step weiter "Weiter" {
      thought: "Größe 📞", touchpoint: grüße
    }
  }
}
`;

test('somebody writes knowledge in Neovim', needs('lsp'), t => {
  const folder = base({
    'touchbase.yaml': 'name: Größe\nlanguage: de\n',
    'journeys.cx': JOURNEYS,
    'touchpoints.cx': `// 📞 größe
persona anna "Anna" { type: customer, needs: ["Ruhe"], owner: werk }
channel telefon "Telefon" { type: phone }
touchpoint hotline "Größte Hotline" {
  mission: "Ein Anliegen in einem Gespräch lösen."
  channels: [telefon], medium: analog, owner: werk
}
touchpoint grüße "Grüße" {
  mission: "Grüßen."
  channels: [telefon], medium: analog, owner: werk
  description: """
    Wie [[hotline|die Hotline]], nur netter.
    """
}
`.replaceAll('\n', '\r\n'),
    'teams.yaml': 'teams:\n  werk:\n    name: Werk\n',
  });
  const said = neovim('server.lua', folder, `{ path = ${JSON.stringify(program)} }`);
  said.split('\n').filter(line => line.startsWith('left out')).forEach(line => t.diagnostic(line));
});

const SAMPLE = `persona größe "Größe" {
needs: [
"Nachschub"
]
description: """
Siehe [[anna]].
"""
}
`;

test('the grammar is compiled by a command, and colours', () => {
  neovim('colours.lua', base({ 'sample.cx': SAMPLE }), '{ path = "true" }');
});

test('a program that is not there is said once, with what to do', () => {
  neovim('missing.lua', base({ 'sample.cx': SAMPLE }));
});
