import { useComputedColorScheme } from '@mantine/core';
import { colors, families, type ColorTokens, type Family, type FamilyTokens, type Scheme } from './tokens.js';

/** The scheme that shows now, and its colours as values, for what draws without CSS (charts). */
export function useScheme(): { scheme: Scheme; colors: ColorTokens; families: Record<Family, FamilyTokens> } {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return { scheme, colors: colors[scheme], families: families[scheme] };
}
