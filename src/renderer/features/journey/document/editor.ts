import { createStore, type StoreApi } from 'zustand';
import type { EditCommand } from '../../../../shared/journey/edit/command.js';
import { beginHistory, leapTo, perform, redo, seal, undo, type History } from '../../../../shared/journey/edit/history.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { notesOf } from '../../../../shared/journey/ui.js';
import type { CanvasEditor } from '../../../canvas/editor.js';
import { NOTHING_SELECTED, type Selection } from '../../../canvas/model.js';

export interface EditorState {
  history: History;
  selection: Selection;
  /** The step that arrow keys start from and that takes the focus of the canvas. */
  active: string | undefined;
  /** Whether the latest change is one of a burst of typing in a panel. */
  typing: boolean;
  /** The document, while somebody types as it was before: what looks at all of it waits until the letters stand. */
  settled: JourneyDraft;
  /** Counts wishes to move the focus into the inspector. */
  inspectorWishes: number;
}

/** The open journey: its document with history, and what is selected. One object for as long as the journey is open. */
export interface JourneyEditor extends CanvasEditor {
  store: StoreApi<EditorState>;
  undo: () => void;
  redo: () => void;
  /** Undoes or does again as many steps as it takes until so many are done. */
  leapTo: (done: number) => void;
  /** Ends a burst of typing: what comes next is a step of its own. */
  seal: () => void;
}

/** What is changed letter by letter in a panel. */
const TYPED: ReadonlySet<EditCommand['kind']> = new Set(['setConfig', 'renameNode', 'setHeader', 'setSettings', 'changeNote']);

/** Letters that come closer than this after each other are looked at together. */
const SETTLE_MS = 200;

/** A pause this long ends a burst of typing or nudging. */
const BURST_PAUSE_MS = 1200;

function existing(selection: Selection, draft: JourneyDraft): Selection {
  const nodes = new Set([...draft.nodes, ...notesOf(draft)].map((node) => node.id));
  const edges = new Set(draft.edges.map((edge) => edge.id));
  const isWhole = [...selection.nodes].every((id) => nodes.has(id)) && [...selection.edges].every((id) => edges.has(id));
  if (isWhole) return selection;
  return {
    nodes: new Set([...selection.nodes].filter((id) => nodes.has(id))),
    edges: new Set([...selection.edges].filter((id) => edges.has(id))),
  };
}

/** What a leap in the history selects: the steps that came back, else what is still there of the old selection. */
function afterLeap(before: JourneyDraft, after: JourneyDraft, selection: Selection): Selection {
  const known = new Set(before.nodes.map((node) => node.id));
  const back = after.nodes.filter((node) => !known.has(node.id)).map((node) => node.id);
  return back.length > 0 && back.length < after.nodes.length
    ? { nodes: new Set(back), edges: new Set() }
    : existing(selection, after);
}

function equalSets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}

/** Opens a journey for editing. */
export function createEditor(draft: JourneyDraft): JourneyEditor {
  const store = createStore<EditorState>(() => ({
    history: beginHistory(draft),
    selection: NOTHING_SELECTED,
    inspectorWishes: 0,
    typing: false,
    settled: draft,
    active: (draft.nodes.find((node) => node.type === 'trigger') ?? draft.nodes[0])?.id,
  }));
  let pause: ReturnType<typeof setTimeout> | undefined;
  let standing: ReturnType<typeof setTimeout> | undefined;

  function settle(): void {
    clearTimeout(standing);
    store.setState(({ history }) => ({ settled: history.draft }));
  }

  function sealNow(): void {
    clearTimeout(pause);
    settle();
    store.setState(({ history }) => ({ history: seal(history) }));
  }

  function leap(move: (history: History) => History): void {
    clearTimeout(pause);
    clearTimeout(standing);
    const { history, selection, active } = store.getState();
    const next = move(history);
    if (next === history) return;
    const chosen = afterLeap(history.draft, next.draft, selection);
    const [first] = chosen.nodes;
    const isThere = next.draft.nodes.some((node) => node.id === active);
    store.setState({
      history: next,
      typing: false,
      settled: next.draft,
      selection: chosen,
      active: first ?? (isThere ? active : next.draft.nodes[0]?.id),
    });
  }

  return {
    store,
    draft: () => store.getState().history.draft,
    selection: () => store.getState().selection,
    active: () => store.getState().active,
    execute: (command: EditCommand, mergeKey?: string) => {
      const outcome = perform(store.getState().history, command, mergeKey);
      if ('refusal' in outcome) return outcome.refusal;
      const typing = mergeKey !== undefined && TYPED.has(command.kind);
      store.setState(({ selection, settled }) => ({
        history: outcome.history,
        selection: existing(selection, outcome.history.draft),
        typing,
        settled: typing ? settled : outcome.history.draft,
      }));
      clearTimeout(standing);
      if (typing) standing = setTimeout(settle, SETTLE_MS);
      clearTimeout(pause);
      if (mergeKey !== undefined) pause = setTimeout(sealNow, BURST_PAUSE_MS);
      return undefined;
    },
    select: (selection) => {
      const before = store.getState().selection;
      if (equalSets(before.nodes, selection.nodes) && equalSets(before.edges, selection.edges)) return;
      sealNow();
      store.setState({ selection });
    },
    setActive: (active) => store.setState({ active }),
    openInspector: () => store.setState(({ inspectorWishes }) => ({ inspectorWishes: inspectorWishes + 1 })),
    undo: () => leap(undo),
    redo: () => leap(redo),
    leapTo: (done) => leap((history) => leapTo(history, done)),
    seal: sealNow,
  };
}
