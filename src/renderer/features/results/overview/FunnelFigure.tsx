import { BarList } from '../charts/BarList.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showCustomers, showMessages } from '../drawer/viewStore.js';
import { replayLine } from '../model/outcome.js';
import { funnelMeaning, funnelSteps, type FunnelStep } from '../model/overview.js';
import { share } from '../model/share.js';
import { useSentByNode } from './useSentByNode.js';

const COLORS: Record<FunnelStep['kind'], string> = {
  entered: 'var(--wp-family-intent)',
  email: 'var(--wp-family-message)',
  goal: 'var(--wp-family-purchase)',
};

function open(step: FunnelStep): void {
  if (step.kind === 'email') showMessages({ status: 'sent', node: step.node });
  else showCustomers({ sort: step.kind === 'goal' ? 'converted' : 'entries', descending: true });
}

function hintOf(step: FunnelStep): string {
  if (step.kind === 'email') return `Show the messages of “${step.label}”`;
  return step.kind === 'goal' ? 'Show the customers, converted first' : 'Show the customers who entered';
}

/** Where they went: entries, each e-mail in the order of the journey, the goal. */
export function FunnelFigure() {
  const { result, draft } = useResults();
  const steps = funnelSteps(result, draft, useSentByNode());
  const rows = steps.map((step) => ({
    key: step.key,
    label: step.label,
    count: step.count,
    color: COLORS[step.kind],
    hint: hintOf(step),
    onOpen: () => open(step),
    note: step.kind === 'goal' ? share(step.count, result.entries) : undefined,
  }));
  const goal = steps.some(({ kind }) => kind === 'goal');
  return (
    <ChartFigure
      title="Where they went"
      meaning={`${funnelMeaning(result)} ${goal ? replayLine(draft) : 'The journey has no goal, so conversions are not counted.'}`}
    >
      <BarList rows={rows} />
    </ChartFigure>
  );
}
