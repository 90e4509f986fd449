import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectAgreement, isSmall } from './compare.js';
import { runs, THEMES } from './runs.js';

describe('the simulator and the naive interpreter agree on random runs', () => {
  it.each(Object.entries(THEMES))('with much of: %s', (_, theme) => {
    fc.assert(
      fc.property(runs(theme), (run) => {
        fc.pre(isSmall(run));
        expectAgreement(run);
      }),
      { seed: 20_250_102, numRuns: 300 },
    );
  });
});
