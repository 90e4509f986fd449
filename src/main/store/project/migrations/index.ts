import { initial } from './0001-initial.js';
import { versions } from './0002-versions.js';
import { templates } from './0003-templates.js';
import { delivery } from './0004-delivery.js';
import { sendingSafety } from './0005-sending-safety.js';
import { webhookCalls } from './0006-webhook-calls.js';
import { liveContents } from './0007-live-contents.js';
import { callsByAddress } from './0008-calls-by-address.js';
import type { Migration } from './migration.js';

/** All steps, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  initial,
  versions,
  templates,
  delivery,
  sendingSafety,
  webhookCalls,
  liveContents,
  callsByAddress,
];

/** The layout this program writes. */
export const LATEST_VERSION = MIGRATIONS.length;
