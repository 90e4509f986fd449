import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';
import { SaveMenu, type Saving } from './SaveMenu.js';
import classes from './charts.module.css';

interface ChartFigureProps {
  title: string;
  /** One line that says what the chart means. */
  meaning: ReactNode;
  /** The same figures as a table; without one there is no switch, because the figure is text already. */
  table?: ReactNode;
  /** What can be saved of it. */
  saving?: Saving | undefined;
  /** Controls at the right of the title. */
  controls?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** A chart with its title, one line of meaning, its figures as a table at the press of a button, and its files. */
export function ChartFigure({ title, meaning, table, saving, controls, className, children }: ChartFigureProps) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const label = asTable ? `Show “${title}” as a chart` : `Show “${title}” as a table`;
  return (
    <section className={[classes['figure'], className].filter(Boolean).join(' ')} aria-labelledby={id}>
      <div className={classes['head']}>
        <h3 id={id} className={classes['title']} title={title}>
          {title}
        </h3>
        {table !== undefined && (
          <Tooltip label={asTable ? 'As a chart' : 'As a table'}>
            <ActionIcon size="sm" className={classes['tool'] ?? ''} aria-label={label} onClick={() => setAsTable(!asTable)}>
              {asTable ? <IconChartBar size={15} /> : <IconTable size={15} />}
            </ActionIcon>
          </Tooltip>
        )}
        {saving && <SaveMenu title={title} saving={saving} />}
        {controls && <div className={classes['controls']}>{controls}</div>}
      </div>
      <div className={classes['body']}>
        {asTable ? (
          <div className={classes['tableBox']} tabIndex={0} role="group" aria-labelledby={id}>
            {table}
          </div>
        ) : (
          children
        )}
      </div>
      <div className={classes['meaning']}>{meaning}</div>
    </section>
  );
}
