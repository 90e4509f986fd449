import { closeBrackets } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { difference } from '../../../../shared/email/edits.js';
import { waypostTheme } from './theme.js';

/** Marks what came from outside, so that it is not told back. */
const FromOutside = Annotation.define<true>();

export interface TextViewOptions {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string | undefined;
  /** Looks and keys of this kind of text; taken once. */
  extensions: Extension;
  diagnostics?: readonly Diagnostic[] | undefined;
  onUndo?: (() => void) | undefined;
  onRedo?: (() => void) | undefined;
  /** Counts wishes to go on in this text. */
  wishes?: number | undefined;
}

/** A CodeMirror view over a text that lives elsewhere: what is typed is told, what changes outside is taken over. */
export function useTextView(options: TextViewOptions): {
  holder: RefObject<HTMLDivElement | null>;
  view: EditorView | undefined;
} {
  const { value, label, diagnostics, wishes } = options;
  const holder = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<EditorView>();
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    if (!holder.current) return undefined;
    const created = createView(holder.current, latest);
    setView(created);
    return () => created.destroy();
  }, []);
  useEffect(() => {
    const changes = view && difference(view.state.doc.toString(), value);
    if (view && changes && changes.length > 0) view.dispatch({ changes, annotations: FromOutside.of(true) });
  }, [view, value]);
  useEffect(() => {
    view?.contentDOM.setAttribute('aria-label', label);
  }, [view, label]);
  useEffect(() => {
    if (view) view.dispatch(setDiagnostics(view.state, fitting(diagnostics ?? [], view.state.doc.length)));
  }, [view, diagnostics]);
  const granted = useRef(wishes);
  useEffect(() => {
    if (!view || wishes === granted.current) return;
    granted.current = wishes;
    view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
    view.focus();
  }, [view, wishes]);
  return { holder, view };
}

/** Those that lie within a text: they may speak of one that has grown shorter since. */
function fitting(diagnostics: readonly Diagnostic[], length: number): Diagnostic[] {
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    from: Math.min(diagnostic.from, length),
    to: Math.min(diagnostic.to, length),
  }));
}

function createView(parent: HTMLElement, latest: RefObject<TextViewOptions>): EditorView {
  const { value, extensions, placeholder: hint, onUndo } = latest.current;
  const call = (what: 'onUndo' | 'onRedo') => () => {
    latest.current[what]?.();
    return true;
  };
  const historyKeys = [
    { key: 'Mod-z', run: call('onUndo') },
    { key: 'Mod-y', run: call('onRedo') },
    { key: 'Mod-Shift-z', run: call('onRedo') },
  ];
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: value,
      extensions: [
        extensions,
        waypostTheme,
        closeBrackets(),
        // In prose only braces begin something that must be closed.
        EditorState.languageData.of(() => [{ closeBrackets: { brackets: ['{'] } }]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ tabindex: '0' }),
        hint === undefined ? [] : placeholder(hint),
        keymap.of([...(onUndo ? historyKeys : []), ...defaultKeymap]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((transaction) => transaction.annotation(FromOutside))) return;
          latest.current.onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
}
