import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconFolderOff, IconX } from '@tabler/icons-react';
import { createContext, useContext, useState, type ReactNode } from 'react';
import type { LogSummary } from '../../shared/contract/logs.js';
import type { Project } from '../../shared/contract/projects.js';
import { EmptyState, errorText, Message } from '../ui/index.js';
import { useEngineQuery } from './queries.js';
import { navigate } from './router.js';
import classes from './shell.module.css';

const ProjectContext = createContext<Project | undefined>(undefined);

/** The project that is open. @throws Error outside a screen of a project. */
export function useProject(): Project {
  const project = useContext(ProjectContext);
  if (!project) throw new Error('useProject needs a ProjectGate above it');
  return project;
}

/** The open project, or `undefined` on screens without one. */
export function useProjectIfAny(): Project | undefined {
  return useContext(ProjectContext);
}

/** What the open project's log holds; `undefined` while it is read. */
export function useLogSummary(): LogSummary | undefined {
  const { project } = useProject();
  return useEngineQuery('logs.summary', { project }).data;
}

export function ProjectProvider({ project, children }: { project: Project | undefined; children: ReactNode }) {
  return <ProjectContext value={project}>{children}</ProjectContext>;
}

interface ProjectGateProps {
  opening: boolean;
  error: unknown;
  onRetry: () => void;
  project: Project | undefined;
  children: ReactNode;
}

/** Shows a screen of a project once the project is open; says why when it cannot be opened. */
export function ProjectGate({ opening, error, onRetry, project, children }: ProjectGateProps) {
  if (opening) {
    return (
      <div className={classes['center']} role="status">
        <Loader aria-hidden /> <span>Opening the project…</span>
      </div>
    );
  }
  if (!project) {
    return (
      <div className={classes['center']}>
        <EmptyState
          icon={<IconFolderOff size={20} />}
          title="This project could not be opened"
          level={1}
          actions={
            <>
              <Button onClick={onRetry}>Try again</Button>
              <Button variant="filled" onClick={() => navigate({ screen: 'start' })}>
                Choose another project
              </Button>
            </>
          }
        >
          <span role="alert">{errorText(error)}</span>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={classes['gate']}>
      <ProjectNotes key={project.project} notes={project.notes} />
      {children}
    </div>
  );
}

/** What was mended on opening, until it is read and closed. */
function ProjectNotes({ notes }: { notes: readonly string[] }) {
  const [open, setOpen] = useState(true);
  if (!open || notes.length === 0) return null;
  const close = (
    <ActionIcon aria-label="Close this note" onClick={() => setOpen(false)}>
      <IconX size={16} />
    </ActionIcon>
  );
  return (
    <div className={classes['notes']}>
      <Message tone="warning" action={close}>
        {notes.join('\n')}
      </Message>
    </div>
  );
}
