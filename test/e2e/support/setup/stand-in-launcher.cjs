/**
 * Does for the stand-in Electron what `default_app.asar` does for the official one: `electron [-r FILE] FOLDER` runs the
 * application in the folder.
 */
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const rest = process.argv.slice(1);
let folder;
for (let index = 0; index < rest.length; index++) {
  const argument = rest[index];
  if (argument === '-r' || argument === '--require') require(resolve(rest[++index]));
  else if (!argument.startsWith('-')) {
    folder = resolve(argument);
    break;
  }
}
if (!folder) {
  console.error('Usage: electron [-r FILE] FOLDER');
  process.exit(1);
}
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(description.productName ?? description.name);
app.setVersion(description.version ?? '0.0.0');
app.setPath('userData', join(app.getPath('appData'), app.getName()));
require(join(folder, description.main ?? 'index.js'));
