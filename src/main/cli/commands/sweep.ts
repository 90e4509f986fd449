import { z } from 'zod';
import { sweepJourney } from '../../engine/comparisons/sweep.js';
import type { SweepAxis, SweepPoint } from '../../../shared/contract/comparisons.js';
import {
  journeyNumbers,
  MOST_VALUES,
  numberText,
  proposedRange,
  valuesOf,
  valueText,
  type JourneyNumber,
} from '../../../shared/journey/numbers/numbers.js';
import type { Journey } from '../../../shared/journey/schema.js';
import { comparisonOptionsSchema, lookBackOf, withComparisonOptions, withJourneys } from '../comparison-options.js';
import { UsageError } from '../failures.js';
import { onRun, withCommonOptions, type CommandHome } from '../session.js';
import { runOptions } from '../simulation-options.js';
import { splitProject } from '../source.js';
import { textTable } from '../table.js';

const optionsSchema = comparisonOptionsSchema.extend({ number: z.array(z.string()).optional() });

export function addSweep(home: CommandHome): void {
  const command = home.program
    .command('sweep')
    .description('tell what a journey does with other values of one of its numbers, or of two')
    .argument('<[PROJECT] JOURNEY.json...>', 'a project, if its log is to be used, and the journey');
  withComparisonOptions(command).option(
    '--number <PATH=VALUES...>',
    'a number by its path and, after "=", its values with commas between (default: around the present one); without it the numbers are listed',
  );
  onRun(home, withCommonOptions(command), optionsSchema, async (run, options, operands) => {
    const { project, files } = splitProject(run, operands);
    if (files.length !== 1) throw new UsageError('Name one JOURNEY.json.');
    const request = { options: runOptions(run.io, options), lookBack: lookBackOf(options) };
    await withJourneys(run, project, files, options, async ({ logs }, [journey], segments) => {
      if (!journey) throw new UsageError('Name one JOURNEY.json.');
      const numbers = journeyNumbers(journey);
      const axes = (options.number ?? []).map((text) => axisOf(text, numbers));
      if (axes.length === 0) {
        run.print(listing(numbers));
        return;
      }
      if (axes.length > 2) throw new UsageError('Name one --number or two.');
      const { points, lookBack } = await sweepJourney(
        run.io.simulator,
        { logs, draft: journey, axes, segments, ...request },
        run.call,
      );
      if (run.json) run.printJson({ lookBack, axes, points });
      else run.print(asText(journey, axes, points));
    });
    return undefined;
  });
}

function listing(numbers: readonly JourneyNumber[]): string {
  return textTable(
    ['path', 'number'],
    numbers.map((number) => [number.path, numberText(number)]),
  );
}

/** `/nodes/2/config/for=24,48` → the axis. @throws UsageError */
function axisOf(text: string, numbers: readonly JourneyNumber[]): SweepAxis {
  const [path = '', list] = text.split('=');
  const number = numbers.find((candidate) => candidate.path === path);
  if (!number) throw new UsageError(`The journey has no number at "${path}". Without --number its numbers are listed.`);
  if (list === undefined) return { path, values: valuesOf(number, proposedRange(number)) };
  const values = list.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (values.some((value) => !Number.isFinite(value)) || values.length > MOST_VALUES)
    throw new UsageError(`--number takes at most ${String(MOST_VALUES)} values with commas between, not "${list}".`);
  return { path, values };
}

const MEASURES = ['entries', 'sent', 'messaged', 'suppressed', 'converted', 'bought'] as const;

function asText(journey: Journey, axes: readonly SweepAxis[], points: readonly SweepPoint[]): string {
  const numbers = new Map(journeyNumbers(journey).map((number) => [number.path, number]));
  const rows = points.map((point) => [
    ...axes.map(({ path }, place) => {
      const number = numbers.get(path);
      return number ? valueText(number, point.values[place] ?? Number.NaN) : '';
    }),
    ...(point.refused === undefined ? MEASURES.map((measure) => point[measure]) : MEASURES.map(() => null)),
    point.refused ?? '',
  ]);
  const isAnyRefused = points.some(({ refused }) => refused !== undefined);
  const head = [...axes.map(({ path }) => numbers.get(path)?.name ?? path), ...MEASURES, ...(isAnyRefused ? ['refused'] : [])];
  return textTable(head, isAnyRefused ? rows : rows.map((row) => row.slice(0, -1)));
}
