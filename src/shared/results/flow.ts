import type { Paths } from '../contract/results.js';
import { formatCount, formatNumber } from '../format.js';
import type { NodeType, TriggerKind } from '../journey/schema.js';
import type { Behind, FlowFigure, FlowPlace, Tone } from './figure.js';
import type { RunView } from './figures.js';
import { nodeTitles } from './journey.js';
import { END_LABELS } from './outcome.js';
import { share } from './share.js';

const TYPE_TONES: Record<Exclude<NodeType, 'trigger'>, Tone> = {
  email: 'message',
  wait: 'wait',
  waitFor: 'wait',
  branch: 'logic',
  switch: 'logic',
  split: 'logic',
  update: 'logic',
  webhook: 'logic',
  exit: 'end',
};
const TRIGGER_TONES: Record<TriggerKind, Tone> = { intent: 'intent', engagement: 'engagement', purchase: 'purchase' };

const WAY_ENDS: Readonly<Record<string, { label: string; tone: Tone }>> = {
  active: { label: END_LABELS.active, tone: 'wait' },
  end: { label: END_LABELS.end, tone: 'end' },
  goal: { label: END_LABELS.goal, tone: 'purchase' },
  exitWhen: { label: END_LABELS.exitWhen, tone: 'end' },
  exit: { label: END_LABELS.exit, tone: 'end' },
  loop: { label: END_LABELS.loop, tone: 'error' },
  again: { label: 'Went round again', tone: 'logic' },
};

/** The paths of the entries as a picture of flows. Steps that the draft has lost since the run bear their ids. */
export function pathsFigure(view: RunView, paths: Paths): FlowFigure {
  const titles = nodeTitles(view.draft);
  const nodes = new Map(view.draft.nodes.map((node) => [node.id, node]));
  const places = paths.places.map(({ key, node: id, end, round, entries }): FlowPlace => {
    if (id === undefined) {
      const { label, tone } = WAY_ENDS[end ?? ''] ?? { label: end ?? '', tone: 'end' as const };
      return { key, label, tone, count: entries, behind: behindPlace(key, label) };
    }
    const node = nodes.get(id);
    const title = titles.get(id) ?? id;
    const label = round === 0 ? title : `${title} (round ${formatNumber(round + 1)})`;
    return { key, label, tone: node ? toneOf(node) : 'logic', count: entries, behind: behindPlace(key, `At “${label}”`) };
  });
  const labels = new Map(places.map(({ key, label }) => [key, label]));
  return {
    key: 'paths',
    title: 'Paths',
    meaning: pathsMeaning(view, paths),
    unit: 'Entries',
    places,
    ways: paths.ways.map(({ from, to, entries }) => ({
      from,
      to,
      count: entries,
      behind: {
        kind: 'customers',
        group: { kind: 'way', from, to },
        words: `From “${labels.get(from) ?? from}” to “${labels.get(to) ?? to}”`,
      },
    })),
  };
}

function behindPlace(key: string, words: string): Behind {
  return { kind: 'customers', group: { kind: 'place', key }, words };
}

function toneOf(node: RunView['draft']['nodes'][number]): Tone {
  if (node.type !== 'trigger') return TYPE_TONES[node.type];
  const kind = Object.entries(TRIGGER_TONES).find(([name]) => name === node.config['kind']);
  return kind?.[1] ?? 'intent';
}

function pathsMeaning({ result }: RunView, { places, hidden }: Paths): string {
  if (result.entries === 0) return 'No customer entered, so there are no paths.';
  const early = places.filter(({ end }) => end === 'goal' || end === 'exitWhen').reduce((sum, { entries }) => sum + entries, 0);
  const left = early > 0 ? ` ${share(early, result.entries)} left early, by the goal or the exit rule.` : '';
  const rest =
    hidden > 0 ? ` The busiest steps are drawn; ${formatCount(hidden, 'quieter one is', 'quieter ones are')} passed over.` : '';
  return `How ${formatCount(result.entries, 'entry', 'entries')} went from step to step; waits are passed over.${left}${rest}`;
}
