import { resolve } from 'node:path';
import { z } from 'zod';
import { makeSampleProject } from '../../engine/projects/samples.js';
import { projectNameOf, ProjectStore, requireSuffix } from '../../store/project/index.js';
import { onRun, withCommonOptions, type CommandHome } from '../session.js';

/** The sample that `--sample` makes: the one whose log has everything in it. */
const SAMPLE = 'demo-shop';

export function addNew(home: CommandHome): void {
  const command = withCommonOptions(
    home.program
      .command('new')
      .description('make a project')
      .argument('<PROJECT>', 'the folder to make; its name ends in .waypost')
      .option('--sample', 'fill it with the Demo shop (generated data)'),
  );
  onRun(home, command, z.looseObject({ sample: z.boolean().optional() }), async (run, { sample }, [project = '']) => {
    const folder = resolve(run.io.cwd, project);
    requireSuffix(folder);
    if (sample === true) await makeSampleProject(run.io.resourcesFolder, SAMPLE, folder, run.call);
    else ProjectStore.create(folder, { name: projectNameOf(folder) }).close();
    if (run.json) run.printJson({ project: folder, ...(sample === true && { sample: SAMPLE }) });
    else run.print(`${folder}\n`);
    return undefined;
  });
}
