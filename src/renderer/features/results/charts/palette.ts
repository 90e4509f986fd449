import { useMemo } from 'react';
import type { Palette } from '../../../../shared/results/drawing.js';
import type { Tone } from '../../../../shared/results/figure.js';
import { useScheme, type ColorTokens } from '../../../ui/index.js';

const SIGNALS: Partial<Record<Tone, string>> = {
  warning: 'var(--wp-warning)',
  error: 'var(--wp-error)',
  accent: 'var(--wp-accent)',
};

/** A tone as a variable of CSS. */
export function toneVariable(tone: Tone): string {
  return SIGNALS[tone] ?? `var(--wp-family-${tone})`;
}

/** The colours of charts in the scheme that shows. */
export function usePalette(): { palette: Palette; colors: ColorTokens } {
  const { colors, families } = useScheme();
  return useMemo(() => {
    const { text, muted, faint, line, lineStrong, surface, warning, error, accent } = colors;
    const { intent, engagement, purchase, message, wait, logic, end } = families;
    const tones = {
      intent: intent.fill,
      engagement: engagement.fill,
      purchase: purchase.fill,
      message: message.fill,
      wait: wait.fill,
      logic: logic.fill,
      end: end.fill,
      warning,
      error,
      accent,
    };
    return { colors, palette: { font: 'inherit', text, muted, faint, line, lineStrong, surface, tones } };
  }, [colors, families]);
}
