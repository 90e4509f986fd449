import { describe, expect, it } from 'vitest';
import { typingPlace } from './burst.js';

describe('typing', () => {
  it('is told from other changes by its one place', () => {
    expect(typingPlace({ subject: 'Hi' }, { subject: 'Hi!' })).toBe('/subject');
    const before = { if: { all: [{ did: 'A', times: { gt: 1 } }, { trait: 'x' }] } };
    expect(typingPlace(before, { if: { all: [{ did: 'A', times: { gt: 12 } }, before.if.all[1]] } })).toBe('/if/all/0/times/gt');
  });

  it('is not the choice of another kind, an addition or a removal', () => {
    expect(typingPlace({ for: '1d' }, { bestTime: { within: '24h' } })).toBeUndefined();
    expect(typingPlace({ a: 1 }, { a: 'x' })).toBeUndefined();
    expect(typingPlace({ a: 'x' }, { a: 'x', b: 'y' })).toBeUndefined();
    expect(typingPlace({ a: 'x', b: 'y' }, { a: 'z', b: 'z' })).toBeUndefined();
    expect(typingPlace([1, 2], [1])).toBeUndefined();
    expect(typingPlace({ a: 'x' }, { a: 'x' })).toBeUndefined();
  });
});
