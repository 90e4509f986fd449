import { ChartFigure } from '../charts/ChartFigure.js';
import { DataTable } from '../charts/DataTable.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showMessages } from '../drawer/viewStore.js';
import { variantRows } from '../../../../shared/results/outcome.js';
import { share } from '../../../../shared/results/share.js';

const HEAD = ['E-mail', 'Sent', 'Opened', 'Clicked', 'Unsubscribed'];

/** Opens, clicks and unsubscribes as the run modelled them, in all and by variant. Shown where there is something to tell. */
export function ReactionsFigure() {
  const { result, draft } = useResults();
  const { sent, opened, clicked, unsubscribed } = result.messages;
  const reacted = opened + clicked + unsubscribed > 0;
  const variants = variantRows(result, draft);
  if (!reacted && variants.length === 0) return null;
  const all = { key: 'all', label: 'All e-mails', sent, opened, clicked, unsubscribed, node: undefined, variant: undefined };
  const rows = [all, ...variants].map(({ key, label, node, variant, ...row }) => ({
    key,
    values: [
      label,
      row.sent,
      ...(reacted ? [share(row.opened, row.sent), share(row.clicked, row.sent), share(row.unsubscribed, row.sent)] : []),
    ],
    onOpen: () => showMessages({ status: 'sent', node, variant }),
  }));
  const meaning = reacted
    ? 'A model of how people react, chosen in the run’s options: not a forecast of this e-mail.'
    : 'Nobody reacts in this run; choose how customers react in the run’s options.';
  const title = variants.length > 0 ? 'Variants' : 'Simulated reactions';
  const head = reacted ? HEAD : HEAD.slice(0, 2);
  return (
    <ChartFigure
      title={title}
      meaning={meaning}
      saving={{ name: 'reactions', table: { head, rows: rows.map(({ values }) => values) } }}
    >
      <DataTable caption="Messages and simulated reactions" head={head} rows={rows} />
    </ChartFigure>
  );
}
