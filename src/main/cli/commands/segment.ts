import { z } from 'zod';
import { countCondition, type Counted } from '../../engine/simulations/use-cases.js';
import { loadCondition } from '../documents.js';
import { UsageError } from '../failures.js';
import { writeResult } from '../files.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';
import { openSource, splitProject } from '../source.js';
import { csvLine } from '../../../shared/csv.js';

const optionsSchema = z.looseObject({
  events: z.array(z.string()).optional(),
  customers: z.string().optional(),
  at: z.string().optional(),
  customersOut: z.string().optional(),
});
type Options = z.infer<typeof optionsSchema>;

export function addSegment(home: CommandHome): void {
  const command = withCommonOptions(
    home.program
      .command('segment')
      .description('tell which customers satisfy a condition')
      .argument('<[PROJECT] CONDITION.json...>', 'a project, if its log is to be used, and the condition')
      .option('--events <FILE...>', 'read this log instead of a project')
      .option('--customers <FILE>', 'customers and their traits, with --events')
      .option('--at <ISO>', 'when it is asked (default: at the last event)')
      .option('--customers-out <OUT.csv>', 'write their userIds'),
  );
  onRun(home, command, optionsSchema, async (run, options, operands) => {
    const { project, files } = splitProject(run, operands);
    const [file, ...others] = files;
    if (file === undefined || others.length > 0) throw new UsageError('Name one CONDITION.json.');
    const { matching, ever, customers, at } = await count(run, project, file, options);
    if (options.customersOut !== undefined)
      writeResult(run.io, options.customersOut, [['userId'], ...matching.map((userId) => [userId])].map(csvLine));
    const instant = new Date(at).toISOString();
    if (run.json) run.printJson({ at: instant, matching: matching.length, ever, customers });
    else
      run.print(
        `${String(matching.length)} of ${String(customers)} customers at ${instant}; ${String(ever)} at least once by then.\n`,
      );
    return undefined;
  });
}

async function count(run: CommandRun, project: string | undefined, file: string, options: Options): Promise<Counted> {
  const source = await openSource(run, project, options);
  try {
    const condition = loadCondition(run.io, file, source.segments);
    const request = { logs: source.logs, condition, segments: source.segments, timezone: undefined, at: options.at };
    return await countCondition(run.io.simulator, request, run.call);
  } finally {
    await source.close();
  }
}
