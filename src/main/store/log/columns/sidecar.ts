import { open, rename, rm } from 'node:fs/promises';
import { z } from 'zod';

/**
 * Files of raw little-endian typed arrays: a cache of what is in DuckDB, laid out as the simulator wants it, so that a cold
 * start is one read into shared memory. A file that is missing, cut or of another layout is simply built again.
 *
 * Layout: 8 bytes magic, u32 length of the header, u32 zero, header (JSON), then each array at its offset (a multiple of 8).
 */
const MAGIC = 'WAYPCOL1';
const PREFIX = 16;

interface Arrays {
  u8: Uint8Array;
  u16: Uint16Array;
  u32: Uint32Array;
  f64: Float64Array;
}
type ArrayType = keyof Arrays;
export type ColumnArray = Arrays[ArrayType];

const VIEWS: { [Type in ArrayType]: (buffer: SharedArrayBuffer, offset: number, length: number) => Arrays[Type] } = {
  u8: (buffer, offset, length) => new Uint8Array(buffer, offset, length),
  u16: (buffer, offset, length) => new Uint16Array(buffer, offset, length),
  u32: (buffer, offset, length) => new Uint32Array(buffer, offset, length),
  f64: (buffer, offset, length) => new Float64Array(buffer, offset, length),
};

const headerSchema = z
  .string()
  .transform(asJson)
  .pipe(
    z.object({
      bytes: z.number(),
      meta: z.unknown(),
      arrays: z.record(
        z.string(),
        z.object({ type: z.enum(['u8', 'u16', 'u32', 'f64']), length: z.number(), offset: z.number() }),
      ),
    }),
  );

function typeOf(array: ColumnArray): ArrayType {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Uint16Array) return 'u16';
  return array instanceof Uint32Array ? 'u32' : 'f64';
}

function aligned(offset: number): number {
  return (offset + 7) & ~7;
}

/** Writes arrays and a JSON value to a file, all or nothing. */
export async function writeSidecar(path: string, meta: unknown, arrays: Readonly<Record<string, ColumnArray>>): Promise<void> {
  const entries = Object.entries(arrays);
  let offset = 0;
  const places = entries.map(([name, array]) => {
    const place = { type: typeOf(array), length: array.length, offset };
    offset = Math.ceil((offset + array.byteLength) / 8) * 8;
    return [name, place] as const;
  });
  const header = Buffer.from(JSON.stringify({ bytes: offset, meta, arrays: Object.fromEntries(places) }));
  const prefix = Buffer.alloc(aligned(PREFIX + header.length));
  prefix.write(MAGIC, 'latin1');
  prefix.writeUInt32LE(header.length, 8);
  header.copy(prefix, PREFIX);
  const unfinished = `${path}.unfinished-${process.pid}`;
  const file = await open(unfinished, 'w');
  try {
    await file.write(prefix);
    for (const [index, [, array]] of entries.entries()) {
      const at = prefix.length + (places[index]?.[1].offset ?? 0);
      await file.write(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), 0, array.byteLength, at);
    }
    await file.truncate(prefix.length + offset);
    await file.datasync();
    await file.close();
    await rename(unfinished, path);
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
}

export interface Sidecar {
  meta: unknown;
  /** The array of that name, as the type that was written. */
  array<Type extends ArrayType>(name: string, type: Type): Arrays[Type];
}

/** Reads a file into one SharedArrayBuffer; `undefined` where there is no sound one. */
export async function readSidecar(path: string): Promise<Sidecar | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    const prefix = Buffer.alloc(PREFIX);
    await file.read(prefix, 0, PREFIX, 0);
    if (size < PREFIX || prefix.toString('latin1', 0, 8) !== MAGIC) return undefined;
    const headerLength = prefix.readUInt32LE(8);
    if (PREFIX + headerLength > size) return undefined;
    const text = Buffer.alloc(headerLength);
    await file.read(text, 0, headerLength, PREFIX);
    const header = headerSchema.safeParse(text.toString('utf8'));
    const start = aligned(PREFIX + headerLength);
    if (!header.success || start + header.data.bytes !== size) return undefined;
    const buffer = new SharedArrayBuffer(header.data.bytes);
    await readFully(file, new Uint8Array(buffer), start);
    return sidecarOver(buffer, header.data);
  } finally {
    await file.close();
  }
}

/** Reads may stop short of what was asked, at 2 GB at the latest. */
async function readFully(file: Awaited<ReturnType<typeof open>>, target: Uint8Array, start: number): Promise<void> {
  for (let done = 0; done < target.length;) {
    const { bytesRead } = await file.read(target, done, Math.min(target.length - done, 1 << 30), start + done);
    if (bytesRead === 0) throw new Error('a cached column was cut while it was read');
    done += bytesRead;
  }
}

function sidecarOver(buffer: SharedArrayBuffer, header: z.infer<typeof headerSchema>): Sidecar {
  return {
    meta: header.meta,
    array: (name, type) => {
      const place = header.arrays[name];
      if (place === undefined || place.type !== type) throw new Error(`a cached column has no array ${name} of ${type}`);
      return VIEWS[type](buffer, place.offset, place.length);
    },
  };
}

/** For zod: the value of a JSON text. */
function asJson(text: string, context: z.RefinementCtx<string>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'no JSON' });
    return z.NEVER;
  }
}
