import { ChartFigure } from '../charts/ChartFigure.js';
import { FigureTable } from '../charts/FigureTable.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showMessages } from '../drawer/viewStore.js';
import { variantRows } from '../model/outcome.js';
import { share } from '../model/share.js';

const HEAD = ['E-mail', 'Sent', 'Opened', 'Clicked', 'Unsubscribed'];

/** Opens, clicks and unsubscribes as the run modelled them, in all and by variant. Shown where there is something to tell. */
export function ReactionsFigure() {
  const { result, draft } = useResults();
  const { sent, opened, clicked, unsubscribed } = result.messages;
  const reacted = opened + clicked + unsubscribed > 0;
  const variants = variantRows(result, draft);
  if (!reacted && variants.length === 0) return null;
  const all = { key: 'all', label: 'All e-mails', sent, opened, clicked, unsubscribed, node: undefined };
  const rows = [all, ...variants].map(({ key, label, node, ...row }) => ({
    key,
    label,
    values: [
      row.sent,
      ...(reacted ? [share(row.opened, row.sent), share(row.clicked, row.sent), share(row.unsubscribed, row.sent)] : []),
    ],
    onOpen: () => showMessages({ status: 'sent', node }),
  }));
  const meaning = reacted
    ? 'A model of how people react, chosen in the run’s options: not a forecast of this e-mail.'
    : 'Nobody reacts in this run; choose how customers react in the run’s options.';
  return (
    <ChartFigure title={variants.length > 0 ? 'Variants' : 'Simulated reactions'} meaning={meaning}>
      <FigureTable caption="Messages and simulated reactions" head={reacted ? HEAD : HEAD.slice(0, 2)} rows={rows} />
    </ChartFigure>
  );
}
