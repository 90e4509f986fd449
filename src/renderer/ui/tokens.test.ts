import { describe, expect, it } from 'vitest';
import { colors, cssVariables, families, FAMILIES, type Scheme } from './tokens.js';

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => channel(Number.parseInt(hex.slice(at, at + 2), 16)));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Contrast ratio of WCAG 2.2, 1.4.3. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const schemes: Scheme[] = ['light', 'dark'];

describe.each(schemes)('%s colours', (scheme) => {
  const c = colors[scheme];
  const surfaces = { bg: c.bg, surface: c.surface, raised: c.raised, sunken: c.sunken, hover: c.hover };

  it.each(Object.entries(surfaces))('every text is readable on %s', (_, surface) => {
    for (const text of [c.text, c.muted, c.faint, c.accentText, c.warningText, c.errorText, c.successText])
      expect(contrast(text, surface), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    for (const family of FAMILIES)
      expect(contrast(families[scheme][family].text, surface), `${family} on ${surface}`).toBeGreaterThanOrEqual(4.5);
  });

  it('text is readable on tints and fills', () => {
    const pairs: [string, string][] = [
      [c.text, c.accentSoft],
      [c.muted, c.accentSoft],
      [c.accentText, c.accentSoft],
      [c.onAccent, c.accent],
      [c.onAccent, c.accentHover],
      [c.onError, c.error],
      [c.warningText, c.warningSoft],
      [c.errorText, c.errorSoft],
      [c.successText, c.successSoft],
      [c.text, c.warningSoft],
      [c.text, c.errorSoft],
      ...FAMILIES.map((family): [string, string] => [families[scheme][family].text, families[scheme][family].soft]),
    ];
    for (const [text, ground] of pairs) expect(contrast(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it('icons, bars and the edges of fields stand out', () => {
    for (const surface of [c.bg, c.surface, c.raised]) {
      expect(contrast(c.lineControl, surface), `field on ${surface}`).toBeGreaterThanOrEqual(3);
      expect(contrast(c.accent, surface), `accent on ${surface}`).toBeGreaterThanOrEqual(3);
      for (const family of FAMILIES)
        expect(contrast(families[scheme][family].fill, surface), `${family} on ${surface}`).toBeGreaterThanOrEqual(3);
    }
    for (const family of FAMILIES)
      expect(contrast(c.onFamily, families[scheme][family].fill), `icon on ${family}`).toBeGreaterThanOrEqual(3);
  });

  it('gives a variable for every token', () => {
    const variables = cssVariables(scheme);
    expect(variables['--wp-line-strong']).toBe(c.lineStrong);
    expect(variables['--wp-family-wait-text']).toBe(families[scheme].wait.text);
  });
});
