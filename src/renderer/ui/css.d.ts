import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties, so that components can hand values to their style sheets. */
    [variable: `--${string}`]: string | number | undefined;
  }
}
