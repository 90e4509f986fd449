import { rmSync } from 'node:fs';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { timed } from './measure.js';
import type { Query } from './sql.js';

const answerSchema = z.object({
  firings: z.coerce.bigint(),
  customers: z.coerce.bigint(),
  instants: z.coerce.bigint().nullable(),
});

/** What a question came to: firings, customers, and the sum of the instants in epoch ms. */
export interface Answer {
  firings: bigint;
  customers: bigint;
  instants: bigint;
}

export function sameAnswer(a: Answer, b: Answer): boolean {
  return a.firings === b.firings && a.customers === b.customers && a.instants === b.instants;
}

/** DuckDB by itself: what an analyst has who reads the CSV into a table and asks in SQL. It uses as many threads as it likes. */
export class Database {
  private instance: DuckDBInstance | undefined;
  private connection: DuckDBConnection | undefined;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** The bare read, until the table is safely on disk. @returns milliseconds */
  async importCsv(csv: string): Promise<number> {
    this.close();
    rmSync(this.file, { force: true });
    rmSync(`${this.file}.wal`, { force: true });
    return timed(async () => {
      const connection = await this.open();
      await connection.run(`create table log as select * from read_csv('${csv.replaceAll("'", "''")}')`);
      this.close();
    });
  }

  /** The answer to a question, opening the file first where it is closed. */
  async ask({ sql }: Query): Promise<Answer> {
    const connection = await this.open();
    const reader = await connection.runAndReadAll(sql);
    const [row] = reader.getRowObjectsJson();
    const { firings, customers, instants } = answerSchema.parse(row);
    return { firings, customers, instants: instants ?? 0n };
  }

  private async open(): Promise<DuckDBConnection> {
    this.instance ??= await DuckDBInstance.create(this.file);
    this.connection ??= await this.instance.connect();
    return this.connection;
  }

  close(): void {
    this.connection?.closeSync();
    this.instance?.closeSync();
    this.connection = undefined;
    this.instance = undefined;
  }
}
