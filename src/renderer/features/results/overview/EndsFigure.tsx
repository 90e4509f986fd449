import { BarList } from '../charts/BarList.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { useResults } from '../drawer/ResultsContext.js';
import { endMeaning, endRows, type EndRow } from '../model/outcome.js';
import { share } from '../model/share.js';

const COLORS: Partial<Record<EndRow['key'], string>> = {
  goal: 'var(--wp-family-purchase)',
  active: 'var(--wp-family-wait)',
  loop: 'var(--wp-error)',
};

/** How the entries ended. */
export function EndsFigure() {
  const { result } = useResults();
  const rows = endRows(result).map(({ key, label, count }) => ({
    key,
    label,
    count,
    note: share(count, result.entries),
    color: COLORS[key] ?? 'var(--wp-family-end)',
  }));
  return (
    <ChartFigure title="How it ended" meaning={endMeaning(result)}>
      <BarList rows={rows} />
    </ChartFigure>
  );
}
