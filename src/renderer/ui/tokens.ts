/**
 * The colours of Waypost, once for each scheme. They reach CSS as variables (`--wp-accent`, see `theme.ts`) and canvas
 * libraries that cannot read variables (charts) as values. `tokens.test.ts` holds every text pair to WCAG 2.2 AA.
 */
export interface ColorTokens {
  /** Behind everything: the canvas, the page. */
  bg: string;
  /** Bars, panels, cards. */
  surface: string;
  /** Things that lie on a surface or float over it: nodes, menus, buttons. */
  raised: string;
  /** Wells inside a surface: table heads, code, groups. */
  sunken: string;
  /** What the pointer is over. */
  hover: string;
  /** Hairlines that separate. */
  line: string;
  /** Edges of buttons and of things that can be moved. */
  lineStrong: string;
  /** Edges of fields, visible without their text (3:1 on every surface). */
  lineControl: string;
  /** Dots of the canvas grid. */
  dot: string;
  text: string;
  /** Second to the text: explanations, units. */
  muted: string;
  /** Third: captions, placeholders; still readable (4.5:1). */
  faint: string;
  accent: string;
  accentHover: string;
  /** Behind what is selected, and behind sentences that say back what something means. */
  accentSoft: string;
  /** Accent as text, also on `accentSoft`. */
  accentText: string;
  /** Text and icons on `accent`. */
  onAccent: string;
  /** Icons on a family's colour. */
  onFamily: string;
  warning: string;
  warningText: string;
  warningSoft: string;
  error: string;
  errorText: string;
  errorSoft: string;
  /** Text on `error`. */
  onError: string;
  success: string;
  successText: string;
  successSoft: string;
  shadowSmall: string;
  shadowRaised: string;
  shadowFloating: string;
}

/** What colours stand for on the canvas and in results: triggers by kind, then nodes by what they do. */
export const FAMILIES = ['intent', 'engagement', 'purchase', 'message', 'wait', 'logic', 'end'] as const;
export type Family = (typeof FAMILIES)[number];

export interface FamilyTokens {
  /** Icons, bars, edges (3:1 on every surface). */
  fill: string;
  /** The same family as text (4.5:1). */
  text: string;
  /** A tint to lie under text. */
  soft: string;
}

export type Scheme = 'light' | 'dark';

export const colors: Record<Scheme, ColorTokens> = {
  light: {
    bg: '#f6f7f9',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f1f3f6',
    hover: '#eef0f4',
    line: '#e3e6eb',
    lineStrong: '#cfd4dc',
    lineControl: '#848d9c',
    dot: '#d5dae2',
    text: '#171a21',
    muted: '#525b69',
    faint: '#626b7a',
    accent: '#3d5afe',
    accentHover: '#2f48d9',
    accentSoft: '#e8ecff',
    accentText: '#2f48d9',
    onAccent: '#ffffff',
    onFamily: '#ffffff',
    warning: '#c7831a',
    warningText: '#8a5800',
    warningSoft: '#fdf3e0',
    error: '#d13a3f',
    errorText: '#b9272d',
    errorSoft: '#fdecec',
    onError: '#ffffff',
    success: '#2e9e5b',
    successText: '#1c743f',
    successSoft: '#e5f5eb',
    shadowSmall: '0 1px 2px rgba(20, 25, 40, 0.06)',
    shadowRaised: '0 1px 2px rgba(20, 25, 40, 0.06), 0 4px 14px rgba(20, 25, 40, 0.06)',
    shadowFloating: '0 2px 6px rgba(20, 25, 40, 0.08), 0 12px 32px rgba(20, 25, 40, 0.14)',
  },
  dark: {
    bg: '#101218',
    surface: '#171a21',
    raised: '#1e222b',
    sunken: '#12141a',
    hover: '#242934',
    line: '#272c37',
    lineStrong: '#39404e',
    lineControl: '#6c7688',
    dot: '#262b35',
    text: '#e9ecf2',
    muted: '#a8b1c0',
    faint: '#8e98a9',
    accent: '#7c8fff',
    accentHover: '#94a4ff',
    accentSoft: '#222a4d',
    accentText: '#a3b0ff',
    onAccent: '#10131b',
    onFamily: '#12141a',
    warning: '#f0b34d',
    warningText: '#f0b34d',
    warningSoft: '#33280f',
    error: '#ff7b78',
    errorText: '#ff8f8c',
    errorSoft: '#3a1d20',
    onError: '#1b0c0d',
    success: '#5cc98a',
    successText: '#6ed39a',
    successSoft: '#15301f',
    shadowSmall: '0 1px 2px rgba(0, 0, 0, 0.4)',
    shadowRaised: '0 1px 2px rgba(0, 0, 0, 0.4), 0 6px 18px rgba(0, 0, 0, 0.35)',
    shadowFloating: '0 2px 8px rgba(0, 0, 0, 0.5), 0 16px 40px rgba(0, 0, 0, 0.5)',
  },
};

export const families: Record<Scheme, Record<Family, FamilyTokens>> = {
  light: {
    intent: { fill: '#7c4dff', text: '#6534e6', soft: '#f0eaff' },
    engagement: { fill: '#0288d1', text: '#026aa3', soft: '#e3f3fc' },
    purchase: { fill: '#2e9e5b', text: '#1c743f', soft: '#e5f5eb' },
    message: { fill: '#e2663c', text: '#b23f14', soft: '#fdece6' },
    wait: { fill: '#8a7a3d', text: '#6d5f26', soft: '#f5f1e0' },
    logic: { fill: '#5a6372', text: '#4b5462', soft: '#eceef2' },
    end: { fill: '#808998', text: '#626b7a', soft: '#f1f3f6' },
  },
  dark: {
    intent: { fill: '#a78bff', text: '#b59dff', soft: '#2a2348' },
    engagement: { fill: '#4db7f0', text: '#62c0f2', soft: '#12304a' },
    purchase: { fill: '#5cc98a', text: '#6ed39a', soft: '#15301f' },
    message: { fill: '#ff8f66', text: '#ff9d78', soft: '#3d2318' },
    wait: { fill: '#d1bd6b', text: '#d1bd6b', soft: '#322d17' },
    logic: { fill: '#a2acbc', text: '#b0b9c7', soft: '#272d38' },
    end: { fill: '#727d8f', text: '#959fb0', soft: '#20252e' },
  },
};

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The CSS variables of a scheme: `--wp-line-strong`, `--wp-family-wait`, `--wp-family-wait-text`, `--wp-family-wait-soft`. */
export function cssVariables(scheme: Scheme): Record<`--${string}`, string> {
  const variables: Record<`--${string}`, string> = {};
  const entries: [string, string][] = Object.entries({ ...colors[scheme] });
  for (const [name, value] of entries) variables[`--wp-${kebab(name)}`] = value;
  for (const family of FAMILIES) {
    const { fill, text, soft } = families[scheme][family];
    variables[`--wp-family-${family}`] = fill;
    variables[`--wp-family-${family}-text`] = text;
    variables[`--wp-family-${family}-soft`] = soft;
  }
  return variables;
}
