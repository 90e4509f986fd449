import { BarList, type BarRow } from '../charts/BarList.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showMessages } from '../drawer/viewStore.js';
import { heldBackMeaning, heldBackRows, type HeldBackRow } from '../model/overview.js';

function toBar({ key, label, count }: HeldBackRow): BarRow {
  if (key === 'delayed') return { key, label, count, color: 'var(--wp-family-wait)', note: 'later' };
  const onOpen = (): void => showMessages({ status: 'suppressed', reason: key });
  return { key, label, count, color: 'var(--wp-warning)', ...(count > 0 && { onOpen, hint: 'Show these messages' }) };
}

/** Messages held back by reason, and those that quiet hours moved to later. */
export function HeldBackFigure() {
  const { result, draft } = useResults();
  return (
    <ChartFigure title="Held back" meaning={heldBackMeaning(result, draft)}>
      <BarList rows={heldBackRows(result).map(toBar)} />
    </ChartFigure>
  );
}
