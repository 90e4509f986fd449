import type { LogSummary } from '../../../shared/contract/logs.js';
import { sqlText } from './customerSql.js';

export interface SqlExample {
  title: string;
  sql: string;
}

/** Questions worth asking of this very log, in its own names. */
export function examplesFor(log: LogSummary): SqlExample[] {
  const [first, second] = log.eventNames.map(({ name }) => name);
  const examples: SqlExample[] = [
    {
      title: 'Events by name',
      sql: 'select event, count(*) as events, count(distinct "userId") as customers\nfrom events\ngroup by event\norder by events desc',
    },
    {
      title: 'Events per day',
      sql: 'select cast("timestamp" as date) as day, count(*) as events\nfrom events\ngroup by day\norder by day',
    },
    {
      title: 'Busiest customers',
      sql: 'select "userId", count(*) as events, min("timestamp") as first, max("timestamp") as last\nfrom events\ngroup by "userId"\norder by events desc\nlimit 100',
    },
  ];
  if (first !== undefined && second !== undefined) {
    examples.push({
      title: `${second} but never ${first}`,
      sql: `select distinct "userId"\nfrom events\nwhere event = ${sqlText(second)}\n  and "userId" not in (select "userId" from events where event = ${sqlText(first)})`,
    });
  }
  if (log.traits.length > 0) examples.push({ title: 'Customers and their traits', sql: 'select *\nfrom customers\nlimit 100' });
  return examples;
}
