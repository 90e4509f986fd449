import { Button, SegmentedControl, Skeleton, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { Settings } from '../../../shared/contract/projects.js';
import { useSettings } from '../../app/appearance.js';
import { Page } from '../../app/Page.js';
import { useEngineQuery } from '../../app/queries.js';
import { useHost } from '../../client/engine.js';
import { ErrorMessage, notifyDone, notifyError, Section } from '../../ui/index.js';
import classes from './settings.module.css';

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

function isTheme(value: string): value is Settings['theme'] {
  return THEMES.some((theme) => theme.value === value);
}

type Save = ReturnType<typeof useSettings>['save'];

function Appearance({ theme, save }: { theme: Settings['theme']; save: Save }) {
  const choose = (value: string) => {
    if (isTheme(value)) save({ theme: value }).catch((error: unknown) => notifyError('The theme was not stored', error));
  };
  return (
    <Section title="Theme">
      <SegmentedControl aria-label="Theme" value={theme} onChange={choose} data={[...THEMES]} />
    </Section>
  );
}

function ProjectsFolder({ folder, fallback, save }: { folder: string; fallback: string; save: Save }) {
  const { bridge } = useHost();
  const [path, setPath] = useState(folder);
  const [error, setError] = useState<unknown>();
  const store = async (next: string) => {
    setPath(next);
    setError(undefined);
    try {
      await save({ projectsFolder: next.trim() === '' ? undefined : next.trim() });
      notifyDone(next.trim() === '' ? 'New projects go into the usual folder' : `New projects go into ${next.trim()}`);
    } catch (failure) {
      setError(failure);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void store(path);
  };
  const choose = async () => {
    const chosen = await bridge.chooseFolder?.();
    if (chosen !== undefined) await store(chosen);
  };
  return (
    <Section title="Projects folder" hint="Where new projects are put, unless another folder is chosen for one.">
      <form className={classes['row']} onSubmit={submit}>
        <TextInput
          aria-label="Projects folder"
          placeholder={fallback}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          className={classes['grow']}
        />
        {bridge.chooseFolder && <Button onClick={() => void choose()}>Choose…</Button>}
        <Button type="submit" disabled={path.trim() === folder}>
          Save
        </Button>
      </form>
      <ErrorMessage error={error} title="The folder was not stored" />
    </Section>
  );
}

const HOSTS = { desktop: 'Desktop app', web: 'Browser, served by this machine', cli: 'Command line' } as const;

function About() {
  const { data: info, error } = useEngineQuery('app.info', {});
  if (error) return <ErrorMessage error={error} />;
  if (!info) return <Skeleton height={72} />;
  return (
    <dl className={classes['about']}>
      <dt>Version</dt>
      <dd>{info.version}</dd>
      <dt>Runs in</dt>
      <dd>{HOSTS[info.host]}</dd>
      <dt>Engine</dt>
      <dd>Node {info.node.replace(/^v/, '')}</dd>
    </dl>
  );
}

/** What a person can choose about Waypost itself, and what it is. */
export function SettingsScreen() {
  const { settings, error, save } = useSettings();
  const info = useEngineQuery('app.info', {}).data;
  return (
    <Page title="Settings" narrow>
      <div className={classes['sections']}>
        {error !== null && error !== undefined && <ErrorMessage error={error} title="The settings could not be read" />}
        {settings && info ? (
          <>
            <Appearance theme={settings.theme} save={save} />
            <ProjectsFolder folder={settings.projectsFolder ?? ''} fallback={info.projectsFolder} save={save} />
          </>
        ) : (
          !error && (
            <>
              <Skeleton height={72} />
              <Skeleton height={92} />
            </>
          )
        )}
        <Section title="About Waypost" hint="Your data stays on this machine: Waypost talks to no server of anybody.">
          <About />
        </Section>
      </div>
    </Page>
  );
}
