// The page of the element at the cursor, beside the text. Builds the site as it was last saved into a folder of the
// extension, in spite of errors, and again whenever a file of the knowledge base is saved.

'use strict';

const { createHash } = require('node:crypto');
const { mkdir, readFile } = require('node:fs/promises');
const { join, relative, sep } = require('node:path');
const vscode = require('vscode');
const { rootOf } = require('./bases');
const { message, shown } = require('./page');
const { elementAt, pageOf } = require('./place');
const program = require('./program');

/** How long the cursor rests on an element before its page is shown. */
const REST = 200;

class Preview {
  /** `folder` is where sites may be built. */
  constructor(extension, folder) {
    this.extension = extension;
    this.folder = folder;
    this.panel = undefined;
    this.site = undefined;
    this.page = undefined;
    this.part = undefined;
    this.building = undefined;
    this.again = false;
    this.timer = undefined;
  }

  /** Shows the page of the element at the cursor, beside the text. */
  async show() {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      vscode.window.showInformationMessage('Open a file of the knowledge base first: its page is shown beside it.');
      return;
    }
    if (!(await program.isThere())) {
      await program.sayThatItIsMissing();
      return;
    }
    this.open();
    const file = editor.document.uri.fsPath;
    const workspace = vscode.workspace.getWorkspaceFolder(editor.document.uri)?.uri.fsPath;
    this.enter(rootOf(file, workspace));
    await this.build();
    await this.follow(editor);
  }

  /** Opens the view, if it is not open. */
  open() {
    if (this.panel) {
      this.panel.reveal(vscode.ViewColumn.Beside, true);
      return;
    }
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const roots = [vscode.Uri.file(this.folder), vscode.Uri.joinPath(this.extension, 'dist')];
    const options = { enableScripts: true, localResourceRoots: roots, enableFindWidget: true };
    this.panel = vscode.window.createWebviewPanel('touchbase.preview', 'touchbase', beside, options);
    this.panel.webview.html = message('The site is being built …');
    this.panel.webview.onDidReceiveMessage(sent => this.hear(sent));
    this.panel.onDidDispose(() => {
      clearTimeout(this.timer);
      this.panel = undefined;
      this.page = undefined;
    });
  }

  /** Turns to the knowledge base at `root`. */
  enter(root) {
    if (this.site?.root !== root) {
      const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
      this.site = { root, output: join(this.folder, name), elements: [], index: undefined };
      this.page = undefined;
    }
  }

  /** Builds the site; a request that comes meanwhile is served once, afterwards. */
  build() {
    if (this.building) {
      this.again = true;
      return this.building;
    }
    this.building = this.buildUntilDone().finally(() => {
      this.building = undefined;
    });
    return this.building;
  }

  async buildUntilDone() {
    do {
      this.again = false;
      const site = this.site;
      try {
        await buildSite(site);
      } catch (error) {
        this.page = undefined;
        site.index = undefined;
        if (this.panel) {
          this.panel.webview.html = message(`The site could not be built.\n\n${error.message}`);
        }
      }
    } while (this.again);
  }

  /** A file was saved: when it belongs to the knowledge base that is shown, the site is built again. */
  async saved(document) {
    if (!this.panel || !this.site || !within(this.site.root, document.uri.fsPath) || !/\.(cx|ya?ml)$/.test(document.uri.fsPath)) {
      return;
    }
    await this.build();
    this.page = undefined;
    const editor = vscode.window.visibleTextEditors.find(editor => editor.document === document);
    if (editor) {
      await this.follow(editor);
    }
  }

  /** The cursor moved: soon its page is shown. */
  moved(editor) {
    if (this.panel && this.site && within(this.site.root, editor.document.uri.fsPath)) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.follow(editor), REST);
    }
  }

  /** Shows the page of the element at the cursor of `editor`. */
  async follow(editor) {
    if (!this.site?.index) {
      return;
    }
    const file = relative(this.site.root, editor.document.uri.fsPath).split(sep).join('/');
    const element = elementAt(this.site.elements, file, editor.selection.active.line + 1);
    const { page, part } = pageOf(element, this.site.elements, this.site.index);
    await this.turnTo(page, part);
  }

  /** Shows a page of the site, and a part of it. */
  async turnTo(page, part) {
    if (!this.panel) {
      return;
    }
    this.part = part;
    if (page === this.page) {
      this.tell();
      return;
    }
    const webview = this.panel.webview;
    const path = join(this.site.output, ...page.split('/'));
    try {
      const html = await readFile(path, 'utf8');
      const base = webview.asWebviewUri(vscode.Uri.file(path)).toString();
      const script = webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', 'shown.js')).toString();
      webview.html = shown(html, { base, source: webview.cspSource, script });
      this.panel.title = /<title>([^<–]*)/.exec(html)?.[1].trim() || 'touchbase';
      this.page = page;
    } catch (error) {
      webview.html = message(`The page ${page} cannot be shown.\n\n${error.message}`);
    }
  }

  /** Tells the page which part of it to show. */
  tell() {
    if (this.panel && this.part) {
      this.panel.webview.postMessage({ show: this.part });
    }
  }

  /** What the page says: that it is there, or that a link of the site was followed. */
  async hear(sent) {
    if (sent.ready) {
      this.tell();
    } else if (typeof sent.open === 'string' && this.site) {
      const output = vscode.Uri.file(this.site.output).path;
      const at = sent.open.indexOf(`${output}/`);
      const page = at < 0 ? '' : sent.open.slice(at + output.length + 1);
      if (page.endsWith('.html') && !page.split('/').includes('..')) {
        await this.turnTo(page, sent.part);
      }
    }
  }

  dispose() {
    clearTimeout(this.timer);
    this.panel?.dispose();
  }
}

/** Builds the site of a knowledge base and reads where its elements stand. */
async function buildSite(site) {
  await mkdir(site.output, { recursive: true });
  const [built, listed] = await Promise.all([
    program.run(['build', site.root, '--preview', '--output', site.output], site.root),
    program.run(['list', '*', '--base', site.root, '--format', 'json'], site.root),
  ]);
  if (built.code > 1 || listed.code > 1) {
    throw new Error((built.code > 1 ? built : listed).stderr);
  }
  site.elements = JSON.parse(listed.stdout).elements;
  site.index = JSON.parse(await readFile(join(site.output, 'index.json'), 'utf8'));
}

/** Whether `file` lies below `folder`. */
function within(folder, file) {
  const path = relative(folder, file);
  return path !== '' && path.split(sep)[0] !== '..' && !/^[A-Za-z]:/.test(path);
}

module.exports = { Preview, within };
