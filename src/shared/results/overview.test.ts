import { describe, expect, test } from 'vitest';
import type { JourneyResult } from '../simulation/result.js';
import { formatNumber, formatPercent, formatDay } from '../format.js';
import {
  busiestDay,
  funnelMeaning,
  funnelSteps,
  heldBackMeaning,
  heldBackRows,
  perCustomerBars,
  perCustomerMeaning,
  perDayMeaning,
} from './overview.js';
import { cartRecovery, resultOf } from './fixtures.test-support.js';

const of = (sent: number) => ({ sent, suppressed: 0 });
const charts = { perNode: { e1: of(1038), e2: of(358), e3: of(764) } };

describe('the funnel', () => {
  test('goes from the entries over the e-mails in graph order to the goal', () => {
    const steps = funnelSteps(resultOf({ entries: 1204, converted: 402 }), cartRecovery, charts);
    expect(steps.map(({ label, count }) => [label, count])).toEqual([
      ['Entered', 1204],
      ['Your cart awaits', 1038],
      ['Last call', 764],
      ['“Thank you”', 358],
      ['Completed an order', 402],
    ]);
  });

  test('has no goal where the journey has none, and leaves out e-mails that the run did not know', () => {
    const steps = funnelSteps(resultOf({ entries: 5 }), { ...cartRecovery, settings: {} }, { perNode: { e2: of(1) } });
    expect(steps.map(({ key }) => key)).toEqual(['entered', 'email/e2']);
  });

  test('says how many customers entered how often', () => {
    expect(funnelMeaning(resultOf({ entries: 0 }))).toMatch(/^No customer entered/);
    expect(funnelMeaning(resultOf({ entries: 1, customers: 1 }))).toBe('1 customer entered once each.');
    expect(funnelMeaning(resultOf({ entries: 1204, customers: 871, active: 41 }))).toBe(
      `871 customers entered ${formatNumber(1204)} times; 41 still on the way.`,
    );
  });
});

describe('held back', () => {
  const result: JourneyResult = resultOf({
    messages: { ...resultOf({}).messages, sent: 834, suppressed: { consent: 121, frequencyCap: 45, noAddress: 0 }, delayed: 212 },
  });

  test('lists each reason and what quiet hours only delayed', () => {
    expect(heldBackRows(result, { delayed: 209 }).map(({ key, count }) => [key, count])).toEqual([
      ['consent', 121],
      ['frequencyCap', 45],
      ['noAddress', 0],
      ['delayed', 209],
    ]);
  });

  test('says the share that never left and what quiet hours did', () => {
    expect(heldBackMeaning(result, { delayed: 209 }, cartRecovery)).toBe(
      `${formatPercent(0.166)} of ${formatNumber(1000)} messages never left; 209 waited out quiet hours (21:00 to 08:00); 3 never came out of them, because the journey or the period ended first.`,
    );
    expect(heldBackMeaning(resultOf({}), { delayed: 0 }, cartRecovery)).toMatch(/^No e-mail was reached/);
  });
});

describe('messages per day', () => {
  const perDay = [
    { day: '2025-11-08', sent: 70, suppressed: 2 },
    { day: '2025-11-09', sent: 71, suppressed: 0 },
    { day: '2025-11-10', sent: 71, suppressed: 9 },
  ];

  test('names the first of the busiest days and the average', () => {
    expect(busiestDay({ perDay })?.day).toBe('2025-11-09');
    expect(perDayMeaning({ perDay, zone: 'Europe/Berlin' })).toBe(
      `Busiest ${formatDay('2025-11-09', 'weekday')} (Europe/Berlin) with 71 e-mails; ${formatNumber(70.7)} a day on average.`,
    );
  });

  test('says so when nothing was sent', () => {
    expect(perDayMeaning({ perDay: [{ day: '2025-11-08', sent: 0, suppressed: 4 }], zone: 'UTC' })).toBe(
      'No e-mail was sent in this period.',
    );
    expect(perDayMeaning({ perDay: [], zone: 'UTC' })).toBe('No e-mail was sent in this period.');
  });
});

describe('messages per customer', () => {
  test('leaves out customers with none and gathers a long tail', () => {
    const perCustomer = Array.from({ length: 20 }, (_, messages) => ({ messages, customers: 100 - messages }));
    const bars = perCustomerBars({ perCustomer });
    expect(bars).toHaveLength(13);
    expect(bars[0]).toEqual({ label: '1', from: 1, to: 1, customers: 99 });
    expect(bars[12]).toEqual({ label: '13 or more', from: 13, customers: 87 + 86 + 85 + 84 + 83 + 82 + 81 });
  });

  test('puts the most in a week beside the cap', () => {
    expect(perCustomerMeaning({ mostInAWeek: 3 }, cartRecovery)).toBe(
      'Most e-mails to one customer in any 7 days: 3 (cap 3 in 7 days).',
    );
    expect(perCustomerMeaning({ mostInAWeek: 9 }, { ...cartRecovery, settings: {} })).toContain('no frequency cap is set');
  });
});
