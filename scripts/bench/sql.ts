/**
 * The benchmark's questions as DuckDB SQL over a table `log(userId, event, timestamp, …)`. Each question has one or more ways to ask
 * it, as good as we can write them; the fastest of them is what the simulator is compared with. Every way gives one row: how many
 * firings, of how many customers, and the sum of their instants in epoch ms, so that two answers that agree are the same answer.
 *
 * They use what the generated log promises: no two events of a customer at one instant.
 */

/** One way to ask a question. */
export interface Query {
  name: string;
  sql: string;
}

const SUMMARY = 'select count(*) as firings, count(distinct userId) as customers, sum(epoch_ms(due)) as instants from';
const LAST_INSTANT = '(select max(timestamp) from log)';

/** Carts left for `hours`: added a product, and neither another one nor an order within that time. Rows `userId, s, e`: true from `s` to `e`. */
function abandonedSpans(hours: number): string {
  return `
    select userId, timestamp + interval ${hours} hour as s, coalesce(next, timestamp 'infinity') as e
    from (
      select userId, event, timestamp, lead(timestamp) over (partition by userId order by timestamp) as next
      from log where event in ('Product Added', 'Order Completed')
    )
    where event = 'Product Added' and (next is null or next > timestamp + interval ${hours} hour)
      and timestamp + interval ${hours} hour <= ${LAST_INSTANT}`;
}

/** Recipe 2, `abandoned` as a trigger: at `hours` after each last product added with no order since. */
export function abandonedCart(hours: number): Query[] {
  return [
    { name: 'next event by window', sql: `${SUMMARY} (select userId, s as due from (${abandonedSpans(hours)}))` },
    {
      name: 'no later event by anti-join',
      sql: `${SUMMARY} (
        select a.userId, a.timestamp + interval ${hours} hour as due from log a
        where a.event = 'Product Added' and a.timestamp + interval ${hours} hour <= ${LAST_INSTANT}
          and not exists (
            select 1 from log b where b.userId = a.userId and b.event in ('Product Added', 'Order Completed')
              and b.timestamp > a.timestamp and b.timestamp <= a.timestamp + interval ${hours} hour
          ))`,
    },
  ];
}

/** At every view: were there more than `views` in the last seven days, this one included? */
export function manyViews(views: number): Query[] {
  return [
    {
      name: 'count by range window',
      sql: `${SUMMARY} (
        select userId, timestamp as due,
          count(*) over (partition by userId order by timestamp range between interval 604799999 milliseconds preceding and current row) as n
        from log where event = 'Product Viewed'
      ) where n > ${views}`,
    },
    {
      name: 'age of an earlier view by lag',
      sql: `${SUMMARY} (
        select userId, timestamp as due, lag(timestamp, ${views}) over (partition by userId order by timestamp) as earlier
        from log where event = 'Product Viewed'
      ) where earlier > due - interval 7 day`,
    },
  ];
}

/** Spans that touch or overlap become one: `from` has rows `userId, s, e` with ascending ends. */
function merged(from: string): string {
  return `
    select userId, min(s) as s, max(e) as e from (
      select userId, s, e, sum(fresh) over (partition by userId order by s) as island from (
        select *, (s > coalesce(lag(e) over (partition by userId order by s), timestamp '1970-01-01'))::integer as fresh
        from (${from}) where s < e
      )
    ) group by userId, island`;
}

/** When the customer had more than three views within seven days. */
function viewSpans(only: string): string {
  return merged(`
    select userId, timestamp as s, lag(timestamp, 3) over (partition by userId order by timestamp) + interval 7 day as e
    from log where event = 'Product Viewed' ${only}`);
}

/** When none of the customer's last three promotions was opened. */
function unopenedSpans(only: string): string {
  return merged(`
    select userId, s, least(coalesce(next, timestamp 'infinity'), coalesce(opened, timestamp 'infinity')) as e from (
      select userId, timestamp as s, row_number() over sent as k, lead(timestamp) over sent as next,
        min(first_open) over (partition by userId order by timestamp rows between 2 preceding and current row) as opened
      from log left join (
        select email_id, min(timestamp) as first_open from log where event = 'Email Opened' group by email_id
      ) using (email_id)
      where event = 'Email Sent' and topic = 'promotion' ${only}
      window sent as (partition by userId order by timestamp)
    ) where k >= 3`);
}

function reEngagementBy(viewsOf: string, mailOf: string, carts: string, mails: string): string {
  return `
    with carts as ${carts} (${abandonedSpans(48)}),
      mails as ${mails} (${unopenedSpans(mailOf)}),
      views as (${viewSpans(viewsOf)})
    ${SUMMARY} (
      select userId, greatest(carts.s, mails.s, views.s) as due
      from carts join mails using (userId) join views using (userId)
      where greatest(carts.s, mails.s, views.s) < least(carts.e, mails.e, views.e)
        and greatest(carts.s, mails.s, views.s) <= ${LAST_INSTANT}
    )`;
}

/**
 * Recipe 4, `becomes`: more than three views in a week, none of the last three promotions opened, and a cart left for 48 hours. Each
 * part is true over spans of time; their overlaps begin where the whole turns true.
 */
export function reEngagement(): Query[] {
  return [
    { name: 'overlap of spans', sql: reEngagementBy('', '', '', '') },
    {
      name: 'overlap of spans, fewer customers with each part',
      sql: reEngagementBy('and userId in (select userId from mails)', 'and userId in (select userId from carts)', '', ''),
    },
    {
      name: 'overlap of spans, fewer customers with each part, parts kept',
      sql: reEngagementBy(
        'and userId in (select userId from mails)',
        'and userId in (select userId from carts)',
        'materialized',
        'materialized',
      ),
    },
  ];
}
