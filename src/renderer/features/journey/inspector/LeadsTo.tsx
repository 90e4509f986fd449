import { ActionIcon } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { freshEdgeId } from '../../../canvas/editor.js';
import { handlesOf } from '../../../../shared/journey/handles.js';
import type { DraftNode, JourneyDraft } from '../../../../shared/journey/schema.js';
import type { Names } from '../../../../shared/condition/words/index.js';
import { describeNode, NODE_LABELS } from '../../../../shared/journey/words/node.js';
import { useSegments } from '../../../app/segments.js';
import { Section } from '../../../ui/index.js';
import { useDraft, useOpenJourney } from '../EditorContext.js';
import { Line, Words } from './fields/Line.js';
import { SearchPick, type SearchOption } from './fields/SearchPick.js';
import fields from './fields/fields.module.css';
import classes from './inspector.module.css';

const NOWHERE = '\n';

function titleOf(node: DraftNode, draft: JourneyDraft, names: Names): string {
  return node.name !== undefined && node.name !== '' ? node.name : describeNode(node, draft, names).detail;
}

/** The steps that a way out may lead to (all but triggers and the step itself), and that it may lead nowhere. */
function targets(draft: JourneyDraft, node: DraftNode, names: Names): SearchOption[] {
  const steps = draft.nodes.filter((target) => target.type !== 'trigger' && target.id !== node.id);
  return [
    { value: NOWHERE, label: 'nowhere: the journey ends there' },
    ...steps.map((target) => ({ value: target.id, label: titleOf(target, draft, names), note: NODE_LABELS[target.type] })),
  ];
}

/** Where each way out of a step leads: the connections, for those who do not draw them. */
export function LeadsTo({ node, onShowNode }: { node: DraftNode; onShowNode: (node: string) => void }) {
  const draft = useDraft();
  const handles = handlesOf(node);
  if (handles.length === 0) return null;
  return (
    <Section title="Leads to" look="label" className={classes['section']}>
      {handles.map((handle) => (
        <WayOut key={handle} node={node} handle={handle} draft={draft} onShowNode={onShowNode} />
      ))}
    </Section>
  );
}

interface WayOutProps {
  node: DraftNode;
  handle: string;
  draft: JourneyDraft;
  onShowNode: (node: string) => void;
}

function WayOut({ node, handle, draft, onShowNode }: WayOutProps) {
  const { editor } = useOpenJourney();
  const { names } = useSegments();
  const edge = draft.edges.find((candidate) => candidate.source === node.id && candidate.sourceHandle === handle);
  const target = draft.nodes.find(({ id }) => id === edge?.target);
  const lead = (to: string) => {
    if (to === NOWHERE) {
      if (edge) editor.execute({ kind: 'disconnect', edges: [edge.id] });
    } else if (edge) editor.execute({ kind: 'reconnect', edge: edge.id, source: node.id, sourceHandle: handle, target: to });
    else editor.execute({ kind: 'connect', edge: { id: freshEdgeId(draft), source: node.id, sourceHandle: handle, target: to } });
  };
  return (
    <Line
      end={
        target && (
          <ActionIcon
            size="sm"
            className={fields['remove'] ?? ''}
            aria-label={`Go to ${titleOf(target, draft, names)}`}
            onClick={() => onShowNode(target.id)}
          >
            <IconArrowRight size={14} />
          </ActionIcon>
        )
      }
    >
      {handle !== 'out' && <Words>{`“${handle}” →`}</Words>}
      <SearchPick
        label={handle === 'out' ? 'Leads to' : `“${handle}” leads to`}
        text={target ? titleOf(target, draft, names) : ''}
        chosen={[target?.id ?? NOWHERE]}
        options={() => targets(draft, node, names)}
        onPick={lead}
        placeholder="nowhere: ends there"
      />
    </Line>
  );
}
