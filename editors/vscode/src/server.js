// The language server: `touchbase lsp`, for `.cx` everywhere and for YAML in knowledge bases.

'use strict';

const { dirname } = require('node:path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { CONFIGURATION } = require('./bases');
const program = require('./program');

let client;
let output;

/** Which documents the server is told of: all `.cx`, and YAML below each `touchbase.yaml`, which it must not be for others. */
async function documents() {
  const found = await vscode.workspace.findFiles(`**/${CONFIGURATION}`, '**/node_modules/**');
  const yaml = found.map(file => ({
    scheme: 'file',
    language: 'yaml',
    pattern: `${dirname(file.fsPath).split('\\').join('/')}/**/*.{yaml,yml}`,
  }));
  return [{ scheme: 'file', language: 'cx' }, { scheme: 'untitled', language: 'cx' }, ...yaml];
}

/** Starts the server, or says what is missing. */
async function start() {
  if (!(await program.isThere())) {
    await program.sayThatItIsMissing();
    return;
  }
  if (!(await program.isThere('lsp'))) {
    vscode.window.showErrorMessage(
      `The program \`${program.path()}\` is older than this extension: it has no language server. Colours, snippets and the preview work; ` +
        'for checks and completion, bring touchbase up to date.',
    );
    return;
  }
  output ??= vscode.window.createOutputChannel('touchbase');
  const run = { command: program.path(), args: ['lsp'] };
  client = new LanguageClient('touchbase', 'touchbase', run, {
    documentSelector: await documents(),
    // The lines above elements tell how often each is used; a click on one shows where.
    initializationOptions: { showReferences: true },
    outputChannel: output,
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    vscode.window.showErrorMessage(`The language server of touchbase could not be started: ${error.message}.`);
  }
}

/** Ends the server. */
async function stop() {
  const ended = client;
  client = undefined;
  await ended?.stop().catch(() => {});
}

/** Ends the server and starts it anew. */
async function restart() {
  await stop();
  await start();
}

/** Shows places that the server found, as the lines above elements ask for. */
async function showReferences(uri, position, places) {
  const { protocol2CodeConverter: convert } = client;
  const arguments_ = [vscode.Uri.parse(uri), convert.asPosition(position), await convert.asReferences(places)];
  await vscode.commands.executeCommand('editor.action.showReferences', ...arguments_);
}

module.exports = { start, stop, restart, showReferences };
