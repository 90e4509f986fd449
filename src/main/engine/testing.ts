import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract/index.js';
import type { CallOptions, Engine } from './engine.js';
import { createEngine } from './index.js';

/** An engine with a data folder of its own, called as the interface calls it. */
export interface TestEngine {
  engine: Engine;
  folder: string;
  dataFolder: string;
  call: <Name extends ProcedureName>(name: Name, input: InputOf<Name>, options?: CallOptions) => Promise<OutputOf<Name>>;
  /** Writes a file into the folder and gives its path. */
  file: (name: string, text: string) => string;
  /** Ends the engine and starts another on the same data. */
  restart: () => Promise<void>;
  remove: () => Promise<void>;
}

const resourcesFolder = fileURLToPath(new URL('../../../resources', import.meta.url));

export async function testEngine(): Promise<TestEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-engine-'));
  const dataFolder = join(folder, 'data');
  const start = (): Promise<Engine> => createEngine({ kind: 'cli', version: '1.2.3', dataFolder, resourcesFolder });
  const test: TestEngine = {
    engine: await start(),
    folder,
    dataFolder,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- the engine parses what it gives back by the contract
    call: async (name, input, options) => (await test.engine.call(name, input, options)) as never,
    file: (name, text) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    restart: async () => {
      await test.engine.close();
      test.engine = await start();
    },
    remove: async () => {
      await test.engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return test;
}

/** A small log: `Ana` and `Ben` add to the cart, only `Ben` buys; `Cem` only looks. */
export const SMALL_LOG = `userId,event,timestamp,product_id,price
ana,Product Viewed,2024-01-01T09:00:00Z,p1,10
ana,Product Added,2024-01-01T10:00:00Z,p1,10
ben,Product Added,2024-01-01T11:00:00Z,p2,25.5
ben,Order Completed,2024-01-01T12:00:00Z,,
cem,Product Viewed,2024-01-02T09:00:00Z,p2,25.5
cem,Product Viewed,2024-01-04T09:00:00Z,p3,7
`;

/** Traits for the small log; `dot` is in no event. */
export const SMALL_CUSTOMERS = `userId,email,consent,timezone
ana,ana@example.com,subscribed,Europe/Berlin
ben,ben@example.com,subscribed,
cem,,,
dot,dot@example.com,unsubscribed,
`;
