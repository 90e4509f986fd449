import { existsSync, readdirSync, readFileSync, renameSync, rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../../../shared/contract/error.js';
import { SAMPLE_IDS, sampleSchema, type Sample, type SampleId } from '../../../shared/contract/projects.js';
import { emailSettingsSchema, NO_EMAIL_SETTINGS, type EmailSettings } from '../../../shared/email/template.js';
import { journeyDraftSchema, type JourneyDraft } from '../../../shared/journey/schema.js';
import { LogStore } from '../../store/log/index.js';
import { PROJECT_SUFFIX, ProjectStore } from '../../store/project/index.js';
import { addShippedTemplates } from '../emails/shipped.js';
import type { Call } from '../registry.js';

const manifestSchema = sampleSchema.extend({ files: z.object({ events: z.string(), customers: z.string() }) });
type Manifest = z.infer<typeof manifestSchema>;

/** The samples that ship, in `<resources>/samples`. */
export function listSamples(resourcesFolder: string): Sample[] {
  return SAMPLE_IDS.map((id) => sampleSchema.parse(readManifest(resourcesFolder, id)));
}

/** Where a person's own copy of a sample lies. */
export function sampleCopy(dataFolder: string, id: SampleId): string {
  return join(dataFolder, 'samples', `${id}${PROJECT_SUFFIX}`);
}

/** Makes way for a new copy of a sample. What the person changed in the old one stays beside it, until the next time. */
export function setCopyAside(dataFolder: string, id: SampleId): void {
  const copy = sampleCopy(dataFolder, id);
  if (!existsSync(copy)) return;
  const aside = join(dataFolder, 'samples', `${id}.previous${PROJECT_SUFFIX}`);
  rmSync(aside, { recursive: true, force: true });
  renameSync(copy, aside);
}

/**
 * Makes a project of a sample with the ordinary importer. The folder appears when all of it is there.
 * @throws EngineError `notFound` when the sample does not ship with this copy of Waypost; what importing throws.
 */
export async function makeSampleProject(resourcesFolder: string, id: SampleId, folder: string, call: Call): Promise<void> {
  if (existsSync(folder)) throw new EngineError('conflict', `${folder} exists already. Choose another name or folder.`);
  const manifest = readManifest(resourcesFolder, id);
  const unfinished = folder.slice(0, -PROJECT_SUFFIX.length) + `.unfinished-${String(process.pid)}${PROJECT_SUFFIX}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  try {
    const store = ProjectStore.create(unfinished, { name: manifest.name, sample: id, dataNote: manifest.dataNote });
    try {
      for (const draft of readJourneys(resourcesFolder, id)) {
        store.journeys.create(draft);
        addShippedTemplates(store, resourcesFolder, draft);
      }
      store.templates.saveSettings(readEmailSettings(resourcesFolder, id));
      await importLog(resourcesFolder, manifest, unfinished, call);
    } finally {
      store.close();
    }
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function importLog(resourcesFolder: string, manifest: Manifest, project: string, call: Call): Promise<void> {
  const source = join(resourcesFolder, 'samples', manifest.id);
  const log = await LogStore.open(project);
  try {
    const files = { events: [join(source, manifest.files.events)], customers: join(source, manifest.files.customers) };
    await log.import(files, call);
  } finally {
    await log.close();
  }
}

function readManifest(resourcesFolder: string, id: SampleId): Manifest {
  const path = join(resourcesFolder, 'samples', id, 'sample.json');
  if (!existsSync(path))
    throw new EngineError('notFound', `The sample "${id}" is not part of this copy of Waypost: ${path} is missing.`);
  return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** What all messages of the sample's shop have in common. */
function readEmailSettings(resourcesFolder: string, id: SampleId): EmailSettings {
  const path = join(resourcesFolder, 'samples', id, 'email.json');
  return existsSync(path) ? emailSettingsSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : NO_EMAIL_SETTINGS;
}

/** In the order of their file names. */
function readJourneys(resourcesFolder: string, id: SampleId): JourneyDraft[] {
  const folder = join(resourcesFolder, 'samples', id, 'journeys');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return names.map((name) => journeyDraftSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}
