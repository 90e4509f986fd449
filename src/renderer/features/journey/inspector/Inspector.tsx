import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconCopy, IconTrash } from '@tabler/icons-react';
import { useCallback, useMemo, type ComponentType } from 'react';
import type { LogSummary } from '../../../../shared/contract/logs.js';
import type { Problem } from '../../../../shared/journey/problem.js';
import type { DraftNode, NodeType } from '../../../../shared/journey/schema.js';
import { describeNode, NODE_LABELS } from '../../../../shared/journey/words/node.js';
import { readNode } from '../../../../shared/journey/words/read.js';
import { familyOf, StepIcon } from '../../../canvas/families.js';
import { formatCount, IconTile, ProblemList, Section } from '../../../ui/index.js';
import { notesOf } from '../../../../shared/journey/ui.js';
import { useSegments } from '../../../app/segments.js';
import { placesOf, problemWords } from '../document/problems.js';
import { useDraft, useEditorState, useOpenJourney, useProblems } from '../EditorContext.js';
import { typingPlace } from './burst.js';
import { ClaimsProvider, useUnclaimed } from './fields/claims.js';
import { asRecord, type Loose } from './fields/read.js';
import { LeadsTo } from './LeadsTo.js';
import { LogContext } from './LogContext.js';
import { NotePanel } from './NotePanel.js';
import { ExitPanel, UpdatePanel, WebhookPanel } from './nodes/ActionPanels.js';
import { EmailPanel } from './nodes/EmailPanel.js';
import { BranchPanel, SplitPanel, SwitchPanel } from './nodes/LogicPanels.js';
import type { NodePanelProps } from './nodes/nodePanel.js';
import { TriggerPanel } from './nodes/TriggerPanel.js';
import { WaitForPanel, WaitPanel } from './nodes/WaitPanels.js';
import { JourneySettings } from './settings/JourneySettings.js';
import { StagePick } from './StagePick.js';
import classes from './inspector.module.css';

const PANELS: Readonly<Record<NodeType, ComponentType<NodePanelProps>>> = {
  trigger: TriggerPanel,
  email: EmailPanel,
  wait: WaitPanel,
  waitFor: WaitForPanel,
  branch: BranchPanel,
  switch: SwitchPanel,
  split: SplitPanel,
  update: UpdatePanel,
  webhook: WebhookPanel,
  exit: ExitPanel,
};

interface InspectorProps {
  log: LogSummary | undefined;
  onShowNode: (node: string) => void;
  /** Deletes what is selected. */
  onRemove: () => void;
}

/** The settings of what is selected; with nothing selected, of the journey. */
export function Inspector({ log, onShowNode, onRemove }: InspectorProps) {
  const selection = useEditorState((state) => state.selection);
  const draft = useDraft();
  const [first] = selection.nodes;
  const isOne = selection.nodes.size === 1;
  const node = isOne ? draft.nodes.find(({ id }) => id === first) : undefined;
  const note = isOne ? notesOf(draft).find(({ id }) => id === first) : undefined;
  const [edge] = selection.edges;
  return (
    <LogContext value={log}>
      {node && (
        <ClaimsProvider key={node.id}>
          <NodeInspector node={node} onShowNode={onShowNode} onRemove={onRemove} />
        </ClaimsProvider>
      )}
      {note && <NotePanel key={note.id} note={note} onRemove={onRemove} />}
      {selection.nodes.size > 1 && <ManyInspector onRemove={onRemove} />}
      {selection.nodes.size === 0 && edge !== undefined && (
        <EdgeInspector edges={[...selection.edges]} onShowNode={onShowNode} onRemove={onRemove} />
      )}
      {selection.nodes.size + selection.edges.size === 0 && (
        <ClaimsProvider>
          <JourneySettings />
        </ClaimsProvider>
      )}
    </LogContext>
  );
}

type NodeInspectorProps = Omit<InspectorProps, 'log'> & { node: DraftNode };

function NodeInspector({ node, onShowNode, onRemove }: NodeInspectorProps) {
  const { editor } = useOpenJourney();
  const draft = useDraft();
  const index = draft.nodes.indexOf(node);
  const Panel = PANELS[node.type];
  const onChange = useCallback(
    (config: Loose, renamedHandles?: Readonly<Record<string, string>>) => {
      const place = typingPlace(node.config, config);
      const key = place === undefined ? undefined : `${node.id}${place}`;
      editor.execute({ kind: 'setConfig', node: node.id, config: { ...config }, ...(renamedHandles && { renamedHandles }) }, key);
    },
    [editor, node],
  );
  return (
    <>
      <NodeHead node={node} onRemove={onRemove} />
      <Panel node={node} config={node.config} onChange={onChange} path={`/nodes/${String(index)}/config`} />
      <InWords node={node} />
      <NodeProblems node={node} />
      <LeadsTo node={node} onShowNode={onShowNode} />
      <Section title="Stage" look="label" className={classes['section']}>
        <StagePick nodes={[node]} />
      </Section>
    </>
  );
}

function NodeHead({ node, onRemove }: Pick<NodeInspectorProps, 'node' | 'onRemove'>) {
  const { editor } = useOpenJourney();
  const problems = useProblemsAt(node);
  const caption = [
    NODE_LABELS[node.type],
    node.type === 'trigger' ? familyOf(node) : '',
    node.stage ? `stage ${node.stage}` : '',
  ].filter((part) => part !== '');
  return (
    <header className={classes['head']}>
      <IconTile family={familyOf(node)}>
        <StepIcon type={node.type} family={familyOf(node)} />
      </IconTile>
      <div className={classes['headText']}>
        <TextInput
          data-document
          variant="unstyled"
          aria-label="Name of the step"
          value={node.name ?? ''}
          placeholder="Name this step"
          maxLength={500}
          classNames={{ input: classes['nodeName'] ?? '' }}
          onBlur={() => editor.seal()}
          onChange={(event) =>
            editor.execute({ kind: 'renameNode', node: node.id, name: event.currentTarget.value }, `name ${node.id}`)
          }
        />
        <p className={classes['caption']}>
          {caption.join(' · ')}
          {problems.length > 0 && (
            <span data-tone={problems.some(({ severity }) => severity === 'error') ? 'error' : 'warning'}>
              {' '}
              · {problemWords(problems)}
            </span>
          )}
        </p>
      </div>
      <Tooltip label="Delete this step">
        <ActionIcon aria-label="Delete this step" onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

function useProblemsAt(node: DraftNode): readonly Problem[] {
  const all = useProblems();
  const draft = useDraft();
  return useMemo(() => all.filter((problem) => placesOf(problem, draft).includes(node.id)), [all, draft, node.id]);
}

/**
 * What is wrong with the step and belongs to none of its fields. Stands under them, so that nothing moves away from under the
 * pointer when it comes and goes.
 */
function NodeProblems({ node }: { node: DraftNode }) {
  const own = useProblemsAt(node);
  const rest = useUnclaimed(own);
  if (rest.length === 0) return null;
  const tone = rest.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return (
    <div className={classes['problems']} data-tone={tone}>
      <ProblemList problems={rest} />
    </div>
  );
}

/** Says back what the settings mean. */
function InWords({ node }: { node: DraftNode }) {
  const draft = useDraft();
  const { names } = useSegments();
  const text = useMemo(() => (readNode(node) ? describeNode(node, draft, names).detail : undefined), [node, draft, names]);
  if (text === undefined || node.type === 'email' || node.type === 'exit' || node.type === 'webhook') return null;
  return <p className={classes['say']} aria-live="polite">{`${lead(node)}${text.charAt(0).toLowerCase()}${text.slice(1)}.`}</p>;
}

/** What stands before the words of a step to make a sentence of them. */
function lead({ type, config }: DraftNode): string {
  switch (type) {
    case 'trigger':
      return 'schedule' in asRecord(config['on']) || 'becomes' in asRecord(config['on']) ? 'Starts ' : 'Starts when a customer ';
    case 'wait':
    case 'waitFor':
      return 'Waits ';
    case 'branch':
      return 'Goes on “yes” for a customer who ';
    case 'switch':
      return 'Goes on ';
    case 'split':
      return 'Shares out ';
    case 'update':
      return 'Will ';
    default:
      return '';
  }
}

function ManyInspector({ onRemove }: { onRemove: () => void }) {
  const draft = useDraft();
  const { nodes: ids } = useEditorState((state) => state.selection);
  const nodes = draft.nodes.filter((node) => ids.has(node.id));
  return (
    <div className={classes['many']}>
      <h2 className={classes['title']}>{`${formatCount(ids.size, nodes.length === ids.size ? 'step' : 'thing')} selected`}</h2>
      {nodes.length > 0 && (
        <Section title="Stage" look="label" hint="The selected steps as a lane of the canvas." className={classes['section']}>
          <StagePick nodes={nodes} />
        </Section>
      )}
      <div className={classes['buttons']}>
        <Button size="sm" color="red" leftSection={<IconTrash size={14} />} onClick={onRemove}>
          Delete
        </Button>
      </div>
      <p className={classes['faint']}>
        <IconCopy size={13} aria-hidden /> Copy and paste with Ctrl C and Ctrl V, duplicate with Ctrl D, move with Shift and the
        arrows.
      </p>
    </div>
  );
}

function EdgeInspector({ edges, onShowNode, onRemove }: Omit<InspectorProps, 'log'> & { edges: readonly string[] }) {
  const draft = useDraft();
  const { names } = useSegments();
  const chosen = draft.edges.filter((edge) => edges.includes(edge.id));
  const title = (id: string) => {
    const node = draft.nodes.find((candidate) => candidate.id === id);
    return node ? (node.name ?? describeNode(node, draft, names).detail) : id;
  };
  return (
    <div className={classes['many']}>
      <h2 className={classes['title']}>{chosen.length === 1 ? 'Connection' : formatCount(chosen.length, 'connection')}</h2>
      {chosen.map((edge) => (
        <p key={edge.id} className={classes['edge']}>
          <button type="button" onClick={() => onShowNode(edge.source)}>
            {title(edge.source)}
          </button>
          <span>{edge.sourceHandle === 'out' ? ' → ' : ` “${edge.sourceHandle}” → `}</span>
          <button type="button" onClick={() => onShowNode(edge.target)}>
            {title(edge.target)}
          </button>
        </p>
      ))}
      <div className={classes['buttons']}>
        <Button size="sm" color="red" leftSection={<IconTrash size={14} />} onClick={onRemove}>
          Delete
        </Button>
      </div>
      <p className={classes['faint']}>Press the key of a step to put it in here, or drag an end to another step.</p>
    </div>
  );
}
