import type { DraftNode } from '../../../../shared/journey/schema.js';
import { USUAL_STAGES } from '../../../../shared/journey/stages.js';
import { useDraft, useOpenJourney } from '../EditorContext.js';
import { Line } from './fields/Line.js';
import { SearchPick } from './fields/SearchPick.js';

const NONE = '\n';

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The stage of the customer's way that steps belong to: a lane of the canvas. */
export function StagePick({ nodes }: { nodes: readonly DraftNode[] }) {
  const { editor } = useOpenJourney();
  const draft = useDraft();
  const used = [...new Set(draft.nodes.flatMap((node) => (node.stage ? [node.stage] : [])))];
  const usual = USUAL_STAGES.map(sentenceCase).filter(
    (stage) => !used.some((other) => other.toLowerCase() === stage.toLowerCase()),
  );
  const stages = new Set(nodes.map((node) => node.stage ?? ''));
  const [only = ''] = stages;
  const text = stages.size > 1 ? 'several' : only;
  const options = [
    { value: NONE, label: 'none' },
    ...used.map((stage) => ({ value: stage, label: stage })),
    ...usual.map((stage) => ({ value: stage, label: stage })),
  ];
  return (
    <Line>
      <SearchPick
        label="Stage"
        text={text}
        placeholder="none"
        chosen={stages.size === 1 ? [only === '' ? NONE : only] : []}
        options={options}
        custom={(typed) => `New stage “${typed}”`}
        onPick={(stage) =>
          editor.execute({ kind: 'setStage', nodes: nodes.map((node) => node.id), stage: stage === NONE ? '' : stage })
        }
      />
    </Line>
  );
}
