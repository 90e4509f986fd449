import { initial } from './0001-initial.js';
import type { Migration } from './migration.js';

/** All steps, oldest first. */
export const MIGRATIONS: readonly Migration[] = [initial];

/** The layout this program writes. */
export const LATEST_VERSION = MIGRATIONS.length;
