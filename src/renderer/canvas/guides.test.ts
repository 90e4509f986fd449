import { describe, expect, it } from 'vitest';
import { alignmentOf } from './guides.js';

const rect = (x: number, y: number, height = 80) => ({ x, y, width: 232, height });

describe('alignment guides', () => {
  it('pull a step into line with its neighbour and tell the distance', () => {
    const { dx, dy, guides } = alignmentOf(rect(324, 3), [rect(0, 0)], 6);
    expect([dx, dy]).toEqual([0, -3]);
    const level = guides.filter(({ axis }) => axis === 'y');
    expect(level.map(({ at }) => at)).toEqual([40]);
    expect(level[0]?.gaps).toEqual([{ from: 232, to: 324 }]);
    expect(level[0]).toMatchObject({ from: 0, to: 556 });
  });

  it('align middles of steps of different heights', () => {
    const { dy, guides } = alignmentOf(rect(320, 22, 40), [rect(0, 0, 80)], 4);
    expect(dy).toBe(-2);
    expect(guides.map(({ axis, at }) => [axis, at])).toEqual([['y', 40]]);
  });

  it('leave alone what is out of reach', () => {
    expect(alignmentOf(rect(407, 207), [rect(0, 0)], 6)).toEqual({ dx: 0, dy: 0, guides: [] });
  });

  it('tell the distances on both sides', () => {
    const { guides } = alignmentOf(rect(0, 200), [rect(0, 0), rect(0, 400)], 6);
    expect(guides.find(({ axis }) => axis === 'x')?.gaps).toEqual([
      { from: 80, to: 200 },
      { from: 280, to: 400 },
    ]);
  });
});
