import { useMemo } from 'react';
import { useScheme } from '../../../ui/index.js';
import { ChartFigure } from '../charts/ChartFigure.js';
import { EChart } from '../charts/EChart.js';
import { FigureTable } from '../charts/FigureTable.js';
import { useBarOption } from '../charts/useBarOption.js';
import { useResults } from '../drawer/ResultsContext.js';
import { showCustomers } from '../drawer/viewStore.js';
import { perCustomerBars, perCustomerMeaning } from '../model/overview.js';

const openCustomers = (): void => showCustomers({ sort: 'sent', descending: true });

/** How many e-mails each customer got, and the most in a week. */
export function PerCustomerFigure() {
  const { run, draft } = useResults();
  const { families } = useScheme();
  const color = families.engagement.fill;
  const bars = useMemo(() => perCustomerBars(run.charts), [run]);
  const model = useMemo(
    () => ({
      labels: bars.map(({ label }) => ({ axis: label, tip: label === '1' ? '1 e-mail' : `${label} e-mails` })),
      series: [{ name: 'customers', color, values: bars.map(({ customers }) => customers) }],
      hint: 'Click for the customers',
    }),
    [bars, color],
  );
  const option = useBarOption(model);
  const meaning = perCustomerMeaning(run.charts, draft);
  const rows = bars.map(({ label, customers }) => ({ key: label, label, values: [customers], onOpen: openCustomers }));
  return (
    <ChartFigure
      title="E-mails per customer"
      meaning={meaning}
      table={<FigureTable caption="Customers by the e-mails they got" head={['E-mails', 'Customers']} rows={rows} />}
    >
      <EChart
        option={option}
        label={`Bar chart of customers by the number of e-mails they got. ${meaning}`}
        onPick={openCustomers}
      />
    </ChartFigure>
  );
}
