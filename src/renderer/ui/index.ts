/**
 * The look of Waypost and its small parts.
 *
 * Colours    CSS variables `--wp-…`, light and dark (tokens.ts has all of them): surfaces `bg surface raised sunken hover`, lines
 *            `line line-strong line-control dot`, text `text muted faint`, `accent accent-hover accent-soft accent-text on-accent`,
 *            `warning error success` each with `-text` and `-soft`, shadows `shadow-small shadow-raised shadow-floating`, and
 *            families `--wp-family-<intent|engagement|purchase|message|wait|logic|end>` (fill: icons, bars, edges), `…-text`, `…-soft`;
 *            `on-family` for icons on a fill. Text in a colour uses the `-text` variant. `useScheme()` gives the values to charts.
 * Type       Inter; figures of one width by `wp-figures`, `[data-align='end']` in rows, `dd` and `time`. `--mantine-font-size-xs` 12 px, `-sm`/`-md` 13 px (body), `-lg` 15 px, `-xl` 20 px; `--wp-font-label`
 *            11 px capitals; `--wp-font-mono`. Weights 400, 500, 600.
 * Space      4-px grid; Mantine's `xs sm md lg xl` = 4 8 12 16 24 px; radius 4 6 8 12 16 px (default 8). Controls: `xs` 28, `sm` 32, `md` 36 px.
 * Buttons    `<Button>` is quiet; `variant="filled"` for the one main action of a screen, `color="red"` for what destroys,
 *            `variant="subtle"` inside panels. `<ActionIcon aria-label="…">` for icons alone.
 *
 * Parts      Section, Pill, Stat, EmptyState, Message, ErrorMessage, ProblemList, ProgressPanel, KeyHint, IconTile, RowsTable
 *            (virtual, read-only).
 * Notices    notifyDone(text, undo?), notifyError(title, error): at the lower right.
 * Formats    formatNumber, formatCompact, formatPercent, formatCount, formatBytes, formatDate, formatDateTime, formatPeriod, formatAgo,
 *            formatDuration, readerZone.
 *
 * Style sheets are CSS modules beside their component (`Thing.module.css`), read as `classes['thing']`. The page's CSP allows
 * `style` elements but no inline scripts; names and values from logs are always rendered as text.
 */
export { formatAgo } from './ago.js';
export { EmptyState } from './EmptyState.js';
export {
  formatBytes,
  formatChange,
  formatCompact,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercent,
  formatPeriod,
  readerZone,
} from '../../shared/format.js';
export { IconTile } from './IconTile.js';
export { KeyHint, keyNames } from './KeyHint.js';
export { ErrorMessage, errorText, isCancelled, Message, ProblemList } from './Message.js';
export { notifyDone, notifyError } from './notify.js';
export { Pill, type Tone } from './Pill.js';
export { ProgressPanel } from './ProgressPanel.js';
export { RowsTable, type RowsColumn } from './RowsTable.js';
export { useScheme } from './scheme.js';
export { fitsSearch } from './search.js';
export { Section } from './Section.js';
export { Stat } from './Stat.js';
export { ThemeRoot } from './ThemeRoot.js';
export { useBorrowedFocus } from './useBorrowedFocus.js';
export { colors, FAMILIES, type ColorTokens, type Family, type FamilyTokens, type Scheme } from './tokens.js';
