import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { errorText } from '../../../ui/index.js';
import { PAGE_ROWS, pagesFor } from '../model/paging.js';

/** One page of rows of a long list. */
export interface Page<Row> {
  total: number;
  rows: Row[];
}

/** Where rows come from; `key` names the list, so that answers are kept by it. */
export interface PageSource<Row> {
  key: readonly unknown[];
  fetch: (offset: number, limit: number, signal: AbortSignal) => Promise<Page<Row>>;
}

export interface Pages<Row> {
  /** Rows in all; `undefined` until the first answer. */
  total: number | undefined;
  /** A row, or `undefined` while its page is on the way. */
  rowAt: (index: number) => Row | undefined;
  /** Why the rows cannot be had, for people. */
  failure: string | undefined;
}

/** The pages around the rows on the screen; page 0 is always there, because it tells how many rows there are. */
export function usePages<Row>(source: PageSource<Row>, first: number, last: number): Pages<Row> {
  const query = (page: number) => ({
    queryKey: [...source.key, page],
    queryFn: ({ signal }: { signal: AbortSignal }) => source.fetch(page * PAGE_ROWS, PAGE_ROWS, signal),
  });
  const head = useQuery({ ...query(0), placeholderData: keepPreviousData });
  const total = head.data?.total;
  const pages = pagesFor(first, last, total ?? 0).filter((page) => page > 0);
  const answers = useQueries({ queries: pages.map(query) });
  const byPage = new Map<number, Row[]>(
    answers.flatMap(({ data }, place) => {
      const page = pages[place];
      return data && page !== undefined ? [[page, data.rows] as const] : [];
    }),
  );
  if (head.data) byPage.set(0, head.data.rows);
  const error = head.error ?? answers.find((answer) => answer.error)?.error;
  return {
    total,
    rowAt: (index) => byPage.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    failure: error ? errorText(error) : undefined,
  };
}
