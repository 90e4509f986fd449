import { useMemo, useState, type ReactNode } from 'react';
import type { JourneyDraft } from '../../shared/journey/schema.js';
import type { CanvasEditor, CanvasView } from './editor.js';
import type { StageActions } from './Lanes.js';
import { USUAL_STAGES } from '../../shared/journey/stages.js';
import { lanesOf, swappedLanes } from './lanes.js';
import { StageDialog } from './StageDialog.js';

type Asked = { what: 'rename'; stage: string } | { what: 'group'; nodes: readonly string[] } | undefined;

/** The stages to choose from: those of the journey in their order, then the usual ones. */
export function stagesToChoose(draft: JourneyDraft): string[] {
  const used = lanesOf(draft).flatMap(({ stages }) => stages);
  const isUsed = (stage: string) => used.some((other) => other.toLowerCase() === stage.toLowerCase());
  const usual = USUAL_STAGES.map((stage) => stage.charAt(0).toUpperCase() + stage.slice(1));
  return [...used, ...usual.filter((stage) => !isUsed(stage))];
}

/** Stages as groups of steps: made of what is selected, selected, renamed, moved as lanes, dissolved. */
export function useStages(
  editor: CanvasEditor,
  view: CanvasView,
): { stages: StageActions; group: () => void; dialog: ReactNode } {
  const [asked, setAsked] = useState<Asked>(undefined);

  const actions = useMemo(() => {
    const members = (stage: string) =>
      editor
        .draft()
        .nodes.filter((node) => node.stage === stage)
        .map(({ id }) => id);
    const stages: StageActions = {
      select: (stage) => editor.select({ nodes: new Set(members(stage)), edges: new Set() }),
      rename: (stage) => setAsked({ what: 'rename', stage }),
      dissolve: (stage) => {
        editor.execute({ kind: 'renameStage', stage, name: '' });
        view.announce(`The stage ${stage} is dissolved. Its steps stay.`);
      },
      swap: (stage, towards) => {
        const positions = swappedLanes(editor.draft(), stage, towards);
        if (positions) editor.execute({ kind: 'moveNodes', positions });
      },
    };
    const group = () => {
      const { nodes } = editor.selection();
      const chosen = editor.draft().nodes.filter(({ id }) => nodes.has(id));
      if (chosen.length === 0) view.refuse('Select the steps of the stage first: draw a box around them with Shift held down.');
      else setAsked({ what: 'group', nodes: chosen.map(({ id }) => id) });
    };
    return { stages, group };
  }, [editor, view]);

  const confirm = (name: string) => {
    if (asked?.what === 'rename') editor.execute({ kind: 'renameStage', stage: asked.stage, name });
    if (asked?.what === 'group') editor.execute({ kind: 'setStage', nodes: asked.nodes, stage: name });
  };
  const dialog = asked && (
    <StageDialog
      title={asked.what === 'rename' ? 'Rename the stage' : 'Put the selected steps into a stage'}
      confirm={asked.what === 'rename' ? 'Rename' : 'Put in'}
      initial={asked.what === 'rename' ? asked.stage : ''}
      stages={stagesToChoose(editor.draft())}
      onConfirm={confirm}
      onClose={() => setAsked(undefined)}
    />
  );
  return { ...actions, dialog };
}
