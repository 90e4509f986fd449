import process from 'node:process';
import type * as FastCheck from 'fast-check';
import { vi } from 'vitest';

/**
 * Property tests try the same cases on every machine: each gives its seed and its number of runs. `npm run fuzz` sets
 * these variables, and then every property tries so many times more cases, from that seed instead. A case that fails there
 * belongs into the tests by name.
 */
const times = Number(process.env['WAYPOST_FUZZ_TIMES'] ?? 0);
const seed = Number(process.env['WAYPOST_FUZZ_SEED'] ?? 1);

if (times > 0) {
  vi.doMock('fast-check', async (importOriginal) => {
    const original = await importOriginal<typeof FastCheck>();
    type Assert = typeof original.assert;
    const assert = ((...[property, parameters = {}]: Parameters<Assert>) =>
      original.assert(property, { ...parameters, seed, numRuns: (parameters.numRuns ?? 100) * times })) as Assert;
    return { ...original, assert, default: { ...original.default, assert } };
  });
}
