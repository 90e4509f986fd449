import process from 'node:process';
import fc from 'fast-check';

/**
 * Property tests try the same cases on every machine; `npm run fuzz` tries many more, from a seed that it prints.
 * A failing case belongs into the tests by name.
 */
const runs = Number(process.env['WAYPOST_FUZZ_RUNS'] ?? 0);
const seed = Number(process.env['WAYPOST_FUZZ_SEED'] ?? 1);

fc.configureGlobal({ seed, ...(runs > 0 ? { numRuns: runs } : {}) });
