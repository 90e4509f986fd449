import { existsSync } from 'node:fs';
import type { Project, SampleId } from '../../../shared/contract/projects.js';
import type { Call, Handlers, NamesOf } from '../registry.js';
import type { Services } from '../services.js';
import { Turns } from '../turns.js';
import { canonicalHandle, projectFolder } from './folders.js';
import { listSamples, makeSampleProject, sampleCopy, setCopyAside } from './samples.js';
import type { ProjectSession } from './sessions.js';

/** The procedures about the program itself and about whole projects. */
export function projectHandlers(services: Services): Handlers<NamesOf<'app'> | NamesOf<'projects'>> {
  const { host, sessions, settings, recents } = services;
  const opened = (session: ProjectSession): Project => describe(services, session);
  // Two pages that ask for the same sample must not make it at the same time.
  const samples = new Turns();
  return {
    'app.info': () => ({
      version: host.version,
      host: host.kind,
      node: process.version,
      projectsFolder: settings.projectsFolder(),
    }),
    'app.settings': () => settings.read(),
    'app.saveSettings': (input) => settings.save(input),
    'projects.samples': () => listSamples(host.resourcesFolder),
    'projects.recent': () => recents.list(),
    'projects.forget': ({ project }) => {
      recents.forget(project);
      return null;
    },
    'projects.create': async ({ name, folder }) =>
      opened(await sessions.create(projectFolder(folder ?? settings.projectsFolder(), name), { name })),
    'projects.open': ({ project }, call) => sessions.use(project, call, opened),
    'projects.openSample': ({ sample, fresh }, call) => samples.take(() => openSample(services, sample, fresh ?? false, call)),
    'projects.close': async ({ project }) => {
      await sessions.close(project);
      return null;
    },
  };
}

async function openSample(services: Services, id: SampleId, fresh: boolean, call: Call): Promise<Project> {
  const { host, sessions } = services;
  const copy = canonicalHandle(sampleCopy(host.dataFolder, id));
  if (fresh) {
    await sessions.close(copy);
    setCopyAside(host.dataFolder, id);
  }
  if (!existsSync(copy)) await makeSampleProject(host.resourcesFolder, id, copy, call);
  return sessions.use(copy, call, (session) => describe(services, session));
}

/** What a page is told of an opened project; opening also puts it at the head of the recent ones. */
function describe({ recents, takeNotes }: Services, { project, store }: ProjectSession): Project {
  const { name, sample, dataNote } = store.meta;
  recents.remember({ project, name, openedAt: new Date().toISOString(), ...(sample && { sample }) });
  return {
    project,
    name,
    notes: [...takeNotes(), ...store.notes],
    ...(sample && { sample }),
    ...(dataNote !== undefined && { dataNote }),
  };
}
