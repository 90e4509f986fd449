import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { recentProjectSchema, type RecentProject } from '../../../shared/contract/projects.js';
import { JsonFile } from '../json-file.js';

const KEPT = 30;
const entrySchema = recentProjectSchema.omit({ exists: true });
const fileSchema = z.object({ version: z.literal(1), projects: z.array(entrySchema) });
export type RecentEntry = z.infer<typeof entrySchema>;

/** The projects that were opened, latest first, in `recent.json` of the data folder. */
export class RecentProjects {
  private readonly file: JsonFile<z.infer<typeof fileSchema>>;

  constructor(dataFolder: string, onBroken: (note: string) => void) {
    this.file = new JsonFile(join(dataFolder, 'recent.json'), fileSchema, () => ({ version: 1, projects: [] }), onBroken);
  }

  list(): RecentProject[] {
    return this.file.read().projects.map((entry) => ({ ...entry, exists: existsSync(entry.project) }));
  }

  /** Puts a project at the head of the list. */
  remember(entry: RecentEntry): void {
    const others = this.file.read().projects.filter(({ project }) => project !== entry.project);
    this.file.write({ version: 1, projects: [entry, ...others].slice(0, KEPT) });
  }

  /** Takes a project off the list; its folder stays. */
  forget(project: string): void {
    const { projects } = this.file.read();
    this.file.write({ version: 1, projects: projects.filter((entry) => entry.project !== project) });
  }
}
