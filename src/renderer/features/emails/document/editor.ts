import { history, invertedEffects, isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import {
  Compartment,
  EditorState,
  StateEffect,
  StateField,
  Transaction,
  type Extension,
  type Text,
  type TransactionSpec,
} from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { createStore, type StoreApi } from 'zustand';
import { parseMjml, type Block, type MjmlDocument } from '../../../../shared/email/document.js';
import { difference, type TextChange } from '../../../../shared/email/edits.js';
import { blockAt } from '../../../../shared/email/places.js';

/** What is kept of an e-mail: the names are those of a stored template. */
export interface EmailDraft {
  name: string;
  mjml: string;
  text: string | null;
}

/** What belongs to an e-mail beside its MJML: the name, and the plain-text version that somebody wrote. */
export type Beside = Omit<EmailDraft, 'mjml'>;

export interface EmailState {
  /** The MJML with its history and selection. The selected block is the one that the cursor is in, wherever it was selected. */
  code: EditorState;
}

const setBeside = StateEffect.define<Beside>();
const beside = StateField.define<Beside>({
  create: () => ({ name: '', text: null }),
  update: (value, { effects }) => effects.find((effect) => effect.is(setBeside))?.value ?? value,
});
/** Undo takes back what changed beside the MJML together with it. */
const besideHistory = invertedEffects.of(({ startState, effects }) =>
  effects.some((effect) => effect.is(setBeside)) ? [setBeside.of(startState.field(beside))] : [],
);

/** The open e-mail: one text that code and blocks both change, with one history. */
export interface EmailEditor {
  store: StoreApi<EmailState>;
  draft: () => EmailDraft;
  source: () => string;
  /** Replaces pieces of the text. `at`: where the cursor goes, in the text after; `joins`: with the last edit, if that was just now. */
  edit: (changes: readonly TextChange[], options?: { at?: number; joins?: boolean }) => void;
  /** Puts the cursor into a block, which selects it. */
  select: (block: Block) => void;
  /** Puts the cursor to a place of the text. */
  show: (place: number) => void;
  rename: (name: string) => void;
  setText: (text: string | null) => void;
  /** Makes the document another one, as an edit that can be undone. */
  replace: (draft: EmailDraft) => void;
  undo: () => void;
  redo: () => void;
  /** Shows the text in a view with its own extensions until the returned function is called. */
  attach: (
    extensions: Extension,
    show: (state: EditorState, dispatch: (transactions: readonly Transaction[]) => void) => EditorView,
  ) => () => void;
}

const documents = new WeakMap<Text, { source: string; mjml: MjmlDocument }>();

const drafts = new WeakMap<Text, EmailDraft>();

function read(doc: Text): { source: string; mjml: MjmlDocument } {
  let known = documents.get(doc);
  if (!known) {
    const source = doc.toString();
    known = { source, mjml: parseMjml(source) };
    documents.set(doc, known);
  }
  return known;
}

/** The text of a state; asked again it costs nothing. */
export function sourceOf({ code }: EmailState): string {
  return read(code.doc).source;
}

/** The text of a state as a tree; asked again it costs nothing. */
export function mjmlOf({ code }: EmailState): MjmlDocument {
  return read(code.doc).mjml;
}

export const besideOf = ({ code }: EmailState): Beside => code.field(beside);

/** The head of a state as it is written; empty where it has none. */
export function headOf(state: EmailState): string {
  const head = mjmlOf(state).root?.children.find(({ tag }) => tag === 'mj-head');
  return head ? sourceOf(state).slice(head.start, head.end) : '';
}

/** The block that the cursor is in. */
export function selectedBlock(state: EmailState): Block | undefined {
  const { root } = mjmlOf(state);
  return root && blockAt(root, state.code.selection.main.head);
}

/** What is kept of a state; asked again for an equal one it is the same object. */
export function draftOf(state: EmailState): EmailDraft {
  const kept = drafts.get(state.code.doc);
  const { name, text } = besideOf(state);
  if (kept && kept.name === name && kept.text === text) return kept;
  const draft = { name, mjml: sourceOf(state), text };
  drafts.set(state.code.doc, draft);
  return draft;
}

export const canUndo = ({ code }: EmailState): boolean => undoDepth(code) > 0;
export const canRedo = ({ code }: EmailState): boolean => redoDepth(code) > 0;

/** Editors write lines with `\n` alone. */
const unixLines = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

/** Opens an e-mail for editing. */
export function createEmailEditor(draft: EmailDraft): EmailEditor {
  const viewed = new Compartment();
  const store = createStore<EmailState>(() => ({
    code: EditorState.create({
      doc: unixLines(draft.mjml),
      extensions: [history(), beside.init(() => ({ name: draft.name, text: draft.text })), besideHistory, viewed.of([])],
    }),
  }));
  let view: EditorView | undefined;

  function apply(transactions: readonly Transaction[]): void {
    const last = transactions.at(-1);
    if (!last) return;
    view?.update(transactions);
    store.setState({ code: last.state });
  }
  const dispatch = (...specs: TransactionSpec[]): void => apply([store.getState().code.update(...specs)]);
  const alter = (change: Partial<Beside>): void => {
    const next = { ...besideOf(store.getState()), ...change };
    dispatch({ effects: setBeside.of(next), annotations: Transaction.addToHistory.of(false) });
  };
  const show = (place: number): void =>
    dispatch({ selection: { anchor: Math.min(place, store.getState().code.doc.length) }, scrollIntoView: true });
  const leap = (move: typeof undo): void => {
    move({ state: store.getState().code, dispatch: (transaction) => apply([transaction]) });
  };

  return {
    store,
    draft: () => draftOf(store.getState()),
    source: () => sourceOf(store.getState()),
    edit: (changes, { at, joins = false } = {}) => {
      if (changes.length === 0) return;
      dispatch({
        changes: [...changes],
        ...(at !== undefined && { selection: { anchor: at } }),
        ...(!joins && { annotations: isolateHistory.of('full') }),
        scrollIntoView: true,
      });
    },
    select: ({ start }) => show(start + 1),
    show,
    rename: (name) => alter({ name }),
    setText: (text) => alter({ text }),
    replace: ({ mjml, ...other }) => {
      const changes = difference(sourceOf(store.getState()), unixLines(mjml));
      dispatch({ changes, effects: setBeside.of(other), annotations: isolateHistory.of('full') });
    },
    undo: () => leap(undo),
    redo: () => leap(redo),
    attach: (extensions, show) => {
      dispatch({ effects: viewed.reconfigure(extensions) });
      const shown = show(store.getState().code, apply);
      view = shown;
      return () => {
        view = undefined;
        shown.destroy();
        dispatch({ effects: viewed.reconfigure([]) });
      };
    },
  };
}
