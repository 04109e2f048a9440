// Which knowledge base a file belongs to: the nearest folder above it with a `touchbase.yaml`, as the program finds it.

'use strict';

const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** The name of the configuration, which marks the root of a knowledge base. */
const CONFIGURATION = 'touchbase.yaml';

/** The root above `file`; none where no folder has a configuration. */
function configuredRoot(file) {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, CONFIGURATION))) {
      return folder;
    }
    if (dirname(folder) === folder) {
      return undefined;
    }
  }
}

/** The root above `file`, else the folder that is open, else the folder of the file: the program works with defaults there. */
function rootOf(file, workspace) {
  return configuredRoot(file) ?? workspace ?? dirname(file);
}

module.exports = { CONFIGURATION, configuredRoot, rootOf };
