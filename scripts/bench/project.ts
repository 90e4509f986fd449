import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { createEngine, type Engine } from '../../src/main/engine/index.js';
import { contract, type InputOf, type OutputOf, type ProcedureName } from '../../src/shared/contract/index.js';
import type { Run } from '../../src/shared/contract/simulations.js';
import type { Journey } from '../../src/shared/journey/schema.js';
import { timed } from './measure.js';
import type { Answer } from './database.js';

/** Each procedure's output as its own type, which a look-up in the contract by an open name would lose. */
const outputs: { readonly [Name in ProcedureName]: { readonly output: z.ZodType<OutputOf<Name>> } } = contract;

/** A Waypost project with the log in it, worked on through the engine as the window does. */
export class BenchProject {
  private engine: Engine | undefined;
  private readonly revisions = new Map<string, number>();
  private readonly work: string;
  /** The project's folder. */
  readonly folder: string;

  private readonly resources: string;

  /**
   * @param work a folder of its own, which it may empty
   * @param resources Waypost's `resources/`
   */
  constructor(work: string, resources: string) {
    this.work = work;
    this.resources = resources;
    this.folder = join(work, 'bench.waypost');
  }

  /** Starts over with an empty project and imports the log, until it is safely on disk. @returns milliseconds of the import alone */
  async importCsv(csv: string): Promise<number> {
    await this.close();
    rmSync(this.work, { recursive: true, force: true });
    mkdirSync(this.work, { recursive: true });
    this.revisions.clear();
    await this.call('projects.create', { name: 'bench', folder: this.work });
    return timed(() => this.call('logs.import', { project: this.folder, events: [csv] }));
  }

  /** Puts a journey into the project, in place of an earlier one with its id. A new journey is named for its id, which the engine makes of the name. */
  async save(journey: Journey): Promise<void> {
    const revision = this.revisions.get(journey.id);
    const stored =
      revision === undefined
        ? await this.call('journeys.create', { project: this.folder, name: journey.name, draft: journey })
        : await this.call('journeys.save', { project: this.folder, draft: journey, revision });
    this.revisions.set(journey.id, stored.revision);
  }

  /** Simulates a journey over the whole log. Opens the project where it is closed. */
  async run(journey: Journey): Promise<Run> {
    return this.call('simulations.run', { project: this.folder, journeys: [journey.id], options: {} });
  }

  /** The messages of a run as the answer to a question: firings, customers, sum of instants. */
  async answer(run: Run): Promise<Answer> {
    const { text } = await this.call('simulations.messagesCsv', { project: this.folder, run: run.run });
    const customers = new Set<string>();
    let firings = 0n;
    let instants = 0n;
    for (let from = text.indexOf('\n') + 1; from < text.length; from = text.indexOf('\n', from) + 1) {
      const comma = text.indexOf(',', from);
      customers.add(text.slice(comma + 1, text.indexOf(',', comma + 1)));
      instants += BigInt(Date.parse(text.slice(from, comma)));
      firings += 1n;
    }
    return { firings, customers: BigInt(customers.size), instants };
  }

  /** Takes the project away. */
  async remove(): Promise<void> {
    await this.close();
    rmSync(this.work, { recursive: true, force: true });
  }

  /** Ends the engine with all it holds in memory; the project stays. */
  async close(): Promise<void> {
    await this.engine?.close();
    this.engine = undefined;
  }

  private async call<Name extends ProcedureName>(procedure: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    this.engine ??= await createEngine({
      kind: 'cli',
      version: 'bench',
      dataFolder: join(this.work, 'data'),
      resourcesFolder: this.resources,
    });
    return outputs[procedure].output.parse(await this.engine.call(procedure, input));
  }
}
