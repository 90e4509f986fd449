import { expect, it } from 'vitest';
import { PRINT_PALETTE } from '../../../../shared/results/drawing.js';
import { colors, families } from '../../../ui/tokens.js';

it('pictures and reports have the colours of the light scheme', () => {
  const { tones, font, ...rest } = PRINT_PALETTE;
  expect(font).toContain('sans-serif');
  expect(colors.light).toMatchObject(rest);
  const { warning, error, accent, ...own } = tones;
  expect({ warning, error, accent }).toEqual({
    warning: colors.light.warning,
    error: colors.light.error,
    accent: colors.light.accent,
  });
  expect(own).toEqual(Object.fromEntries(Object.entries(families.light).map(([family, { fill }]) => [family, fill])));
});
