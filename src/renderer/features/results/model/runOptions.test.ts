import { expect, test } from 'vitest';
import { runOptionsSchema } from '../../../../shared/contract/simulations.js';
import { faultsOf, RUN_DEFAULTS, toForm, toOptions } from './runOptions.js';

test('defaults are left out', () => {
  expect(toOptions(RUN_DEFAULTS, 'Europe/Berlin')).toEqual({});
  expect(toForm({}, 'Europe/Berlin')).toEqual(RUN_DEFAULTS);
});

test('days are whole days of the journey’s zone, and come back as they went', () => {
  const form = { ...RUN_DEFAULTS, from: '2025-10-26', to: '2025-10-26', seed: 7, requireAddress: true };
  const options = toOptions(form, 'Europe/Berlin');
  expect(options).toEqual({ from: '2025-10-25T22:00:00Z', to: '2025-10-26T22:59:59.999Z', seed: 7, requireAddress: true });
  expect(toForm(options, 'Europe/Berlin')).toEqual(form);
});

test.each(['rates', 'history'] as const)('%s fit the contract and come back as they went', (mode) => {
  const form = { ...RUN_DEFAULTS, mode, open: 30, click: 20, unsubscribe: 0.5, openAfter: '2h', clickAfter: '90s' };
  const options = toOptions(form, 'UTC');
  expect(runOptionsSchema.safeParse(options).success).toBe(true);
  expect(toForm(options, 'UTC')).toEqual(mode === 'rates' ? form : { ...form, unsubscribe: RUN_DEFAULTS.unsubscribe });
});

test('faults are named at their field', () => {
  expect(faultsOf(RUN_DEFAULTS)).toEqual({});
  expect(faultsOf({ ...RUN_DEFAULTS, from: '2025-02-01', to: '2025-01-01', seed: '' })).toEqual({
    to: 'Ends before it begins',
    seed: 'Needs a whole number',
  });
  expect(Object.keys(faultsOf({ ...RUN_DEFAULTS, mode: 'rates', openAfter: 'soon', clickAfter: '0ms' }))).toEqual([
    'openAfter',
    'clickAfter',
  ]);
  expect(faultsOf({ ...RUN_DEFAULTS, mode: 'none', openAfter: 'soon' })).toEqual({});
});
