import { EditorView } from '@codemirror/view';

/** CodeMirror in Waypost's colours; variables, so that it follows the scheme. */
export const waypostTheme = EditorView.theme({
  '&': { color: 'var(--wp-text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { caretColor: 'var(--wp-text)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--wp-text)' },
  '.cm-placeholder': { color: 'var(--wp-faint)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--wp-accent) 30%, transparent)',
  },
  '.cm-gutters': {
    borderRight: '1px solid var(--wp-line)',
    backgroundColor: 'var(--wp-surface)',
    color: 'var(--wp-faint)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--wp-hover)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--wp-warning-soft)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--wp-accent-soft)', outline: '1px solid var(--wp-accent)' },
  '.cm-foldPlaceholder': { border: 'none', backgroundColor: 'var(--wp-sunken)', color: 'var(--wp-muted)' },
  '.cm-panels': {
    borderBottom: '1px solid var(--wp-line)',
    backgroundColor: 'var(--wp-raised)',
    color: 'var(--wp-text)',
  },
  '.cm-textfield': { border: '1px solid var(--wp-line-control)', borderRadius: '6px', backgroundColor: 'var(--wp-surface)' },
  '.cm-button': {
    border: '1px solid var(--wp-line-strong)',
    borderRadius: '6px',
    backgroundImage: 'none',
    backgroundColor: 'var(--wp-raised)',
  },
  '.cm-tooltip': {
    zIndex: '400',
    border: '1px solid var(--wp-line)',
    borderRadius: '8px',
    backgroundColor: 'var(--wp-raised)',
    color: 'var(--wp-text)',
    boxShadow: 'var(--wp-shadow-floating)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { maxHeight: '15rem', fontFamily: 'inherit', fontSize: '13px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px', lineHeight: '1.4' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > completion-section': {
    padding: '6px 10px 2px',
    borderBottom: 'none',
    color: 'var(--wp-faint)',
    fontSize: '11px',
    opacity: '1',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--wp-accent-soft)',
    color: 'var(--wp-accent-text)',
  },
  '.cm-completionDetail': { marginLeft: '1em', color: 'var(--wp-muted)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 10px', maxWidth: '18rem' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid var(--wp-line-strong)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--wp-error)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--wp-warning)' },
});
