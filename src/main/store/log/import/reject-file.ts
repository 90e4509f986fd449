import { access, constants, copyFile, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database } from '../database.js';
import { filePath } from '../sql.js';
import type { LogFiles } from '../paths.js';

export interface Rejected {
  file: string;
  /** Of a text file the line on which the row begins; else the number of the row. Counts from 1. */
  line: number;
  reason: string;
  row: string;
}

/** A rejected row is kept up to this many characters. */
const MOST_TEXT = 100_000;

/** The rejected rows of an import, gathered in a CSV file `file,line,reason,row` that is put in its place at the end. */
export class RejectFile {
  #file: FileHandle | undefined;

  /** @param unfinished where it is written meanwhile */
  constructor(private readonly unfinished: string) {}

  async add(rows: readonly Rejected[]): Promise<void> {
    if (rows.length === 0) return;
    if (this.#file === undefined) {
      this.#file = await open(this.unfinished, 'w');
      await this.#file.write('file,line,reason,row\n');
    }
    await this.#file.write(
      rows.map(({ file, line, reason, row }) => `${cell(file)},${line},${cell(reason)},${cell(row)}\n`).join(''),
    );
  }

  /** Ends the file and takes its rows into `store.rejected`. */
  async store(db: Database): Promise<void> {
    await this.close();
    await db.run(`
      INSERT INTO store.rejected
      SELECT * FROM read_csv(${filePath(this.unfinished)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n',
        nullstr = '\\N', columns = {'file': 'VARCHAR', 'line': 'BIGINT', 'reason': 'VARCHAR', 'row': 'VARCHAR'})`);
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async publish(path: string): Promise<void> {
    try {
      await rename(this.unfinished, path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
      // The project is a disk of its own.
      await copyFile(this.unfinished, path);
      await rm(this.unfinished);
    }
  }
}

/** Always in quotes, so that a text that is empty or reads like a missing value stays what it is. */
function cell(text: string): string {
  const kept = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
  return `"${kept.replaceAll('"', '""')}"`;
}

/** The place for the rejected rows: beside the project or, where nothing may be written there, in it. */
export async function rejectedPath(files: LogFiles): Promise<string> {
  try {
    await access(dirname(files.rejectedBeside), constants.W_OK);
    return files.rejectedBeside;
  } catch {
    return files.rejectedInside;
  }
}
