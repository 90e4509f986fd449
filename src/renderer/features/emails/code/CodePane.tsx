import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { RangeSetBuilder, StateField, type EditorState, type Extension } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';
import { useEffect, useRef, useState } from 'react';
import type { MjmlElement } from '../../../../shared/contract/emails.js';
import { blockAt } from '../../../../shared/email/places.js';
import { useEngineQuery } from '../../../app/queries.js';
import { useCompiled } from '../document/compiled.js';
import { diagnosticsOf } from '../document/diagnostics.js';
import { mjmlOf, sourceOf } from '../document/editor.js';
import { useOpenEmail } from '../document/EmailContext.js';
import { waypostTheme } from '../text/theme.js';
import { tokenCompletion } from '../text/tokenCompletion.js';
import { useAwaitedTokens } from '../text/useTokens.js';
import { htmlWithLiquid } from './language.js';
import { mjmlCompletion } from './mjmlCompletion.js';
import classes from './code.module.css';

const NO_ELEMENTS: readonly MjmlElement[] = [];
const blockLine = Decoration.line({ class: classes['blockLine'] ?? '' });

function linesOf(state: EditorState): DecorationSet {
  const { root } = mjmlOf({ code: state });
  if (!root) return Decoration.none;
  const { start, end, tag } = blockAt(root, state.selection.main.head);
  if (tag === 'mjml' || tag === 'mj-body') return Decoration.none;
  const lines = new RangeSetBuilder<Decoration>();
  const last = state.doc.lineAt(Math.min(end, state.doc.length)).number;
  for (let number = state.doc.lineAt(start).number; number <= last; number += 1) {
    const { from } = state.doc.line(number);
    lines.add(from, from, blockLine);
  }
  return lines.finish();
}

/** The lines of the block that the cursor is in, so that code and blocks show the same one. */
const blockLines = StateField.define<DecorationSet>({
  create: linesOf,
  update: (value, { docChanged, selection, state }) => (docChanged || selection ? linesOf(state) : value),
  provide: (field) => EditorView.decorations.from(field),
});

function codeExtensions(completions: Parameters<typeof autocompletion>[0]): Extension {
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    drawSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    waypostTheme,
    htmlWithLiquid(),
    autocompletion({ ...completions, icons: false }),
    blockLines,
    EditorView.contentAttributes.of({ 'aria-label': 'Code of the e-mail', tabindex: '0' }),
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...foldKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

/** The MJML of the e-mail, with completion, search and marks where something is wrong. */
export function CodePane() {
  const { editor } = useOpenEmail();
  const holder = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView>();
  const tokens = useAwaitedTokens();
  const elements = useEngineQuery('emails.elements', {}).data ?? NO_ELEMENTS;
  const latestElements = useRef(elements);
  useEffect(() => {
    latestElements.current = elements;
  });
  useEffect(() => {
    const parent = holder.current;
    if (!parent) return undefined;
    const completions = { override: [tokenCompletion(tokens, true), mjmlCompletion(() => latestElements.current)] };
    return editor.attach(codeExtensions(completions), (state, dispatch) => {
      const shown = new EditorView({
        parent,
        state,
        dispatchTransactions: dispatch,
        scrollTo: EditorView.scrollIntoView(state.selection.main.head, { y: 'center' }),
      });
      setView(shown);
      return shown;
    });
  }, [editor, tokens]);
  useDiagnostics(view);
  return <div ref={holder} className={classes['code']} />;
}

/** Marks what is wrong, while the text is still the one that was looked at. */
function useDiagnostics(view: EditorView | undefined): void {
  const { output, of } = useCompiled();
  const { editor } = useOpenEmail();
  useEffect(() => {
    if (!view || !output || of?.source.mjml !== sourceOf(editor.store.getState())) return;
    view.dispatch(setDiagnostics(view.state, diagnosticsOf(output.problems, 'mjml', view.state.doc.length)));
  }, [view, output, of, editor]);
}
