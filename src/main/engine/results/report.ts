import { durationMs } from '../../../shared/condition/duration.js';
import type { Names } from '../../../shared/condition/words/index.js';
import type { CustomerRow } from '../../../shared/contract/simulations.js';
import {
  conversionFigure,
  endsFigure,
  funnelFigure,
  goalTimesFigure,
  heldBackFigure,
  overlapFigure,
  perCustomerFigure,
  perDayFigure,
  perHourFigure,
  stagesFigure,
  type RunView,
} from '../../../shared/results/figures.js';
import { journeyToSvg } from '../../../shared/journey/export/svg.js';
import { journeyFigures } from '../../../shared/results/journeyFigures.js';
import { overlayOf } from '../../../shared/simulation/overlay.js';
import { pathsFigure } from '../../../shared/results/flow.js';
import { reportHtml, reportName, type ReportChart } from '../../../shared/results/report.js';
import type { Call } from '../registry.js';
import { runCharts } from '../simulations/charts.js';
import { CustomerTable } from '../simulations/customer-table.js';
import { entriesOf, playbackOf } from '../simulations/kept.js';
import type { RunSpec } from '../simulations/protocol.js';
import type { KeptRun } from '../simulations/runs.js';
import type { Simulator } from '../simulations/simulator.js';
import { figureChart, flowChart, matrixChart } from './chart-svg.js';
import { membersOf } from './groups.js';
import { outcomesOf } from './outcomes.js';
import { overlapOf } from './overlap.js';
import { JourneyPaths } from './paths.js';

/** What segments are called, by their ids. */
export function segmentNamesFrom(names: Readonly<Record<string, string>> = {}): Names {
  return { segment: (id) => (Object.hasOwn(names, id) ? names[id] : undefined) };
}

/** So many customers are listed, where they are asked for. */
const MOST_CUSTOMERS = 2_000;

export interface ReportRequest {
  kept: KeptRun;
  /** Place of the journey in the run. */
  journey: number;
  /** Whether customers are listed by their ids. */
  customers: boolean;
  names: Names;
  /** Of the program. */
  version: string;
  /** Epoch ms. */
  now: number;
}

/** A run of a journey as one HTML page (see `reportHtml`), by the name of its file. @throws EngineError `cancelled`. */
export async function writeReport(
  simulator: Simulator,
  request: ReportRequest,
  call: Call,
): Promise<{ fileName: string; text: string }> {
  const { kept, journey: place, names, version, now } = request;
  const { result: run, spec } = kept.run;
  const view = viewOf(kept, place);
  const charts = await chartsOf(simulator, kept, place, view, call);
  const customers = request.customers ? await customersOf(simulator, kept, place, call) : undefined;
  const text = reportHtml({
    view,
    run,
    names,
    options: optionWords(spec),
    charts,
    customers,
    madeAt: new Date(now).toISOString(),
    madeBy: `Waypost ${version}`,
  });
  return { fileName: `${reportName(view.draft)}.html`, text };
}

/** The simulated journey as an SVG with its counts. */
export function writeDrawing(kept: KeptRun, place: number, names: Names): { fileName: string; text: string } {
  const { draft, result, charts } = viewOf(kept, place);
  const overlay = overlayOf(draft, result, new Map(Object.entries(charts.perNode)));
  return { fileName: `${reportName(draft)}.svg`, text: journeyToSvg(draft, names, journeyFigures(overlay)) };
}

function viewOf({ run }: KeptRun, place: number): RunView {
  const { messages, log, journeys, spec, result: all } = run;
  const [draft, result] = [journeys[place], all.journeys[place]];
  const charts = runCharts({ journeys, messages, customerCount: log.customerCount, ...spec.period })[place];
  if (!draft || !result || !charts) throw new RangeError(`The run has no journey ${String(place)}`);
  // What was simulated is whole: as a draft it has the same settings, unread.
  return { draft: structuredClone(draft), result, charts };
}

async function chartsOf(simulator: Simulator, kept: KeptRun, place: number, view: RunView, call: Call): Promise<ReportChart[]> {
  const { run } = kept;
  const { journey, moves } = await playbackOf(simulator, kept, place, call);
  const paths = new JourneyPaths(journey, moves).counts();
  const within = journey.settings?.goal?.within;
  const outcomes = outcomesOf(
    await entriesOf(simulator, kept, call),
    place,
    within === undefined ? undefined : durationMs(within),
  );
  const flow = pathsFigure(view, paths);
  const figures = [
    stagesFigure(view, paths),
    funnelFigure(view),
    heldBackFigure(view),
    perDayFigure(view),
    perHourFigure(view),
    perCustomerFigure(view),
    conversionFigure(view),
    goalTimesFigure(view, outcomes),
    endsFigure(view),
  ].flatMap((figure) => (figure && figure.rows.length > 0 ? [figureChart(figure)] : []));
  const nameOf = (id: string): string => run.journeys.find((other) => other.id === id)?.name ?? id;
  return [
    ...figures.slice(0, 2),
    ...(flow.ways.length > 0 ? [flowChart(flow)] : []),
    ...figures.slice(2),
    ...(run.journeys.length > 1 ? [matrixChart(overlapFigure(overlapOf(run), nameOf))] : []),
  ];
}

async function customersOf(
  simulator: Simulator,
  kept: KeptRun,
  place: number,
  call: Call,
): Promise<{ rows: CustomerRow[]; total: number }> {
  const table = new CustomerTable(kept.run, await entriesOf(simulator, kept, call), place);
  const members = await membersOf(simulator, kept, place, { kind: 'entered' }, call);
  return table.page({ sort: 'firstEntry', descending: false, group: { key: 'entered', members } }, 0, MOST_CUSTOMERS);
}

function optionWords({ requireAddress, responses }: RunSpec): string[] {
  const reactions = {
    none: 'Nobody reacts to the simulated e-mails.',
    rates: 'Customers react at chosen rates: a model, not a forecast.',
    history: 'Customers react as their past e-mails tell: a model, not a forecast.',
  };
  return [reactions[responses.mode], ...(requireAddress ? ['Customers without an address get nothing.'] : [])];
}
