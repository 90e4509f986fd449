import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useHost } from '../../client/engine.js';
import { ErrorMessage, Section } from '../../ui/index.js';
import { RecentProjects } from './RecentProjects.js';
import classes from './start.module.css';
import { useShowProject } from './useShowProject.js';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Opens a project from the list of known ones, by the system's dialog where there is one, or by its path. */
export function OpenProjectDialog({ opened, onClose }: DialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Open project" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <OpenProjectForm onClose={onClose} />
    </Modal>
  );
}

function OpenProjectForm({ onClose }: { onClose: () => void }) {
  const { engine, bridge } = useHost();
  const show = useShowProject();
  const [path, setPath] = useState('');
  const open = useMutation({
    mutationFn: (project: string) => engine.call('projects.open', { project }),
    onSuccess: (project) => {
      onClose();
      show(project);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (path.trim()) open.mutate(path.trim());
  };
  const choose = async () => {
    const chosen = await bridge.chooseProject?.();
    if (chosen !== undefined) open.mutate(chosen);
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <div className={classes['fieldRow']}>
        <TextInput
          label="Project folder"
          description="A folder whose name ends in .waypost"
          placeholder="/home/ana/Waypost/Spring campaign.waypost"
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          className={classes['grow']}
          data-autofocus
        />
        {bridge.chooseProject && <Button onClick={() => void choose()}>Choose…</Button>}
        <Button type="submit" variant="filled" loading={open.isPending} disabled={!path.trim()}>
          Open
        </Button>
      </div>
      <ErrorMessage error={open.error} />
      <Section title="Recent" look="label">
        <RecentProjects onOpen={(project) => open.mutate(project)} opening={open.isPending ? open.variables : undefined} />
      </Section>
    </form>
  );
}
