import { join } from 'node:path';
import { z } from 'zod';
import type { BaseColumns } from './base.js';
import { readSidecar, writeSidecar } from './sidecar.js';

function pathIn(folder: string): string {
  return join(folder, 'base.columns');
}

const metaSchema = z.object({ eventNames: z.array(z.string()) });

export interface LoadedBase extends BaseColumns {
  eventNames: string[];
}

/** Keeps the base columns of a generation for the next cold start. */
export async function writeBase(folder: string, base: BaseColumns, eventNames: readonly string[]): Promise<void> {
  const { customerIds, ...arrays } = base;
  await writeSidecar(pathIn(folder), { eventNames }, { ...arrays, idBytes: customerIds.bytes, idOffsets: customerIds.offsets });
}

/** @returns `undefined` where there is no sound file */
export async function readBase(folder: string): Promise<LoadedBase | undefined> {
  const file = await readSidecar(pathIn(folder));
  if (file === undefined) return undefined;
  return {
    eventNames: metaSchema.parse(file.meta).eventNames,
    eventOffsets: file.array('eventOffsets', 'u32'),
    times: file.array('times', 'f64'),
    eventCodes: file.array('eventCodes', 'u16'),
    places: file.array('places', 'u32'),
    hasTraits: file.array('hasTraits', 'u8'),
    customerIds: { bytes: file.array('idBytes', 'u8'), offsets: file.array('idOffsets', 'u32') },
  };
}
