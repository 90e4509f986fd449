import type { EngineHost } from './engine.js';
import { Notices } from './notices.js';
import { RecentProjects } from './projects/recents.js';
import { ProjectSessions } from './projects/sessions.js';
import { SettingsFile } from './projects/settings.js';
import { Simulator } from './simulations/simulator.js';

/** What the handlers of all capabilities work with. */
export interface Services {
  host: EngineHost;
  sessions: ProjectSessions;
  settings: SettingsFile;
  recents: RecentProjects;
  notices: Notices;
  simulator: Simulator;
  /** Notes for the person that no call has carried yet; the next project that is opened does. */
  takeNotes: () => string[];
}

export function createServices(host: EngineHost): Services {
  const notes: string[] = [];
  const note = (text: string): void => {
    console.error(text);
    notes.push(text);
  };
  return {
    host,
    sessions: new ProjectSessions(),
    settings: new SettingsFile(host.dataFolder, note),
    recents: new RecentProjects(host.dataFolder, note),
    notices: new Notices(),
    simulator: new Simulator(),
    takeNotes: () => notes.splice(0),
  };
}
