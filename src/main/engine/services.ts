import { DeliveryKeeper } from './delivery/keeper.js';
import { Secrets } from './delivery/secrets.js';
import type { EngineHost } from './engine.js';
import { LogLint } from './journeys/log-lint.js';
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
  /** For what nobody waits for. */
  background: Simulator;
  logLint: LogLint;
  delivery: DeliveryKeeper;
  /** Notes for the person that no call has carried yet; the next project that is opened does. */
  takeNotes: () => string[];
}

export function createServices(host: EngineHost): Services {
  // A simulation that somebody waits for never stands in a queue behind a check: that has a worker of its own.
  const background = new Simulator(1);
  const notes: string[] = [];
  const note = (text: string): void => {
    console.error(text);
    notes.push(text);
  };
  const notices = new Notices();
  const simulator = new Simulator();
  const delivery = new DeliveryKeeper(simulator, notices, new Secrets(host.secrets, host.keepSecret));
  return {
    host,
    sessions: new ProjectSessions({
      opened: (session) => {
        delivery.opened(session);
      },
      closing: (session) => delivery.closing(session),
    }),
    settings: new SettingsFile(host.dataFolder, note),
    recents: new RecentProjects(host.dataFolder, note),
    notices,
    simulator,
    delivery,
    background,
    logLint: new LogLint(background),
    takeNotes: () => notes.splice(0),
  };
}
