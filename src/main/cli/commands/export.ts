import { resolve } from 'node:path';
import { Option } from 'commander';
import { z } from 'zod';
import { JOURNEY_EXPORT_FORMATS } from '../../../shared/contract/journeys.js';
import { exportJourney, segmentNames } from '../../engine/journeys/export.js';
import { ProjectStore } from '../../store/project/index.js';
import { writeResult } from '../files.js';
import { onRun, withCommonOptions, type CommandHome } from '../session.js';

const optionsSchema = z.looseObject({ journey: z.string(), format: z.enum(JOURNEY_EXPORT_FORMATS), out: z.string().optional() });

export function addExport(home: CommandHome): void {
  const command = withCommonOptions(
    home.program
      .command('export')
      .description('write a journey of a project as a file')
      .argument('<PROJECT>', 'the .waypost folder')
      .requiredOption('--journey <ID>', 'the id of the journey')
      .addOption(new Option('--format <FORMAT>', 'the format').choices([...JOURNEY_EXPORT_FORMATS]).makeOptionMandatory())
      .option('--out <FILE>', 'the file to write (default: stdout)'),
  );
  onRun(home, command, optionsSchema, ({ io, json, print, printJson }, { journey, format, out }, [project = '']) => {
    const store = ProjectStore.openToRead(resolve(io.cwd, project));
    try {
      const { text } = exportJourney(store.journeys.get(journey).draft, format, segmentNames(store));
      if (out === undefined) print(text);
      else writeResult(io, out, [text]);
      if (out !== undefined && json) printJson({ file: resolve(io.cwd, out) });
      return undefined;
    } finally {
      store.close();
    }
  });
}
