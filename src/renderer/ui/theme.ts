import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { cssVariables } from './tokens.js';

const accent: MantineColorsTuple = [
  '#eef1ff',
  '#e8ecff',
  '#c5cfff',
  '#a3b0ff',
  '#7c8fff',
  '#94a4ff',
  '#3d5afe',
  '#2f48d9',
  '#2438ad',
  '#1a2a85',
];
const gray: MantineColorsTuple = [
  '#f6f7f9',
  '#f1f3f6',
  '#e3e6eb',
  '#cfd4dc',
  '#b6bdc8',
  '#848d9c',
  '#626b7a',
  '#525b69',
  '#343b47',
  '#171a21',
];
const dark: MantineColorsTuple = [
  '#e9ecf2',
  '#a8b1c0',
  '#8e98a9',
  '#6c7688',
  '#39404e',
  '#272c37',
  '#1e222b',
  '#171a21',
  '#12141a',
  '#0c0e12',
];
const red: MantineColorsTuple = [
  '#fdecec',
  '#fbd9da',
  '#f5b3b5',
  '#ff8f8c',
  '#ff7b78',
  '#e2595c',
  '#d13a3f',
  '#b9272d',
  '#971d23',
  '#3a1d20',
];

/** Colours of buttons by what they do: `accent` for the one main action, `red` for what destroys, the rest is quiet. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const isRed = input.color === 'red';
  const text = isRed ? 'var(--wp-error-text)' : 'var(--wp-accent-text)';
  const soft = isRed ? 'var(--wp-error-soft)' : 'var(--wp-accent-soft)';
  switch (input.variant) {
    case 'filled':
      return isRed
        ? {
            background: 'var(--wp-error)',
            hover: 'var(--wp-error-text)',
            color: 'var(--wp-on-error)',
            border: '1px solid transparent',
          }
        : {
            background: 'var(--wp-accent)',
            hover: 'var(--wp-accent-hover)',
            color: 'var(--wp-on-accent)',
            border: '1px solid transparent',
          };
    case 'light':
      return { background: soft, hover: soft, color: text, border: '1px solid transparent' };
    case 'default':
      return {
        background: 'var(--wp-raised)',
        hover: 'var(--wp-hover)',
        border: '1px solid var(--wp-line-strong)',
        color: isRed ? text : 'var(--wp-text)',
      };
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover: input.variant === 'subtle' ? 'var(--wp-hover)' : 'transparent',
        border: '1px solid transparent',
        color: input.color === 'gray' ? 'var(--wp-muted)' : text,
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};

/** Mantine, dressed in the tokens: sizes on a 4-pixel grid, text at 13 pixels, one accent. */
export const theme = createTheme({
  colors: { accent, gray, dark, red },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  white: '#ffffff',
  black: '#171a21',
  variantColorResolver,
  fontFamily: '"Inter Variable", Inter, "Segoe UI", system-ui, -apple-system, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Code", Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.8125rem', lg: '0.9375rem', xl: '1.25rem' },
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.45', xl: '1.3' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'md',
  shadows: {
    xs: 'var(--wp-shadow-small)',
    sm: 'var(--wp-shadow-small)',
    md: 'var(--wp-shadow-raised)',
    lg: 'var(--wp-shadow-floating)',
    xl: 'var(--wp-shadow-floating)',
  },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.3' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.45' },
    },
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  activeClassName: '',
  components: {
    // What is closed is gone at once: a dialog that fades away would still hold the focus and the keys that come next.
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        transitionProps: { duration: 120, exitDuration: 0 },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close this notice' } } },
    // A dialog's head is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    Popover: { defaultProps: { shadow: 'lg', transitionProps: { duration: 80, exitDuration: 0 } } },
    // Without the placeholder the first item takes the focus, and a menu holds nothing but its items.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'lg', transitionProps: { duration: 80 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 80 } } },
    Select: { defaultProps: { checkIconPosition: 'right', comboboxProps: { shadow: 'lg', transitionProps: { duration: 80 } } } },
    MultiSelect: {
      defaultProps: { checkIconPosition: 'right', comboboxProps: { shadow: 'lg', transitionProps: { duration: 80 } } },
    },
    Autocomplete: { defaultProps: { comboboxProps: { shadow: 'lg', transitionProps: { duration: 80 } } } },
    Loader: { defaultProps: { size: 'sm', type: 'oval' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { variant: 'default' } },
  },
});

/** Mantine's own variables, pointed at the tokens; both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const mapped = {
    '--mantine-color-text': 'var(--wp-text)',
    '--mantine-color-bright': 'var(--wp-text)',
    '--mantine-color-body': 'var(--wp-surface)',
    '--mantine-color-dimmed': 'var(--wp-muted)',
    '--mantine-color-placeholder': 'var(--wp-faint)',
    '--mantine-color-anchor': 'var(--wp-accent-text)',
    '--mantine-color-error': 'var(--wp-error-text)',
    '--mantine-color-success': 'var(--wp-success-text)',
    '--mantine-color-default': 'var(--wp-raised)',
    '--mantine-color-default-hover': 'var(--wp-hover)',
    '--mantine-color-default-color': 'var(--wp-text)',
    '--mantine-color-default-border': 'var(--wp-line-strong)',
    '--mantine-color-disabled': 'var(--wp-sunken)',
    '--mantine-color-disabled-color': 'var(--wp-faint)',
    '--mantine-color-disabled-border': 'var(--wp-line-strong)',
    '--mantine-primary-color-contrast': 'var(--wp-on-accent)',
    '--mantine-primary-color-filled': 'var(--wp-accent)',
    '--mantine-primary-color-filled-hover': 'var(--wp-accent-hover)',
    '--mantine-primary-color-light': 'var(--wp-accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--wp-accent-soft)',
    '--mantine-primary-color-light-color': 'var(--wp-accent-text)',
  } as const;
  return { variables: {}, light: { ...cssVariables('light'), ...mapped }, dark: { ...cssVariables('dark'), ...mapped } };
};
