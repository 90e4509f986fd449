import { z } from 'zod';
import { compareJourneys, type Compared } from '../../engine/comparisons/compare.js';
import { treatedCsv } from '../../engine/comparisons/treated-csv.js';
import { figureDifferences, figuresOf, type Figures } from '../../../shared/simulation/compare/figures.js';
import { TREATMENTS } from '../../../shared/simulation/compare/treatment.js';
import { TREATMENT_WORDS } from '../../../shared/simulation/compare/words.js';
import type { MeasuredRun } from '../../engine/simulations/simulator.js';
import { comparisonOptionsSchema, lookBackOf, withComparisonOptions, withJourneys } from '../comparison-options.js';
import { UsageError } from '../failures.js';
import { writeResult } from '../files.js';
import { onRun, withCommonOptions, type CommandHome } from '../session.js';
import { runOptions } from '../simulation-options.js';
import { splitProject } from '../source.js';
import { textTable } from '../table.js';

const optionsSchema = comparisonOptionsSchema.extend({ treated: z.string().optional() });

export function addCompare(home: CommandHome): void {
  const command = home.program
    .command('compare')
    .description('run two journeys, or two versions of one, on the same log and tell what differs')
    .argument('<[PROJECT] BEFORE.json AFTER.json...>', 'a project, if its log is to be used, and the two journeys');
  withComparisonOptions(command).option('--treated <OUT.csv>', 'write the customers who are treated differently, and how');
  onRun(home, withCommonOptions(command), optionsSchema, async (run, options, operands) => {
    const { project, files } = splitProject(run, operands);
    if (files.length !== 2) throw new UsageError('Name two journeys: BEFORE.json and AFTER.json.');
    const request = { options: runOptions(run.io, options), lookBack: lookBackOf(options) };
    const compared = await withJourneys(run, project, files, options, async ({ logs }, [before, after], segments) => {
      if (!before || !after) throw new UsageError('Name two journeys: BEFORE.json and AFTER.json.');
      return compareJourneys(run.io.simulator, { logs, before, after, segments, ...request }, run.call);
    });
    if (options.treated !== undefined) writeResult(run.io, options.treated, [treatedCsv(compared.treated)]);
    if (run.json) run.printJson(asJson(compared));
    else run.print(asText(compared));
    return undefined;
  });
}

function figures({ run, reach }: MeasuredRun): Figures {
  const [result] = run.result.journeys;
  if (!result) throw new RangeError('A run gave no result');
  return figuresOf(result, reach);
}

function asJson({ before, after, treated, lookBack }: Compared) {
  const side = (run: MeasuredRun) => ({ result: run.run.result, figures: figures(run) });
  return { lookBack, before: side(before), after: side(after), treatedDifferently: treated.counts() };
}

function asText({ before, after, treated, lookBack }: Compared): string {
  const rows = figureDifferences(figures(before), figures(after)).map(({ name, before: one, after: other }) => [
    name,
    one,
    other,
    other - one,
  ]);
  const counts = treated.counts();
  const customers = TREATMENTS.map((treatment) => [TREATMENT_WORDS[treatment], counts[treatment]]);
  return [
    textTable(['figure', 'before', 'after', 'difference'], rows),
    textTable(['customers who are treated differently', ''], customers),
    `“bought”: messages to people who had already bought, within ${lookBack}.\n`,
  ].join('\n');
}
