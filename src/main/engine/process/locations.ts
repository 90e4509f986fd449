import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

declare const __WAYPOST_VERSION__: string | undefined;

/** Waypost's version; `development` where the sources run unbuilt. */
export function appVersion(): string {
  return typeof __WAYPOST_VERSION__ === 'string' ? __WAYPOST_VERSION__ : 'development';
}

/**
 * The person's own folder for settings, recent projects and copies of samples: `WAYPOST_DATA`, else where the system
 * keeps such things.
 */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const home = homedir();
  const override = env['WAYPOST_DATA'];
  if (override) return override;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Waypost');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Waypost');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'waypost');
}
