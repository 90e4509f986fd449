import { journeyToSvg, escapeXml as text } from '../journey/export/svg.js';
import { describeSettings } from '../journey/words/settings.js';
import { rememberingWords } from '../journey/words/step.js';
import { readingOrder } from '../journey/words/journey.js';
import type { Names } from '../condition/words/index.js';
import type { CustomerRow } from '../contract/simulations.js';
import { formatCount, formatDateTime, formatNumber, formatPeriod } from '../format.js';
import type { JourneyDraft } from '../journey/schema.js';
import type { JourneyResult, SimulationResult } from '../simulation/result.js';
import { overlayOf } from '../simulation/overlay.js';
import type { TableOf } from './figure.js';
import type { RunView } from './figures.js';
import { journeyFigures } from './journeyFigures.js';
import { suppressedCount } from './overview.js';
import { REPORT_STYLE } from './reportStyle.js';
import { share } from './share.js';

/** A chart of a report: its picture as the text of an SVG, and its figures. */
export interface ReportChart {
  title: string;
  meaning: string;
  /** Made by a chart library of our own data; the only part of a report that is taken as markup. */
  svg: string;
  table: TableOf;
}

export interface ReportInput {
  view: RunView;
  run: SimulationResult;
  names: Names;
  /** How customers react and whether addresses were asked for, in a sentence each. */
  options: readonly string[];
  charts: readonly ReportChart[];
  /** Only where the person asked for them; `total` may be more than the rows. */
  customers?: { rows: readonly CustomerRow[]; total: number } | undefined;
  /** ISO instant, and the program's name and version. */
  madeAt: string;
  madeBy: string;
}

const CAUTION =
  'A replay shows what would have been sent, beside what these customers then did by themselves. Nobody got any of these messages, so nothing here was caused by them: a conversion is counted, never claimed. An effect can be measured only against customers who were held out while messages were really sent.';

/**
 * A journey with its simulation as one HTML page that needs nothing else: no scripts, no network, every text escaped. It is
 * laid out for paper too.
 */
export function reportHtml(input: ReportInput): string {
  const { view, customers } = input;
  const title = `${view.draft.name || 'Unnamed journey'} – simulation`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${text(title)}</title><style>${REPORT_STYLE}</style></head><body><main>`,
    head(input),
    keyFigures(view.result),
    `<p class="caution">${text(CAUTION)}</p>`,
    drawing(view, input.names),
    steps(view, input.names),
    section('Settings', `<ul>${describeSettings(view.draft, input.names).map(item).join('')}</ul>`),
    section('Results', input.charts.map(chart).join('')),
    customers ? customerSection(customers, view.charts.zone) : '',
    '</main></body></html>',
    '',
  ].join('\n');
}

function item(words: string): string {
  return `<li>${text(words)}</li>`;
}

function section(title: string, body: string): string {
  return `<section><h2>${text(title)}</h2>${body}</section>`;
}

function head({ view, run, options, madeAt, madeBy }: ReportInput): string {
  const { zone } = view.charts;
  const facts: [string, string][] = [
    ['Period', `${formatPeriod(run.from, run.to, zone)} (${zone})`],
    ['Log', `${formatCount(run.log.events, 'event')} of ${formatCount(run.log.customers, 'customer')}`],
    ['Seed', formatNumber(run.seed)],
    ...(run.journeys.length > 1 ? ([['Together with', formatCount(run.journeys.length - 1, 'other journey')]] as const) : []),
    ...options.map((words): [string, string] => ['', words]),
    ['Made', `${formatDateTime(madeAt, zone)} by ${madeBy}`],
  ].map(([name = '', words = '']) => [name, words]);
  const rows = facts.map(([name, words]) => `<div><dt>${text(name)}</dt><dd>${text(words)}</dd></div>`);
  return `<header><h1>${text(view.draft.name || 'Unnamed journey')}</h1><dl class="facts">${rows.join('')}</dl></header>`;
}

function keyFigures(result: JourneyResult): string {
  const held = suppressedCount(result);
  const { sent } = result.messages;
  const figures: [string, string, string][] = [
    [formatNumber(result.customers), 'customers entered', formatCount(result.entries, 'entry', 'entries')],
    [formatNumber(sent), 'e-mails sent', ''],
    [formatNumber(held), 'held back', sent + held > 0 ? share(held, sent + held) : ''],
    [formatNumber(result.converted), 'reached the goal', share(result.converted, result.entries)],
    [formatNumber(result.active), 'still on the way', ''],
  ];
  const parts = figures.map(
    ([count, what, note]) => `<div><b>${text(count)}</b><span>${text(what)}</span><small>${text(note)}</small></div>`,
  );
  return `<div class="key">${parts.join('')}</div>`;
}

function drawing({ draft, result, charts }: RunView, names: Names): string {
  const overlay = overlayOf(draft, result, new Map(Object.entries(charts.perNode)));
  // The drawing's own ids are unique in the page: it is the only one of its kind.
  return section('The journey', `<div class="drawing">${journeyToSvg(draft, names, journeyFigures(overlay))}</div>`);
}

function steps({ draft, result, charts }: RunView, names: Names): string {
  const words = rememberingWords(names)(draft);
  const rows = readingOrder(draft).map((node): (string | number)[] => {
    const { title, detail, ways = {} } = words(node);
    const mail = Object.hasOwn(charts.perNode, node.id) ? charts.perNode[node.id] : undefined;
    const what = [detail, ...Object.values(ways)].filter(Boolean).join('; ');
    return [title, what, result.nodes[node.id]?.reached ?? 0, mail?.sent ?? '', mail?.suppressed ?? ''];
  });
  return section('Step by step', table({ head: ['Step', 'What it does', 'Arrivals', 'Sent', 'Held back'], rows }));
}

function table({ head: names, rows }: TableOf): string {
  const cell = (value: string | number): string =>
    typeof value === 'number' ? `<td class="count">${text(formatNumber(value))}</td>` : `<td>${text(value)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('');
  const isCount = (place: number): boolean => rows.some((row) => typeof row[place] === 'number');
  const heads = names.map((name, place) => `<th${isCount(place) ? ' class="count"' : ''}>${text(name)}</th>`).join('');
  return `<table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`;
}

function chart({ title, meaning, svg, table: figures }: ReportChart): string {
  const folded = `<details><summary>The figures as a table</summary>${table(figures)}</details>`;
  return `<article><h3>${text(title)}</h3><figure>${svg}<figcaption>${text(meaning)}</figcaption></figure>${folded}</article>`;
}

function customerSection({ rows, total }: NonNullable<ReportInput['customers']>, zone: string): string {
  const lines = rows.map(({ userId, firstEntry, entries, sent, suppressed, converted }) => [
    userId,
    firstEntry === null ? '' : formatDateTime(firstEntry, zone),
    entries,
    sent,
    suppressed,
    converted,
  ]);
  const rest =
    total > rows.length ? `<p>The first ${text(formatNumber(rows.length))} of ${text(formatCount(total, 'customer'))}.</p>` : '';
  const head = ['Customer', 'First entered', 'Entries', 'Sent', 'Held back', 'Converted'];
  return section('Customers', `${table({ head, rows: lines })}${rest}`);
}

/** What a file of a journey's report is called, without an ending. */
export function reportName({ name }: Pick<JourneyDraft, 'name'>): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${words || 'journey'}-report`;
}
