import { basename, resolve } from 'node:path';
import { Option } from 'commander';
import { z } from 'zod';
import { isIanaZone } from '../../../shared/condition/schema.js';
import {
  FILE_FORMATS,
  mappingSchema,
  PROPERTY_TYPES,
  type ImportInput,
  type ImportReport,
} from '../../../shared/contract/logs.js';
import { previewFile } from '../../store/log/index.js';
import { loadShape } from '../documents.js';
import { EXIT, UsageError } from '../failures.js';
import type { CliIo } from '../io.js';
import { openProject } from '../project.js';
import { onRun, withCommonOptions, type CommandHome, type CommandRun } from '../session.js';

const optionsSchema = z.looseObject({
  events: z.array(z.string()),
  customers: z.string().optional(),
  format: z.enum(FILE_FORMATS).optional(),
  map: z.string().optional(),
  timezone: z.string().optional(),
  type: z.array(z.string()).optional(),
  replace: z.boolean().optional(),
  strict: z.boolean().optional(),
});
type Options = z.infer<typeof optionsSchema>;

export function addImport(home: CommandHome): void {
  const command = withCommonOptions(
    home.program
      .command('import')
      .description('take a behaviour log into a project')
      .argument('<PROJECT>', 'the .waypost folder')
      .requiredOption('--events <FILE...>', 'the log: CSV, NDJSON, JSON or Parquet, gzipped too')
      .option('--customers <FILE>', 'customers and their traits')
      .addOption(new Option('--format <FORMAT>', 'the format of the log (default: told by the file)').choices([...FILE_FORMATS]))
      .option('--map <MAPPING.json>', 'where the fields are')
      .option('--timezone <ZONE>', 'the zone of times without an offset (default: UTC)')
      .option('--type <column=type...>', `force a column to a type: ${PROPERTY_TYPES.join(', ')}`)
      .option('--replace', 'replace the log instead of adding to it')
      .option('--strict', 'exit with 1 when rows were rejected'),
  );
  onRun(home, command, optionsSchema, async (run, options, [folder = '']) => {
    const project = resolve(run.io.cwd, folder);
    const input = importInput(run.io, project, options);
    if (input.mapping === undefined) await tellKnownFormat(run, input.events);
    const { log, close } = await openProject(run, project);
    try {
      const report = await log.import(input, run.call);
      printReport(run, report);
      if (report.read === 0)
        run.note(`There are no rows in ${listed(options.events)}, only a header. Export the log again, or choose another file.`);
      return options.strict === true && report.rejected > 0 ? EXIT.problems : EXIT.done;
    } finally {
      await close();
    }
  });
}

function importInput(io: CliIo, project: string, options: Options): ImportInput {
  const { events, customers, format, map, timezone, type, replace } = options;
  if (timezone !== undefined && !isIanaZone(timezone)) {
    throw new UsageError(`--timezone takes a time zone such as Europe/Berlin, not "${timezone}".`);
  }
  return {
    project,
    events: events.map((file) => resolve(io.cwd, file)),
    ...(customers !== undefined && { customers: resolve(io.cwd, customers) }),
    ...(format && { format }),
    ...(map !== undefined && { mapping: loadShape(io, map, mappingSchema, 'The mapping') }),
    ...(timezone !== undefined && { timezone }),
    ...(type && { types: Object.fromEntries(type.map(typeOption)) }),
    ...(replace !== undefined && { replace }),
  };
}

function typeOption(text: string): [string, (typeof PROPERTY_TYPES)[number]] {
  const at = text.lastIndexOf('=');
  const type = PROPERTY_TYPES.find((each) => each === text.slice(at + 1));
  if (at < 1 || !type)
    throw new UsageError(
      `--type takes column=type with one of ${PROPERTY_TYPES.join(', ')}, such as price=number. "${text}" is not that.`,
    );
  return [text.slice(0, at), type];
}

/** The importer maps known formats by itself; the person should see how. */
async function tellKnownFormat(run: CommandRun, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const { knownFormat, mapping } = await previewFile(file);
    if (knownFormat !== undefined) run.note(`${file}: ${knownFormat}, read with the mapping ${JSON.stringify(mapping)}`);
  }
}

function listed(files: readonly string[]): string {
  return files.map((file) => basename(file)).join(', ');
}

function printReport(run: CommandRun, report: ImportReport): void {
  if (run.json) {
    run.printJson(report);
    return;
  }
  const number = (value: number): string => value.toLocaleString('en');
  run.print(`${number(report.imported)} events imported of ${number(report.read)} read`);
  run.print(`; ${number(report.duplicates)} duplicates, ${number(report.rejected)} rejected.\n`);
  run.print(`${number(report.customers)} customers, ${report.from ?? 'no time'} to ${report.to ?? 'no time'}\n`);
  if (report.rejectedFile !== null) run.note(`The rejected rows are in ${report.rejectedFile}`);
}
