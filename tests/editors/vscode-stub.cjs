// Stands in for the editor: gives the extension the module `vscode`, as far as it uses it, and writes down what it does there.

'use strict';

const Module = require('node:module');
const nodePath = require('node:path');
const { pathToFileURL, fileURLToPath } = require('node:url');

class Uri {
  constructor(scheme, path) {
    this.scheme = scheme;
    this.path = path;
  }
  static file(path) {
    return new Uri('file', path);
  }
  static parse(text) {
    return text.startsWith('file:') ? new Uri('file', fileURLToPath(text)) : new Uri(text.split(':')[0], text.slice(text.indexOf(':') + 1));
  }
  static joinPath(uri, ...parts) {
    return new Uri(uri.scheme, nodePath.posix.join(uri.path, ...parts));
  }
  get fsPath() {
    return this.path;
  }
  toString() {
    return this.scheme === 'file' ? pathToFileURL(this.path).href : `${this.scheme}:${this.path}`;
  }
}

class Event {
  constructor() {
    this.listeners = [];
    this.event = (listener, self) => {
      this.listeners.push(self ? listener.bind(self) : listener);
      return { dispose: () => {} };
    };
  }
  fire(value) {
    return Promise.all(this.listeners.map(listener => listener(value)));
  }
  dispose() {}
}

/** Anything else: a class to derive from, a function that gives nothing, a namespace of such. */
function anything(name) {
  const known = new Map();
  const base = class {
    dispose() {}
  };
  return new Proxy(base, {
    get: (target, key) => {
      if (key === 'prototype' || typeof key === 'symbol') {
        return target[key];
      }
      if (key === 'then') {
        return undefined;
      }
      if (!known.has(key)) {
        known.set(key, anything(`${name}.${String(key)}`));
      }
      return known.get(key);
    },
    apply: () => ({ dispose: () => {} }),
    construct: (target, args, derived) => Reflect.construct(target, args, derived),
  });
}

/** A namespace with these members, and anything else. */
const open = (name, members) => {
  const rest = anything(name);
  return new Proxy(members, { get: (target, key) => (key in target ? target[key] : rest[key]) });
};

/** An editor in which the extension can be activated. `path` is the setting `touchbase.path`. */
function editor({ path, yaml }) {
  const seen = { commands: {}, errors: [], panels: [], contributors: [] };
  const events = Object.fromEntries(
    ['onDidChangeTextEditorSelection', 'onDidChangeActiveTextEditor', 'onDidSaveTextDocument', 'onDidChangeConfiguration', 'onDidOpenTextDocument'].map(name => [name, new Event()]),
  );
  const listen = Object.fromEntries(Object.entries(events).map(([name, event]) => [name, event.event]));
  const vscode = open('vscode', {
    Uri,
    EventEmitter: Event,
    ViewColumn: { Beside: -2 },
    version: '1.90.0',
    commands: open('commands', {
      registerCommand: (name, act) => {
        seen.commands[name] = act;
        return { dispose: () => {} };
      },
      executeCommand: async (...args) => {
        (seen.executed ??= []).push(args);
      },
    }),
    extensions: open('extensions', {
      getExtension: name => (name === 'redhat.vscode-yaml' ? yaml?.(seen) : undefined),
    }),
    workspace: open('workspace', {
      ...listen,
      getConfiguration: () => ({ get: (name, otherwise) => (name === 'path' ? path : otherwise) }),
      getWorkspaceFolder: () => undefined,
      findFiles: async () => [],
      workspaceFolders: [],
      textDocuments: [],
      notebookDocuments: [],
    }),
    window: open('window', {
      ...listen,
      visibleTextEditors: [],
      activeTextEditor: undefined,
      showErrorMessage: async text => void seen.errors.push(text),
      createOutputChannel: () => open('channel', { append: () => {}, appendLine: () => {} }),
      createWebviewPanel: (type, title, where, options) => {
        const received = new Event();
        const panel = {
          type, title, options, sent: [], received,
          webview: {
            html: '',
            cspSource: 'https://*.view.test',
            asWebviewUri: uri => `https://files.view.test${encodeURI(uri.path)}`,
            onDidReceiveMessage: received.event,
            postMessage: message => panel.sent.push(message),
          },
          onDidDispose: () => {},
          reveal: () => {},
          dispose: () => {},
        };
        seen.panels.push(panel);
        return panel;
      },
    }),
  });
  return { vscode, seen, events };
}

/** Loads a bundle that asks for `vscode`, and gives it this one. */
function load(bundle, vscode) {
  const original = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? vscode : original(name, ...rest));
  try {
    delete require.cache[require.resolve(bundle)];
    return require(bundle);
  } finally {
    Module._load = original;
  }
}

module.exports = { editor, load, Uri };
