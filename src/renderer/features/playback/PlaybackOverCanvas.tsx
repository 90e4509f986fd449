import { useStore, type ReactFlowState } from '@xyflow/react';
import { useEffect } from 'react';
import { useCommands } from '../../app/commands.js';
import { useHost } from '../../client/engine.js';
import { useEditorState, useOpenJourney } from '../journey/EditorContext.js';
import { useRun } from '../journey/runStore.js';
import { openWhy } from '../why/whyStore.js';
import { DotsLayer } from './DotsLayer.js';
import { DwellCard } from './DwellCard.js';
import { HereCard } from './HereCard.js';
import { setMeasure, toggleHeat } from './measure.js';
import { PlaybackBar } from './PlaybackBar.js';
import { closePlayback, openPlayback, usePlayback } from './playbackStore.js';
import { RunToolbar } from './RunToolbar.js';

const selectRoot = (state: ReactFlowState) => state.domNode;

/** The one step that is chosen on the canvas. */
export function useChosenNode(): string | undefined {
  return useEditorState(({ selection }) => {
    const [only, ...others] = selection.nodes;
    return others.length === 0 ? only : undefined;
  });
}

/** Opens the playback of the journey's latest run. */
export function useOpenPlayback(): (() => void) | undefined {
  const { project, journeyId } = useOpenJourney();
  const { engine } = useHost();
  const run = useRun(project, journeyId, (state) => state.run?.run);
  return run === undefined ? undefined : () => void openPlayback({ engine, project, journey: journeyId, run });
}

/** What lies over the canvas after a run: how its numbers are read, the dots of the playback, who is where. */
export function PlaybackOverCanvas({ titleOf }: { titleOf: (node: string) => string }) {
  const { project, journeyId } = useOpenJourney();
  const { engine } = useHost();
  const root = useStore(selectRoot);
  const chosen = useChosenNode();
  const open = useOpenPlayback();
  const latest = useRun(project, journeyId, (state) => state.run?.run);
  const playback = usePlayback();
  const isOpen = playback.open;
  useEffect(() => closePlayback, [project, journeyId]);
  // A new run takes the place of the one that is played, at the same instant.
  useEffect(() => {
    if (isOpen && latest !== undefined) void openPlayback({ engine, project, journey: journeyId, run: latest });
  }, [engine, project, journeyId, isOpen, latest]);
  usePlaybackCommands(open, chosen);
  if (!open) return null;
  const { player, run } = playback;
  return (
    <>
      <RunToolbar playing={isOpen} onPlay={open} onWhy={() => openWhy({ node: chosen })} />
      {latest !== undefined && <DwellCard project={project} journey={journeyId} run={latest} titleOf={titleOf} />}
      {player && root && <DotsLayer player={player} root={root} />}
      {player && run !== undefined && chosen !== undefined && (
        <HereCard
          key={chosen}
          project={project}
          journey={journeyId}
          run={run}
          player={player}
          node={chosen}
          title={titleOf(chosen)}
        />
      )}
    </>
  );
}

/** The bar of the playback, under the canvas; nothing while it is closed. */
export function PlaybackUnderCanvas({ titleOf }: { titleOf: (node: string) => string }) {
  const chosen = useChosenNode();
  const isOpen = usePlayback((state) => state.open);
  return isOpen ? <PlaybackBar chosen={chosen} titleOf={titleOf} /> : null;
}

function usePlaybackCommands(open: (() => void) | undefined, chosen: string | undefined): void {
  const player = usePlayback((state) => state.player);
  const group = 'Playback';
  const enabled = player !== undefined;
  useCommands([
    {
      id: 'playback.open',
      group,
      label: 'Play the log of the run',
      enabled: open !== undefined && !enabled,
      run: () => open?.(),
    },
    { id: 'playback.toggle', group, label: 'Play or pause', enabled, run: () => player?.toggle() },
    { id: 'playback.next', group, label: 'To the next event', enabled, run: () => player?.step(1) },
    { id: 'playback.before', group, label: 'To the event before', enabled, run: () => player?.step(-1) },
    {
      id: 'playback.break',
      group,
      label: 'Stop at the chosen step',
      enabled: enabled && chosen !== undefined,
      run: () => chosen !== undefined && player?.toggleBreakpoint(chosen),
    },
    { id: 'playback.close', group, label: 'Close the playback', enabled, run: closePlayback },
    ...(['entries', 'customers', 'messages'] as const).map((measure) => ({
      id: `figures.${measure}`,
      group: 'Results',
      label: `Count ${measure} on the canvas`,
      enabled: open !== undefined,
      run: () => setMeasure(measure),
    })),
    { id: 'figures.heat', group: 'Results', label: 'Heat on the canvas', enabled: open !== undefined, run: toggleHeat },
  ]);
}
