import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { LogSummary } from '../../../shared/contract/logs.js';
import type { StoredJourney } from '../../../shared/contract/journeys.js';
import { SaveBanner } from '../../app/keeping/SaveBanner.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { useEngineQuery } from '../../app/queries.js';
import { useSegments } from '../../app/segments.js';
import { JourneyCanvas, type CanvasHandle } from '../../canvas/JourneyCanvas.js';
import type { CanvasContent } from '../../canvas/projection.js';
import { EmptyState } from '../../ui/index.js';
import { CompareProvider, ComparisonOverCanvas } from '../compare/index.js';
import { GuideCard } from '../guide/index.js';
import { PlaybackOverCanvas, PlaybackUnderCanvas } from '../playback/index.js';
import { ResultsDrawer } from '../results/index.js';
import { WhyDialog } from '../why/index.js';
import { rememberingWords } from '../../../shared/journey/words/step.js';
import { problemsByNode } from './document/problems.js';
import {
  EditorContext,
  ProblemsContext,
  useDraft,
  useEditorState,
  useOpenJourney,
  useProblems,
  useSettledDraft,
} from './EditorContext.js';
import { HistoryPanel } from './history/HistoryPanel.js';
import { closeHistory, useHistoryView } from './history/historyStore.js';
import { VersionDialog } from './history/VersionDialog.js';
import { Inspector } from './inspector/Inspector.js';
import classes from './screen.module.css';
import { TopBarParts } from './TopBarParts.js';
import { useAutoRun } from './useAutoRun.js';
import { useEditorCommands } from './useEditorCommands.js';
import { takeOver, useKeeping } from './useKeeping.js';
import { useOverlay } from './useOverlay.js';
import { useProblemsOf } from './useProblemsOf.js';

interface EditorProps {
  project: string;
  journeyId: string;
  stored: StoredJourney;
}

export function Editor({ project, journeyId, stored }: EditorProps) {
  const open = useKeeping(project, journeyId, stored);
  const log = useEngineQuery('logs.summary', { project }).data;
  return (
    <EditorContext value={open}>
      <WithProblems log={log}>
        <CompareProvider>
          <Workbench log={log} />
        </CompareProvider>
      </WithProblems>
    </EditorContext>
  );
}

function WithProblems({ log, children }: { log: LogSummary | undefined; children: React.ReactNode }) {
  const { project } = useOpenJourney();
  const problems = useProblemsOf(project, useSettledDraft(), log);
  return <ProblemsContext value={problems}>{children}</ProblemsContext>;
}

/** The document as the canvas shows it: while somebody types in a panel it follows when the letters stand. */
function useDrawnDraft(): JourneyDraft {
  const draft = useDraft();
  const later = useDeferredValue(draft);
  const isTyping = useEditorState((state) => state.typing);
  return isTyping ? later : draft;
}

/** What the canvas shows: the document with its words, problems and the latest run. */
function useContent(): CanvasContent {
  const { project, journeyId } = useOpenJourney();
  const draft = useDrawnDraft();
  const selection = useEditorState((state) => state.selection);
  const active = useEditorState((state) => state.active);
  const problems = useProblems();
  const { names } = useSegments();
  const wordsOf = useMemo(() => rememberingWords(names), [names]);
  const words = useMemo(() => wordsOf(draft), [wordsOf, draft]);
  const byNode = useMemo(() => problemsByNode(problems, draft), [problems, draft]);
  const { overlay, stale } = useOverlay(project, journeyId, draft);
  return useMemo(
    () => ({ draft, words, problems: byNode, overlay, stale, selection, active }),
    [draft, words, byNode, overlay, stale, selection, active],
  );
}

function Workbench({ log }: { log: LogSummary | undefined }) {
  const open = useOpenJourney();
  const { project, journeyId, editor } = open;
  const content = useContent();
  const canvas = useRef<CanvasHandle | undefined>(undefined);
  const inspector = useRef<HTMLDivElement>(null);
  const onReady = useCallback((handle: CanvasHandle) => {
    canvas.current = handle;
  }, []);
  const showNode = useCallback(
    (node: string) => {
      editor.select({ nodes: new Set([node]), edges: new Set() });
      editor.setActive(node);
      canvas.current?.focus(node);
    },
    [editor],
  );
  const { draft, words } = content;
  const titleOf = useCallback(
    (node: string) => {
      const found = draft.nodes.find(({ id }) => id === node);
      return found ? words(found).title : node;
    },
    [draft, words],
  );
  useAutoRun(project, journeyId, useSettledDraft(), useProblems());
  useEditorCommands(canvas, showNode, words);
  useInspectorWishes(inspector);
  const isHistory = useHistoryView((state) => state.open);
  useEffect(() => closeHistory, [project, journeyId]);
  const onInspectorKey = useDocumentKeys(() => canvas.current?.focus());

  return (
    <div className={classes['screen']}>
      <TopBarParts onShowNode={showNode} />
      <SaveBanner what="journey" autosave={open.autosave} onTake={(theirs) => takeOver(open, theirs)} />
      <Group orientation="horizontal" className={classes['columns'] ?? ''}>
        <Panel minSize="35%" className={classes['column'] ?? ''}>
          <div className={classes['canvas']}>
            <JourneyCanvas
              content={content}
              editor={editor}
              empty={<EmptyCanvas onStart={() => canvas.current?.add('trigger')} />}
              onReady={onReady}
            />
            <PlaybackOverCanvas titleOf={titleOf} />
            <ComparisonOverCanvas />
            <GuideCard />
            <WhyDialog titleOf={titleOf} />
            <VersionDialog />
          </div>
          <PlaybackUnderCanvas titleOf={titleOf} />
          <ResultsDrawer project={project} journeyId={journeyId} onShowNode={showNode} />
        </Panel>
        <Separator className={classes['separator'] ?? ''} aria-label="Width of the settings" />
        <Panel defaultSize={364} minSize={280} maxSize="50%" groupResizeBehavior="preserve-pixel-size">
          <aside
            ref={inspector}
            className={classes['inspector']}
            aria-label={isHistory ? 'History' : 'Settings'}
            onKeyDown={onInspectorKey}
          >
            {isHistory ? (
              <HistoryPanel onClose={closeHistory} />
            ) : (
              <Inspector log={log} onShowNode={showNode} onRemove={() => canvas.current?.remove()} />
            )}
          </aside>
        </Panel>
      </Group>
    </div>
  );
}

/** Enter on a step moves the focus to the first of its settings. */
function useInspectorWishes(inspector: React.RefObject<HTMLElement | null>): void {
  const wishes = useEditorState((state) => state.inspectorWishes);
  useEffect(() => {
    if (wishes === 0) return;
    closeHistory();
  }, [wishes]);
  useEffect(() => {
    if (wishes === 0) return;
    const fields = ':is(button, input, textarea)';
    const panel = inspector.current;
    const first = panel?.querySelector<HTMLElement>(`[data-first] ${fields}`) ?? panel?.querySelector<HTMLElement>(fields);
    first?.focus();
  }, [wishes, inspector]);
}

/** In the fields of the document undo and redo are those of the document; Escape leads back to the canvas. */
function useDocumentKeys(toCanvas: () => void) {
  const { editor } = useOpenJourney();
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const isDocument = event.target instanceof HTMLElement && event.target.dataset['document'] !== undefined;
    if (event.key === 'Escape') toCanvas();
    else if (mod && isDocument && key === 'z') (event.shiftKey ? editor.redo : editor.undo)();
    else if (mod && isDocument && key === 'y') editor.redo();
    else return;
    event.preventDefault();
  };
}

function EmptyCanvas({ onStart }: { onStart: () => void }) {
  return (
    <EmptyState
      icon={<IconBolt size={20} />}
      title="A journey starts with a trigger"
      actions={
        <Button variant="filled" onClick={onStart}>
          Add a trigger
        </Button>
      }
    >
      Say what a customer does that starts it – viewing a product, leaving a cart, completing an order – then go on with e-mails,
      waits and branches. Drag them from the left, or press their keys.
    </EmptyState>
  );
}
