import { ActionIcon, Loader, Skeleton, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconFlask, IconFolder, IconFolderOff, IconShoppingCart, IconX } from '@tabler/icons-react';
import type { RecentProject } from '../../../shared/contract/projects.js';
import { queryKeyOf, useEngineQuery } from '../../app/queries.js';
import { useHost } from '../../client/engine.js';
import { EmptyState, ErrorMessage, formatAgo, formatDateTime, notifyError } from '../../ui/index.js';
import classes from './start.module.css';

interface RecentProjectsProps {
  onOpen: (project: string) => void;
  /** The project that is being opened now. */
  opening: string | undefined;
}

/** Projects that were open before, the latest first; each can be opened or taken off the list (which deletes nothing). */
export function RecentProjects({ onOpen, opening }: RecentProjectsProps) {
  const { data, error, isPending } = useEngineQuery('projects.recent', {});
  const forget = useForget();
  if (isPending)
    return (
      <div className={classes['recents']}>
        <Skeleton height={48} />
        <Skeleton height={48} />
        <Skeleton height={48} />
      </div>
    );
  if (error) return <ErrorMessage error={error} title="The list of recent projects could not be read" />;
  if (data.length === 0) {
    return (
      <EmptyState compact title="No projects yet">
        Open a sample to look around, or make a new project for your own data.
      </EmptyState>
    );
  }
  return (
    <ul className={classes['recents']}>
      {data.map((recent) => (
        <RecentRow key={recent.project} recent={recent} onOpen={onOpen} onForget={forget} opening={opening === recent.project} />
      ))}
    </ul>
  );
}

function useForget(): (project: string) => void {
  const { engine } = useHost();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (project: string) => engine.call('projects.forget', { project }),
    onSuccess: () => queries.invalidateQueries({ queryKey: queryKeyOf('projects.recent', {}) }),
    onError: (error) => notifyError('The project stays on the list', error),
  });
  return mutate;
}

interface RecentRowProps {
  recent: RecentProject;
  onOpen: (project: string) => void;
  onForget: (project: string) => void;
  opening: boolean;
}

function iconOf(recent: RecentProject) {
  if (!recent.exists) return <IconFolderOff size={18} stroke={1.6} aria-hidden />;
  if (recent.sample === 'demo-shop') return <IconFlask size={18} stroke={1.6} aria-hidden />;
  if (recent.sample === 'corner-grocery') return <IconShoppingCart size={18} stroke={1.6} aria-hidden />;
  return <IconFolder size={18} stroke={1.6} aria-hidden />;
}

function RecentRow({ recent, onOpen, onForget, opening }: RecentRowProps) {
  const { project, name, exists, openedAt, sample } = recent;
  return (
    <li className={classes['recent']} data-missing={!exists || undefined}>
      <button
        type="button"
        className={classes['recentMain']}
        onClick={() => onOpen(project)}
        disabled={!exists || opening}
        title={project}
      >
        {opening ? <Loader size={18} aria-hidden /> : iconOf(recent)}
        <span className={classes['recentText']}>
          <span className={classes['recentName']}>
            {name}
            {sample && <small> sample</small>}
          </span>
          <span className={classes['recentPath']}>{exists ? project : `Not found at ${project}`}</span>
        </span>
        <time dateTime={openedAt} title={formatDateTime(openedAt)}>
          {formatAgo(openedAt)}
        </time>
      </button>
      <Tooltip label="Remove from this list (deletes nothing)">
        <ActionIcon
          className={classes['recentForget']}
          aria-label={`Remove ${name} from the list`}
          onClick={() => onForget(project)}
        >
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
