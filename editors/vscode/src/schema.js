// Completion and checks in YAML knowledge: hands the schema that `touchbase schema` writes to the extension for YAML, if it
// is there. The schema knows what `extend` in `touchbase.yaml` adds, so it is asked for anew when that file changes.

'use strict';

const { basename } = require('node:path');
const vscode = require('vscode');
const { CONFIGURATION, configuredRoot } = require('./bases');
const program = require('./program');

const SCHEME = 'touchbase-schema';

/** Schemas that have been written, by the root of the knowledge base. */
const known = new Map();

/** The address of the schema for a file; none when it is no knowledge: outside of a base, or its configuration. */
function schemaFor(resource) {
  const uri = vscode.Uri.parse(resource);
  if (uri.scheme !== 'file' || basename(uri.fsPath).startsWith('touchbase')) {
    return undefined;
  }
  const root = configuredRoot(uri.fsPath);
  return root && `${SCHEME}://base/${encodeURIComponent(root)}`;
}

/** The schema behind an address. */
async function schemaAt(address) {
  const root = decodeURIComponent(address.slice(`${SCHEME}://base/`.length));
  if (!known.has(root)) {
    const written = await program.run(['schema', '--base', root], root);
    if (written.code !== 0) {
      throw new Error(written.stderr);
    }
    known.set(root, written.stdout);
  }
  return known.get(root);
}

/** Offers the schema to the extension for YAML. */
async function offer() {
  const yaml = vscode.extensions.getExtension('redhat.vscode-yaml');
  const api = yaml && (await yaml.activate());
  api?.registerContributor?.('touchbase', schemaFor, schemaAt);
}

/** A file was saved: a new configuration means a new schema. */
function saved(document) {
  if (basename(document.uri.fsPath) === CONFIGURATION) {
    known.clear();
  }
}

module.exports = { offer, saved, schemaFor, schemaAt };
