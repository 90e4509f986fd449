import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EngineError } from '../../../shared/contract/error.js';
import { PROJECT_SUFFIX } from '../../store/project/index.js';

// Control characters and what Windows keeps for itself; on other systems these are legal, but a project should travel.
// eslint-disable-next-line no-control-regex -- control characters are what is meant
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"/\\|?*]+/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The one path by which an open project is known, however its folder was named. */
export function canonicalHandle(handle: string): string {
  const path = resolve(handle);
  return existsSync(path) ? realpathSync(path) : path;
}

/**
 * The folder for a new project of this name.
 * @throws EngineError `invalid` when the name leaves nothing that could name a folder.
 */
export function projectFolder(parent: string, name: string): string {
  const safe = name.replaceAll(FORBIDDEN, '-').replace(/^[\s.]+|[\s.]+$/g, '');
  if (!/[\p{L}\p{N}]/u.test(safe) || RESERVED.test(safe)) {
    throw new EngineError('invalid', `"${name}" cannot name a folder. Choose a name with letters or digits.`);
  }
  return join(resolve(parent), safe.endsWith(PROJECT_SUFFIX) ? safe : `${safe}${PROJECT_SUFFIX}`);
}
