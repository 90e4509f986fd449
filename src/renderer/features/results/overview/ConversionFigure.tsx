import { capitalised } from '../../../../shared/condition/words/text.js';
import { BarList } from '../charts/BarList.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showCustomers } from '../drawer/viewStore.js';
import { goalOf } from '../model/journey.js';
import { conversionGroups, conversionMeaning } from '../model/outcome.js';
import { formatNumber } from '../../../ui/index.js';

/** Entries that reached the goal, of the journey and of its holdout. Shown only where the journey has a goal. */
export function ConversionFigure() {
  const { result, draft } = useResults();
  const goal = goalOf(draft);
  if (!goal) return null;
  const rows = conversionGroups(result, draft).map(({ key, label, entries, converted, share }) => ({
    key,
    label,
    count: converted,
    note: `of ${formatNumber(entries)} · ${share}`,
    color: key === 'holdout' ? 'var(--wp-family-end)' : 'var(--wp-family-purchase)',
    hint: 'Show the customers, converted first',
    onOpen: () => showCustomers({ sort: 'converted', descending: true }),
  }));
  return (
    <ChartFigure title={`${capitalised(goal.did)} within ${goal.within}`} meaning={conversionMeaning(result, draft)}>
      <BarList rows={rows} />
    </ChartFigure>
  );
}
