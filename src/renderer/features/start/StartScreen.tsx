import { Button, Skeleton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconFolderOpen, IconPlus } from '@tabler/icons-react';
import { openDialog } from '../../app/dialogs.js';
import { useEngineQuery } from '../../app/queries.js';
import { useHost } from '../../client/engine.js';
import { ErrorMessage, Section } from '../../ui/index.js';
import { HowItWorks } from './HowItWorks.js';
import { RecentProjects } from './RecentProjects.js';
import { SampleCard } from './SampleCard.js';
import classes from './start.module.css';
import { useShowProject } from './useShowProject.js';

function Samples() {
  const { data, error, isPending } = useEngineQuery('projects.samples', {});
  if (isPending)
    return (
      <div className={classes['samples']}>
        <Skeleton height={172} />
        <Skeleton height={172} />
      </div>
    );
  if (error) return <ErrorMessage error={error} title="The samples could not be read" />;
  return (
    <div className={classes['samples']}>
      {data.map((sample) => (
        <SampleCard key={sample.id} sample={sample} />
      ))}
    </div>
  );
}

function Projects() {
  const { engine } = useHost();
  const show = useShowProject();
  const open = useMutation({
    mutationFn: (project: string) => engine.call('projects.open', { project }),
    onSuccess: (project) => show(project),
  });
  return (
    <Section
      title="Your projects"
      actions={
        <>
          <Button leftSection={<IconFolderOpen size={16} aria-hidden />} onClick={() => openDialog('openProject')}>
            Open project
          </Button>
          <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => openDialog('newProject')}>
            New project
          </Button>
        </>
      }
    >
      <ErrorMessage error={open.error} title="The project could not be opened" />
      <RecentProjects onOpen={open.mutate} opening={open.isPending ? open.variables : undefined} />
    </Section>
  );
}

/** The first screen: what Waypost does, samples to look around in, projects to go on with. */
export function StartScreen() {
  return (
    <div className={classes['start']}>
      <div className={classes['hero']}>
        <div className={classes['heroInner']}>
          <h1>Know what a journey will do before anyone gets an e-mail</h1>
          <p>
            Draw it, replay it against your own behaviour log, and see who would have got which message, when and why. Nothing
            leaves this machine.
          </p>
          <HowItWorks />
        </div>
      </div>
      <div className={classes['columns']}>
        <Section title="Look around in a sample" hint="Your own copy, to change as you like.">
          <Samples />
        </Section>
        <Projects />
      </div>
    </div>
  );
}
