import { initial } from './0001-initial.js';
import { versions } from './0002-versions.js';
import type { Migration } from './migration.js';

/** All steps, oldest first. */
export const MIGRATIONS: readonly Migration[] = [initial, versions];

/** The layout this program writes. */
export const LATEST_VERSION = MIGRATIONS.length;
