import { createHash } from 'node:crypto';
import { access, constants, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { composeMime } from './mime.js';
import { errorText, type Commit, type OutgoingMessage, type SendResult, type Transport } from './transport.js';

/** Writes each message as a file that any mail program opens. Nobody is ever reached. */
export function folderTransport(folder: string): Transport {
  return {
    label: folder,
    reachesPeople: false,
    connections: 2,
    test: async () => {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
      return `Messages are written as .eml files into ${folder}. Nobody is reached.`;
    },
    send: (message, commit) => putFile(folder, fileName(message), () => composeMime(message), commit),
    close: () => Promise.resolve(),
  };
}

/** Writes a file that stands there under its name only once it was committed. @throws what `commit` throws. */
export async function putFile(folder: string, name: string, compose: () => Buffer, commit: Commit): Promise<SendResult> {
  const path = join(folder, name);
  const unfinished = `${path}.unfinished`;
  try {
    const bytes = compose();
    await mkdir(folder, { recursive: true });
    await writeWhole(unfinished, bytes);
  } catch (error) {
    return { kind: 'unreachable', answer: `${folder} cannot be written to: ${errorText(error)}` };
  }
  try {
    await commit();
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  try {
    // The same message has the same name: written twice it is one file.
    await rename(unfinished, path);
    return { kind: 'sent', answer: path };
  } catch (error) {
    return { kind: 'temporary', answer: errorText(error) };
  }
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}

/** A name that says who and when, and is the message's own. */
function fileName({ emailId, to, date }: OutgoingMessage): string {
  const day = date.toISOString().slice(0, 10);
  const who = to.replace(/[^A-Za-z0-9@._-]+/g, '_').slice(0, 60);
  return `${day} ${who} ${createHash('sha256').update(emailId).digest('hex').slice(0, 16)}.eml`;
}
