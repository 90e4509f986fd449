/* eslint-disable @typescript-eslint/no-deprecated -- the newer calls of `safeStorage` are not in every Electron that runs this */
import { safeStorage } from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../engine/json-file.js';

/** Credentials, sealed by the system's key store: Keychain, the Data Protection API, Secret Service or KWallet. */
export interface KeyStore {
  /** All that can be opened; what was sealed for another person or machine is left out. */
  read: () => Record<string, string>;
  /** An empty value is forgotten. */
  keep: (key: string, value: string) => void;
}

const tell = (note: string): void => {
  console.error(note);
};

/** @returns `undefined` where the system has no key store: credentials are then kept in memory only, never as plain text on the disk. */
export function openKeyStore(dataFolder: string): KeyStore | undefined {
  if (!isSealed()) return undefined;
  const path = join(dataFolder, 'desktop', 'keys.json');
  const file = new JsonFile<Record<string, string>>(path, z.record(z.string(), z.string()), () => ({}), tell);
  return {
    read: () =>
      Object.fromEntries(
        Object.entries(file.read()).flatMap(([key, sealed]) => {
          const value = opened(sealed);
          return value === undefined ? [] : [[key, value]];
        }),
      ),
    keep: (key, value) => {
      const { [key]: _, ...others } = file.read();
      file.write(value === '' ? others : { ...others, [key]: safeStorage.encryptString(value).toString('base64') });
    },
  };
}

/** On Linux without a wallet, Electron would seal with a password that everybody knows. */
function isSealed(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function opened(sealed: string): string | undefined {
  try {
    return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
  } catch (error) {
    console.error('A credential in the key store cannot be opened:', error instanceof Error ? error.message : error);
    return undefined;
  }
}
