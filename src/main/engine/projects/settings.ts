import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { settingsSchema, type Settings } from '../../../shared/contract/projects.js';
import { JsonFile } from '../json-file.js';
import { defaultDataFolder } from '../process/locations.js';

/** The person's settings, in `settings.json` of the data folder. */
export class SettingsFile {
  private readonly file: JsonFile<Settings>;

  constructor(
    private readonly dataFolder: string,
    onBroken: (note: string) => void,
  ) {
    this.file = new JsonFile(join(dataFolder, 'settings.json'), settingsSchema, () => settingsSchema.parse({}), onBroken);
  }

  read(): Settings {
    return this.file.read();
  }

  save(settings: Settings): Settings {
    this.file.write(settings);
    return settings;
  }

  /** Where new projects are put unless another folder is chosen. */
  projectsFolder(): string {
    return this.read().projectsFolder ?? defaultProjectsFolder(this.dataFolder);
  }
}

/** Among the person's documents; beside the data where Waypost was told to keep those in another place. */
function defaultProjectsFolder(dataFolder: string): string {
  if (dataFolder !== defaultDataFolder({ ...process.env, WAYPOST_DATA: undefined })) return join(dataFolder, 'projects');
  const documents = join(homedir(), 'Documents');
  return existsSync(documents) ? join(documents, 'Waypost') : join(homedir(), 'Waypost');
}
