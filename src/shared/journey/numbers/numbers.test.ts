import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { journey } from '../../../../test/support/journeys.js';
import { checkJourney } from '../check.js';
import { applyCommand } from '../edit/apply.js';
import { journeyDraftSchema, type JourneyDraft } from '../schema.js';
import {
  journeyNumbers,
  MOST_VALUES,
  numberEdits,
  numberText,
  proposedRange,
  rangeFault,
  valuesOf,
  withNumbers,
  type JourneyNumber,
} from './numbers.js';

function draftOf(value: unknown): JourneyDraft {
  return journeyDraftSchema.parse(value);
}

function sample(path: string): JourneyDraft {
  const file: unknown = JSON.parse(readFileSync(new URL(`../../../../resources/${path}`, import.meta.url), 'utf8'));
  return draftOf(typeof file === 'object' && file !== null && 'journey' in file ? file.journey : file);
}

const CART = sample('samples/demo-shop/journeys/1-cart-recovery.json');
const ALL = [
  CART,
  sample('samples/demo-shop/journeys/2-browse-abandonment.json'),
  sample('samples/demo-shop/journeys/3-win-back.json'),
  sample('recipes/4-re-engagement.json'),
  sample('recipes/7-offer-and-review.json'),
];

function named(draft: JourneyDraft, start: string): JourneyNumber {
  const found = journeyNumbers(draft).find((number) => numberText(number).startsWith(start));
  if (!found)
    throw new Error(
      `No number “${start}” among ${journeyNumbers(draft)
        .map((number) => numberText(number))
        .join('; ')}`,
    );
  return found;
}

describe('the numbers of a journey', () => {
  it('are all there, in words', () => {
    expect(journeyNumbers(CART).map((number) => `${number.node ?? '-'}: ${numberText(number)}`)).toEqual([
      'left-cart: Left a cart for 24 hours',
      'left-cart: Times a customer viewed a product, at least 3',
      'left-cart: Viewed a product, looked at over the last 7 days',
      'wait: Wait for 48 hours',
      'use: Wait for 3 days',
      'evening: Wait until 18:00',
      'last-call: Weight of variant “A”: 50',
      'last-call: Weight of variant “B”: 50',
      '-: Goal reached within 7 days',
      '-: Messages to one customer, at most 3',
      '-: Messages to one customer, counted over 7 days',
      '-: Enter again at the earliest after 7 days',
      '-: Quiet hours begin at 21:00',
      '-: Quiet hours end at 08:00',
    ]);
  });

  it('are found in every shape of condition, however deep', () => {
    const draft = draftOf(
      journey({
        on: {
          becomes: {
            all: [
              { any: [{ did: 'A', times: { between: [2, 5] }, where: [{ property: 'price', is: { gt: 9.5 } }] }] },
              { none: [{ did: 'B', sum: 'total', is: { gte: 100 } }] },
              { last: 'A', ago: { gt: '36h' } },
              { did: 'A', followedBy: { event: 'B', where: [{ property: 'n', is: { lte: 4 } }] }, within: '4d', recent: '9d' },
              { lastMessages: 3, engaged: 'opened', times: { eq: 0 } },
              { trait: 'age', is: { gte: 18 } },
              { session: 'duration', is: { gt: '5m' } },
              { clock: 'hour', is: { between: [9, 17] } },
            ],
          },
        },
        settings: { holdout: { percent: 10 } },
      }),
    );
    expect(journeyNumbers(draft).map((number) => numberText(number))).toEqual([
      'Times a customer did “A”, at least 2',
      'Times a customer did “A”, at most 5',
      '“price” where a customer did “A”, more than 9.5',
      'Sum of “total” where a customer did “B”, at least 100',
      'Time since a customer last did “A”, more than 36 hours',
      'Did “A” and then did “B”, within 4 days',
      'Did “A” and then did “B”, looked at over the last 9 days',
      '“n” where a customer did “B”, at most 4',
      'Latest e-mails that are looked at: 3',
      'Of the latest e-mails opened, exactly 0',
      'The customer’s “age”, at least 18',
      'Length of the session, more than 5 minutes',
      'Hour of the day, at least 9',
      'Hour of the day, at most 17',
      'Customers held out: 10 %',
    ]);
  });

  it('are those of the parts that are finished', () => {
    const draft = draftOf(
      journey({ nodes: [{ id: 'w', type: 'wait', config: {} }], settings: { goal: {}, holdout: { percent: 5 } } }),
    );
    expect(journeyNumbers(draft).map((number) => numberText(number))).toEqual(['Customers held out: 5 %']);
  });
});

describe('another value', () => {
  it('is written as the document writes such values, and changes nothing else', () => {
    const next = withNumbers(CART, [
      { path: named(CART, 'Left a cart').path, value: 6 },
      { path: named(CART, 'Times').path, value: 5 },
      { path: named(CART, 'Quiet hours begin').path, value: 21.5 },
      { path: named(CART, 'Wait for 48').path, value: 48 },
    ]);
    expect(next.nodes[0]?.config).toMatchObject({ on: { for: '6h', if: { times: { gte: 5 }, within: '7d' } } });
    expect(next.settings).toMatchObject({ quietHours: { from: '21:30', to: '08:00' } });
    expect(next.nodes.slice(1)).toEqual(CART.nodes.slice(1));
    expect(next.nodes[2]).toBe(CART.nodes[2]);
    expect(CART.nodes[0]?.config).toMatchObject({ on: { for: '24h' } });
  });

  it('is refused where there is no such number or it can’t be that', () => {
    expect(() => withNumbers(CART, [{ path: '/__proto__/polluted', value: 1 }])).toThrow(/no number at/);
    expect(() => withNumbers(CART, [{ path: named(CART, 'Times').path, value: 2.5 }])).toThrow(/whole number/);
    expect(() => withNumbers(CART, [{ path: named(CART, 'Wait for').path, value: -1 }])).toThrow(/at least 0/);
    expect(() => withNumbers(CART, [{ path: named(CART, 'Quiet').path, value: 24 }])).toThrow(/at most 23:59/);
  });

  it('comes as edits that undo knows, one for each step', () => {
    const changes = [
      { path: named(CART, 'Left a cart').path, value: 6 },
      { path: named(CART, 'Times').path, value: 5 },
      { path: named(CART, 'Goal').path, value: 3 },
    ];
    const edits = numberEdits(CART, changes);
    expect(edits.map(({ kind }) => kind)).toEqual(['setConfig', 'setSettings']);
    const edited = edits.reduce((draft, edit) => {
      const outcome = applyCommand(draft, edit);
      return 'edit' in outcome ? outcome.edit.draft : draft;
    }, CART);
    expect(edited).toEqual(withNumbers(CART, changes));
  });

  it('can be read back, whatever the journey, the number and the value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL), fc.nat(), fc.nat(), (draft, pick, place) => {
        const numbers = journeyNumbers(draft);
        const number = numbers[pick % numbers.length];
        if (!number) return;
        const values = valuesOf(number, proposedRange(number));
        const value = values[place % values.length] ?? number.value;
        const next = withNumbers(draft, [{ path: number.path, value }]);
        const [written, ...others] = journeyNumbers(next).filter(
          (after, index) => numberText(after) !== numberText(numbers[index] ?? after),
        );
        expect(others).toEqual([]);
        if (value !== number.value) expect(withNumbers(next, [{ path: number.path, value: written?.value ?? 0 }])).toEqual(next);
        expect(checkJourney(next).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});

describe('a range', () => {
  it.each([
    ['Left a cart', [6, 12, 18, 24, 30, 36, 42, 48]],
    ['Times', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['Wait for 48', [12, 24, 36, 48, 60, 72, 84, 96]],
    ['Wait for 3', [1, 2, 3, 4, 5, 6, 7]],
    ['Weight', [20, 30, 40, 50, 60, 70, 80, 90]],
    ['Quiet hours begin', [18, 19, 20, 21, 22, 23]],
    ['Goal', [1, 3, 5, 7, 9, 11, 13, 15]],
  ])('is proposed around “%s”', (start, values) => {
    const number = named(CART, start);
    expect(valuesOf(number, proposedRange(number))).toEqual(values);
  });

  it('has the present value among its values', () => {
    expect(valuesOf(named(CART, 'Times'), { from: 1, to: 9, step: 4 })).toEqual([1, 3, 5, 9]);
  });

  it('is refused when it is none, or has too many values', () => {
    const number = named(CART, 'Times');
    expect(rangeFault(number, { from: 1, to: MOST_VALUES, step: 1 })).toBeUndefined();
    expect(rangeFault(number, { from: 0, to: MOST_VALUES, step: 1 })).toMatch(/more than 25/);
    expect(rangeFault(number, { from: 0, to: 1e9, step: 1 })).toMatch(/more than 25/);
    expect(rangeFault(number, { from: 3, to: 3, step: 1 })).toMatch(/greater than the first/);
    expect(rangeFault(number, { from: 1, to: 3, step: 0 })).toMatch(/step/);
    expect(rangeFault(number, { from: Number.NaN, to: 3, step: 1 })).toMatch(/number/);
  });

  it('is without fault as proposed, for every number of every sample', () => {
    for (const number of ALL.flatMap(journeyNumbers)) {
      expect(rangeFault(number, proposedRange(number), 12), numberText(number)).toBeUndefined();
    }
  });
});
