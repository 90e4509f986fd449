import type { CustomerGroup } from '../contract/groups.js';
import type { MessageView } from './messages.js';

/** What a colour stands for: families of steps as on the canvas, and signals. */
export type Tone = 'intent' | 'engagement' | 'purchase' | 'message' | 'wait' | 'logic' | 'end' | 'warning' | 'error' | 'accent';

/** What lies behind a part of a chart: a list of messages, or of customers with what they have in common in words. */
export type Behind = { kind: 'messages'; view: MessageView } | { kind: 'customers'; group: CustomerGroup; words: string };

/** One bar: its values are stacked on one another. */
export interface FigureRow {
  key: string;
  /** As a table and a tip say it. */
  label: string;
  /** On the axis, where the label is too long for it. */
  axis?: string;
  values: readonly number[];
  /** Instead of the first series' tone. */
  tone?: Tone;
  /** Behind the number: "later", "33 %". */
  note?: string | undefined;
  behind?: Behind | undefined;
}

/** A chart of bars as data: its picture, its table, its CSV and its place in a report are all made of this. */
export interface Figure {
  /** A short name for files: "e-mails-per-day". */
  key: string;
  title: string;
  /** One line that says what it means. */
  meaning: string;
  /** `columns` stand side by side in an order; `bars` lie under one another with their names. */
  shape: 'columns' | 'bars';
  /** What a row is, then what each value counts. */
  head: readonly [string, ...string[]];
  /** By value. */
  tones: readonly Tone[];
  rows: readonly FigureRow[];
}

/** A place of a picture of flows; `depth` counts columns from the left. */
export interface FlowPlace {
  key: string;
  label: string;
  count: number;
  tone: Tone;
  behind?: Behind;
}

export interface FlowWay {
  from: string;
  to: string;
  count: number;
  behind?: Behind;
}

/** A Sankey diagram as data. */
export interface FlowFigure {
  key: string;
  title: string;
  meaning: string;
  /** What is counted: "Entries". */
  unit: string;
  places: readonly FlowPlace[];
  ways: readonly FlowWay[];
}

/** A square table of counts as data, each cell tinted by its share of its row's own. */
export interface MatrixFigure {
  key: string;
  title: string;
  meaning: string;
  labels: readonly string[];
  /** By row, then column. */
  cells: readonly (readonly { count: number; behind?: Behind }[])[];
}

/** A table as data: the first value of a row is its name. */
export interface TableOf {
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** The figures of a chart of bars as a table. */
export function figureTable({ head, rows }: Figure): TableOf {
  const hasNotes = rows.some(({ note }) => note);
  return {
    head: hasNotes ? [...head, ''] : head,
    rows: rows.map(({ label, values, note }) => [label, ...values, ...(hasNotes ? [note ?? ''] : [])]),
  };
}

/** The ways of a picture of flows as a table. */
export function flowTable({ places, ways, unit }: FlowFigure): TableOf {
  const labels = new Map(places.map(({ key, label }) => [key, label]));
  return {
    head: ['From', 'To', unit],
    rows: ways.map(({ from, to, count }) => [labels.get(from) ?? from, labels.get(to) ?? to, count]),
  };
}

/** A square table of counts as a table. */
export function matrixTable({ labels, cells }: MatrixFigure): TableOf {
  return { head: ['', ...labels], rows: cells.map((row, place) => [labels[place] ?? '', ...row.map(({ count }) => count)]) };
}
