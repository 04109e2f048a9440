// What the editor calls: starts the language server, offers the schema for YAML, and shows pages beside the text.

'use strict';

const vscode = require('vscode');
const { Preview } = require('./preview');
const schema = require('./schema');
const server = require('./server');

async function activate(context) {
  const preview = new Preview(context.extensionUri, context.globalStorageUri.fsPath);
  context.subscriptions.push(
    preview,
    vscode.commands.registerCommand('touchbase.showPreview', () => preview.show()),
    vscode.commands.registerCommand('touchbase.restartServer', () => server.restart()),
    vscode.commands.registerCommand('touchbase.showReferences', server.showReferences),
    vscode.window.onDidChangeTextEditorSelection(event => preview.moved(event.textEditor)),
    vscode.window.onDidChangeActiveTextEditor(editor => editor && preview.moved(editor)),
    vscode.workspace.onDidSaveTextDocument(document => {
      schema.saved(document);
      return preview.saved(document);
    }),
    vscode.workspace.onDidChangeConfiguration(event => event.affectsConfiguration('touchbase.path') && server.restart()),
  );
  await Promise.all([server.start(), schema.offer()]);
}

function deactivate() {
  return server.stop();
}

module.exports = { activate, deactivate };
