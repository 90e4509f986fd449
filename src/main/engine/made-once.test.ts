import { expect, it } from 'vitest';
import { EngineError } from '../../shared/contract/error.js';
import { madeOnce } from './made-once.js';

it('is made anew for who waited when the one who began has cancelled, and once for all others', async () => {
  let kept: Promise<number> | undefined;
  let begun = 0;
  const ask = (signal: AbortSignal) =>
    madeOnce(
      () => kept,
      (making) => {
        kept = making;
      },
      () =>
        new Promise<number>((resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new EngineError('cancelled', 'Cancelled.'));
          });
          begun += 1;
          const number = begun;
          setImmediate(() => {
            resolve(number);
          });
        }),
      signal,
    );
  const first = new AbortController();
  const second = new AbortController();
  const answers = [ask(first.signal), ask(second.signal), ask(second.signal)];
  first.abort();
  await expect(answers[0]).rejects.toMatchObject({ code: 'cancelled' });
  expect(await Promise.all(answers.slice(1))).toEqual([2, 2]);
  expect(await ask(second.signal)).toBe(2);
});
