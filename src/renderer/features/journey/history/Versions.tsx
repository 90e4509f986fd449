import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconBookmark, IconDots, IconGitCompare, IconPencil, IconRestore, IconTrash } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import type { JourneyVersion } from '../../../../shared/contract/journeys.js';
import { useEngineQuery } from '../../../app/queries.js';
import { useHost } from '../../../client/engine.js';
import { ErrorMessage, formatAgo, formatCount, formatDateTime, Section } from '../../../ui/index.js';
import { useOpenJourney } from '../EditorContext.js';
import { showVersion } from './historyStore.js';
import classes from './history.module.css';
import { useVersionActions } from './useVersionActions.js';

/** The states of the journey that were kept under a name: keep, compare, restore. */
export function Versions() {
  const { project, journeyId } = useOpenJourney();
  const { data: versions = [], error } = useEngineQuery('journeys.versions', { project, id: journeyId });
  return (
    <Section
      title="Versions"
      look="label"
      hint="Every change is saved by itself. Keep a state under a name to compare with it or come back to it."
      className={classes['section']}
    >
      <KeepVersion />
      <ErrorMessage error={error} title="The versions could not be read" />
      {versions.length > 0 && (
        <ul className={classes['versions']} aria-label="Versions, the latest first">
          {versions.map((version) => (
            <VersionRow key={version.version} version={version} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function KeepVersion() {
  const { keep } = useVersionActions();
  const [name, setName] = useState('');
  const kept = useMutation({ mutationFn: keep, onSuccess: () => setName('') });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() !== '') kept.mutate(name.trim());
  };
  return (
    <>
      <form className={classes['keep']} onSubmit={submit}>
        <TextInput
          id="keep-version"
          aria-label="Name of the version to keep"
          placeholder="Name this state, such as “Before the sale”"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="light"
          leftSection={<IconBookmark size={14} aria-hidden />}
          loading={kept.isPending}
          disabled={name.trim() === ''}
        >
          Keep
        </Button>
      </form>
      <ErrorMessage error={kept.error} title="The version was not kept" />
    </>
  );
}

const icon = { size: 16, 'aria-hidden': true } as const;

function VersionRow({ version }: { version: JourneyVersion }) {
  const { restore, remove } = useVersionActions();
  const [renaming, setRenaming] = useState(false);
  if (renaming) return <RenameRow version={version} onDone={() => setRenaming(false)} />;
  const { name, savedAt, nodes } = version;
  return (
    <li className={classes['version']}>
      <button type="button" className={classes['open']} title="Compare with now" onClick={() => showVersion(version.version)}>
        <span className={classes['name']}>{name}</span>
        <small>
          <time dateTime={savedAt} title={formatDateTime(savedAt)}>
            {formatAgo(savedAt)}
          </time>
          {` · ${formatCount(nodes, 'step')}`}
        </small>
      </button>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={`Actions for the version ${name}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconGitCompare {...icon} />} onClick={() => showVersion(version.version)}>
            Compare with now
          </Menu.Item>
          <Menu.Item leftSection={<IconRestore {...icon} />} onClick={() => void restore(version)}>
            Restore
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setRenaming(true)}>
            Rename…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => void remove(version)}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function RenameRow({ version, onDone }: { version: JourneyVersion; onDone: () => void }) {
  const { engine } = useHost();
  const { project, journeyId } = useOpenJourney();
  const [name, setName] = useState(version.name);
  const rename = useMutation({
    mutationFn: () =>
      engine.call('journeys.renameVersion', { project, id: journeyId, version: version.version, name: name.trim() }),
    onSuccess: onDone,
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() !== '') rename.mutate();
  };
  return (
    <li>
      <form className={classes['keep']} onSubmit={submit}>
        <TextInput
          ref={(field) => field?.focus()}
          aria-label="New name of the version"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onDone();
          }}
        />
        <Button type="submit" loading={rename.isPending} disabled={name.trim() === ''}>
          Rename
        </Button>
      </form>
      <ErrorMessage error={rename.error} title="The version was not renamed" />
    </li>
  );
}
