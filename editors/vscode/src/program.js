// The program `touchbase`: runs it, and tells people what to do when it is not there.

'use strict';

const { execFile } = require('node:child_process');
const vscode = require('vscode');

/** What the setting says, or the name alone: then the system looks for it. */
function path() {
  return vscode.workspace.getConfiguration('touchbase').get('path') || 'touchbase';
}

/** Runs the program; gives its exit code and what it wrote. Fails only when it cannot be started. */
function run(args, folder) {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 256 * 1024 * 1024, windowsHide: true, env: { ...process.env, NO_COLOR: '1' } };
    execFile(path(), args, options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') {
        reject(error);
      } else {
        resolve({ code: error ? error.code : 0, stdout, stderr });
      }
    });
  });
}

/** Whether the program can be started, and knows the verb, if one is named. */
async function isThere(verb) {
  try {
    return (await run(verb ? [verb, '--help'] : ['--version'])).code === 0;
  } catch {
    return false;
  }
}

/** Says that the program is not there, and leads to the setting. */
async function sayThatItIsMissing() {
  const settings = 'Open the Settings';
  const answer = await vscode.window.showErrorMessage(
    `The program \`${path()}\` could not be started. Install touchbase so that it is on the PATH, or name it in the setting \`touchbase.path\`. ` +
      'Colours and snippets work without it; checks, completion and the preview do not.',
    settings,
  );
  if (answer === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'touchbase.path');
  }
}

module.exports = { path, run, isThere, sayThatItIsMissing };
