import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useEngineQuery } from '../../app/queries.js';
import { useHost } from '../../client/engine.js';
import { ErrorMessage } from '../../ui/index.js';
import classes from './start.module.css';
import { useShowProject } from './useShowProject.js';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Asks for the name and the place of a new project. */
export function NewProjectDialog({ opened, onClose }: DialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="New project" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      <NewProjectForm onClose={onClose} />
    </Modal>
  );
}

function NewProjectForm({ onClose }: { onClose: () => void }) {
  const { engine, bridge } = useHost();
  const show = useShowProject();
  const projectsFolder = useEngineQuery('app.info', {}).data?.projectsFolder;
  const [name, setName] = useState('');
  const [folder, setFolder] = useState('');
  const create = useMutation({
    mutationFn: () => engine.call('projects.create', { name: name.trim(), ...(folder.trim() ? { folder: folder.trim() } : {}) }),
    onSuccess: (project) => {
      onClose();
      show(project, 'import');
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate();
  };
  const choose = async () => {
    const chosen = await bridge.chooseFolder?.();
    if (chosen !== undefined) setFolder(chosen);
  };
  return (
    <form className={classes['form']} onSubmit={submit}>
      <TextInput
        label="Name"
        placeholder="Spring campaign"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={120}
        data-autofocus
        required
        withAsterisk={false}
      />
      <div className={classes['fieldRow']}>
        <TextInput
          label="Folder"
          description="The project becomes a folder of its own in here."
          placeholder={projectsFolder ?? ''}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
          className={classes['grow']}
        />
        {bridge.chooseFolder && <Button onClick={() => void choose()}>Choose…</Button>}
      </div>
      <ErrorMessage error={create.error} />
      <div className={classes['formEnd']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" loading={create.isPending} disabled={!name.trim()}>
          Create project
        </Button>
      </div>
    </form>
  );
}
