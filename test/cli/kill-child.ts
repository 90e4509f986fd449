/** Saves a journey over and over until it is killed: `kill-child.ts PROJECT`. Each save is acknowledged by a line on stdout. */
import { writeSync } from 'node:fs';
import process from 'node:process';
import { ProjectStore } from '../../src/main/store/project/index.js';
import { draftOf } from '../../src/main/store/project/testing.js';

const STDOUT = 1;
const store = ProjectStore.open(process.argv[2] ?? '');
let { revision } = store.journeys.has('a') ? store.journeys.get('a') : store.journeys.create(draftOf('a', '1'));
for (;;) {
  const name = String(revision + 1);
  // A document of some size, so that a save is more than one page.
  const draft = { ...draftOf('a', name), 'x-padding': name.repeat(5_000) };
  ({ revision } = store.journeys.save(draft, revision));
  writeSync(STDOUT, `${String(revision)}\n`);
}
