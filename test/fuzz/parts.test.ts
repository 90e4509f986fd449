import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/shared/condition/comparison.js';
import { compileComparison, compileDuration } from '../../src/shared/condition/compare.js';
import { parseRule } from '../../src/shared/journey/check/rule.js';
import { Draw } from '../../src/shared/simulation/hash.js';
import { occurrences } from '../../src/shared/simulation/schedule.js';
import { encodeUtf8 } from '../../src/shared/simulation/strings.js';
import { nextWallTime, zoneNamed, type Zone } from '../../src/shared/simulation/zones.js';
import * as naiveClock from '../reference/clock.js';
import { compares, comparesAsDuration } from '../reference/compare.js';
import { draw } from '../reference/draw.js';
import * as naiveSchedule from '../reference/schedule.js';
import { DAY, MINUTE } from './places.js';
import { age, comparison, scalar } from './values.js';

/** Parts of the simulator that have a counterpart in the naive interpreter, with more and stranger values than whole runs see. */
const RUNS = { seed: 20_250_103, numRuns: 2000 };

const twoDigits = fc.nat(70).map((value) => String(value).padStart(2, '0'));
const dateText = fc
  .tuple(
    fc.constantFrom('2024-01-05', '2024-02-29', '2023-02-29', '2024-1-5', '0000-01-01', '2024-13-01', '1969-12-31'),
    fc.constantFrom('', 'T', ' ', 't', '  '),
    fc.oneof(
      fc.constantFrom('00:00', '24:00', '10', '10:00:00.5', '10:00:00,25', '23:59:60', ''),
      fc.tuple(twoDigits, twoDigits).map(([hours, minutes]) => `${hours}:${minutes}`),
    ),
    fc.constantFrom('', 'Z', 'z', '+01:00', '-0330', '+02', '+25:00', '+00:61', ' Z'),
  )
  .map((parts) => parts.join(''));
const anyValue = fc.oneof(
  scalar,
  dateText,
  fc.string({ maxLength: 3 }),
  fc.double({ noNaN: true }),
  fc.constantFrom('İ', 'i̇', 'ß', 'SS', '𝒳', '\uffff'),
);

describe('comparisons', () => {
  it('of values', () => {
    const operand = fc.oneof(
      comparison,
      anyValue.chain((value) =>
        fc.constantFrom<Comparison>({ eq: value }, { ne: value }, { in: [value, 1] }, { notIn: [value, 'x'] }),
      ),
      fc
        .oneof(dateText, fc.string({ maxLength: 2 }))
        .chain((value) =>
          fc.constantFrom<Comparison>(
            { gt: value },
            { gte: value },
            { lt: value },
            { lte: value },
            { contains: value },
            { startsWith: value },
            { endsWith: value },
          ),
        ),
      fc.tuple(dateText, dateText).map((pair): Comparison => ({ between: pair })),
    );
    fc.assert(
      fc.property(operand, fc.option(anyValue, { nil: undefined }), (is, value) => {
        expect(compileComparison(is)(value)).toBe(compares(value, is));
      }),
      { ...RUNS, numRuns: 10_000 },
    );
  });

  it('of ages, and next to which ages they change', () => {
    const ms = fc.oneof(
      fc.constantFrom(0, 1, 599_999, 600_000, 600_001, 1_800_000, 1_800_001, 3_600_000, DAY, Infinity),
      fc.nat(2 * DAY),
    );
    fc.assert(
      fc.property(age, ms, (is, value) => {
        const { holds, changes } = compileDuration(is);
        expect(holds(value)).toBe(comparesAsDuration(value, is));
        if (holds(value) !== holds(value + 1) && value !== Infinity) expect(changes).toContain(value + 1);
      }),
      RUNS,
    );
  });
});

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'Asia/Beirut',
  'Asia/Gaza',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'America/Caracas',
  'Asia/Pyongyang',
  'Asia/Tehran',
  'Antarctica/Troll',
  'Europe/Dublin',
  'Pacific/Apia',
  'Pacific/Kwajalein',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'America/Nuuk',
  'America/Havana',
  'Asia/Manila',
  'UTC',
];
const wallTime = fc
  .tuple(fc.nat(23), fc.constantFrom(0, 0, 30, 15, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

/** An instant near one at which the zone's clock changes, if it ever does after a random one of the years 1985 to 2035. */
const moment = fc
  .record({
    name: fc.constantFrom(...ZONES),
    after: fc.integer({ min: Date.parse('1985-01-01'), max: Date.parse('2035-01-01') }),
    steps: fc.integer({ min: -170, max: 100 }),
    off: fc.constantFrom(0, 0, 1, -1, 30_000),
  })
  .map(({ name, after, steps, off }) => {
    const change = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(name).getTimeZoneTransition('next');
    return { name, t: (change?.epochMilliseconds ?? after) + steps * 15 * MINUTE + off };
  });

function zone(name: string): Zone {
  const found = zoneNamed(name);
  if (!found) throw new Error(`There is no zone ${name}`);
  return found;
}

function timeOfDay(text: string): number {
  const [hours = '', minutes = ''] = text.split(':');
  return (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

describe('clocks', () => {
  it('show the same hour and day of the week', () => {
    fc.assert(
      fc.property(moment, ({ name, t }) => {
        expect({ hour: zone(name).hour(t), weekday: zone(name).weekday(t) }).toEqual(naiveClock.localHour(t, name));
      }),
      RUNS,
    );
  });

  it('show the hour where clocks are moved at a minute past midnight', () => {
    const t = Date.parse('1987-04-05T03:31:00Z');
    expect([t - 1, t].map((instant) => zone('America/St_Johns').hour(instant))).toEqual([0, 1]);
    expect([t - 1, t].map((instant) => naiveClock.localHour(instant, 'America/St_Johns').hour)).toEqual([0, 1]);
  });

  it('reach a wall time next at the same instant', () => {
    const weekdays = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined });
    fc.assert(
      fc.property(moment, wallTime, weekdays, ({ name, t }, time, days) => {
        const next = nextWallTime(zone(name), t, timeOfDay(time), days ? { weekdays: days } : {});
        expect(new Date(next)).toEqual(new Date(naiveClock.nextWallTime(t, time, name, days)));
      }),
      RUNS,
    );
  });

  it('show a wall time next, for the first or second time, at the same instant', () => {
    fc.assert(
      fc.property(moment, wallTime, ({ name, t }, time) => {
        const next = nextWallTime(zone(name), t, timeOfDay(time), { everyPass: true });
        expect(new Date(next)).toEqual(new Date(naiveClock.nextShowing(t, time, name)));
      }),
      RUNS,
    );
  });
});

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const some = (values: readonly (string | number)[]): fc.Arbitrary<string> =>
  fc.subarray([...values], { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
const numberedDay = fc
  .tuple(fc.constantFrom('', '1', '2', '-1', '5', '-2', '+3'), fc.constantFrom(...DAYS))
  .map((parts) => parts.join(''));

/** Rules that may be refused; most are not. */
const rule = fc
  .record(
    {
      FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      INTERVAL: fc.constantFrom('1', '2', '3'),
      BYDAY: fc.oneof(
        some(DAYS),
        fc.uniqueArray(numberedDay, { minLength: 1, maxLength: 3 }).map((list) => list.join(',')),
      ),
      BYMONTHDAY: some([1, 2, 13, 29, 30, 31, -1, -2, -31]),
      BYMONTH: some([1, 2, 3, 6, 10, 11, 12]),
      WKST: fc.constantFrom('MO', 'SU', 'WE'),
      COUNT: fc.constantFrom('1', '3', '10'),
      UNTIL: fc.constantFrom('20240331', '20241027T010000Z', '20240630T023000', '20250301'),
    },
    { requiredKeys: ['FREQ'] },
  )
  .map((parts) =>
    Object.entries(parts)
      .map(([name, value]) => `${name}=${value}`)
      .join(';'),
  )
  .filter((text) => 'rule' in parseRule(text));

describe('schedules', () => {
  it('come at the same instants', () => {
    const at = fc
      .tuple(
        fc.constantFrom(
          '2010-06-15',
          '2023-12-31',
          '2024-01-29',
          '2024-01-31',
          '2024-02-29',
          '2024-03-30',
          '2024-03-31',
          '2024-10-26',
        ),
        wallTime,
        fc.constantFrom('', ':30', ':00.001'),
      )
      .map(([day, time, seconds]) => `${day}T${time}${seconds}`);
    const period = fc.record({ from: fc.nat(400), days: fc.nat(800) });
    fc.assert(
      fc.property(
        at,
        rule,
        fc.constantFrom('Europe/Berlin', 'America/Santiago', 'Africa/Cairo', 'UTC'),
        period,
        (start, every, name, { from, days }) => {
          const begin = Date.parse('2024-01-01T00:00Z') + from * DAY;
          const schedule = { at: start, every };
          const fast = occurrences(schedule, zone(name), { from: begin, to: begin + days * DAY });
          const naive = naiveSchedule.occurrences(schedule, name, begin + days * DAY).filter((t) => t >= begin);
          expect(fast.map((t) => new Date(t))).toEqual(naive.map((t) => new Date(t)));
        },
      ),
      { ...RUNS, numRuns: 300 },
    );
  });
});

describe('draws', () => {
  it('are the same', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    fc.assert(
      fc.property(fc.nat(), text, text, text, (seed, journey, label, userId) => {
        const fast = new Draw(seed, journey, label).of(encodeUtf8(userId));
        expect(fast).toBe(draw({ seed, journey, userId }, label));
      }),
      RUNS,
    );
  });
});
