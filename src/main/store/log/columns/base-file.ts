import { join } from 'node:path';
import { z } from 'zod';
import type { BaseColumns } from './base.js';
import { readSidecar, writeSidecar } from './sidecar.js';

function basePath(folder: string): string {
  return join(folder, 'base.columns');
}

/** Apart from the rest, because only the making of further columns needs it. */
function placesPath(folder: string): string {
  return join(folder, 'places.columns');
}

const metaSchema = z.object({ eventNames: z.array(z.string()) });

export interface LoadedBase extends BaseColumns {
  eventNames: string[];
}

/** Keeps the base columns of a generation for the next cold start. */
export async function writeBase(
  folder: string,
  base: BaseColumns,
  places: Uint32Array,
  eventNames: readonly string[],
): Promise<void> {
  const { customerIds, times, eventOffsets, eventCodes, hasTraits } = base;
  await writeSidecar(placesPath(folder), null, { places });
  await writeSidecar(
    basePath(folder),
    { eventNames },
    { times, eventOffsets, eventCodes, hasTraits, idBytes: customerIds.bytes, idOffsets: customerIds.offsets },
  );
}

/** @returns `undefined` where there is no sound file */
export async function readPlaces(folder: string): Promise<Uint32Array | undefined> {
  return (await readSidecar(placesPath(folder)))?.array('places', 'u32');
}

/** @returns `undefined` where there is no sound file */
export async function readBase(folder: string): Promise<LoadedBase | undefined> {
  const file = await readSidecar(basePath(folder));
  if (file === undefined) return undefined;
  return {
    eventNames: metaSchema.parse(file.meta).eventNames,
    eventOffsets: file.array('eventOffsets', 'u32'),
    times: file.array('times', 'f64'),
    eventCodes: file.array('eventCodes', 'u16'),
    hasTraits: file.array('hasTraits', 'u8'),
    customerIds: { bytes: file.array('idBytes', 'u8'), offsets: file.array('idOffsets', 'u32') },
  };
}
