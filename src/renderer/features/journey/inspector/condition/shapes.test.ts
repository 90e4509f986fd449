import { describe, expect, it } from 'vitest';
import { conditionSchema } from '../../../../../shared/condition/schema.js';
import { SHAPE_GROUPS, scopeOf, shapeOf } from './shapes.js';

const offers = SHAPE_GROUPS.flatMap((group) => group.offers);

/** Fills in what a person must choose: every empty text becomes a name. */
function filledIn(value: unknown): unknown {
  if (value === '') return 'x';
  if (Array.isArray(value)) return value.map(filledIn);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]: [string, unknown]) => [key, filledIn(part)]));
}

describe('what can be asked', () => {
  it('begins as a condition that only lacks its names, of the shape that it is offered as', () => {
    for (const offer of offers) {
      expect(shapeOf(offer.create()), offer.label).toBe(offer.shape);
      expect(conditionSchema.safeParse(filledIn(offer.create())).success, offer.label).toBe(true);
    }
  });

  it('leaves out what means nothing at a place', () => {
    const offered = (role: Parameters<typeof scopeOf>[0]) =>
      offers.filter((offer) => offer.allowed(scopeOf(role))).map(({ shape }) => shape);
    expect(offered('audience')).not.toContain('message');
    expect(offered('audience')).toContain('property');
    expect(offered('becomes')).not.toContain('property');
    expect(offered('branch')).toEqual(expect.arrayContaining(['message', 'property']));
  });
});
