import { ActionIcon, Menu } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArchive,
  IconArchiveOff,
  IconCircleCheck,
  IconCircleX,
  IconCopy,
  IconDots,
  IconPencil,
  IconRoute,
  IconTrash,
} from '@tabler/icons-react';
import type { JourneySummary } from '../../../shared/contract/journeys.js';
import { hrefOf } from '../../app/route.js';
import { formatAgo, formatCount, formatDateTime, formatNumber, Pill } from '../../ui/index.js';
import classes from './journeys.module.css';

interface JourneyTableProps {
  project: string;
  journeys: readonly JourneySummary[];
  onRename: (journey: JourneySummary) => void;
  onDuplicate: (journey: JourneySummary) => void;
  onArchive: (journey: JourneySummary) => void;
  onRemove: (journey: JourneySummary) => void;
}

/** The journeys of a project: name, what `lint` says of them, size and last change. */
export function JourneyTable({ project, journeys, ...actions }: JourneyTableProps) {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Journey</th>
          <th scope="col">Check</th>
          <th scope="col" className={classes['number']}>
            Steps
          </th>
          <th scope="col">Changed</th>
          <th scope="col">
            <span className="wp-visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {journeys.map((journey) => (
          <tr key={journey.id}>
            <th scope="row">
              <a className={classes['name']} href={hrefOf({ screen: 'journey', project, journey: journey.id })}>
                <IconRoute size={18} stroke={1.6} aria-hidden />
                <span>{journey.name}</span>
              </a>
            </th>
            <td>
              <Check journey={journey} />
            </td>
            <td className={classes['number']}>{formatNumber(journey.nodes)}</td>
            <td className={classes['quiet']}>
              <time dateTime={journey.updatedAt} title={formatDateTime(journey.updatedAt)}>
                {formatAgo(journey.updatedAt)}
              </time>
            </td>
            <td className={classes['rowActions']}>
              <RowMenu journey={journey} {...actions} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Check({ journey: { errors, warnings } }: { journey: JourneySummary }) {
  if (errors === 0 && warnings === 0)
    return (
      <Pill tone="success" icon={<IconCircleCheck size={14} aria-hidden />}>
        ready
      </Pill>
    );
  return (
    <span className={classes['checks']}>
      {errors > 0 && (
        <Pill tone="error" icon={<IconCircleX size={14} aria-hidden />}>
          {formatCount(errors, 'error')}
        </Pill>
      )}
      {warnings > 0 && (
        <Pill tone="warning" icon={<IconAlertTriangle size={14} aria-hidden />}>
          {formatCount(warnings, 'warning')}
        </Pill>
      )}
    </span>
  );
}

type RowMenuProps = { journey: JourneySummary } & Pick<JourneyTableProps, 'onRename' | 'onDuplicate' | 'onArchive' | 'onRemove'>;

function RowMenu({ journey, onRename, onDuplicate, onArchive, onRemove }: RowMenuProps) {
  const isArchived = journey.archivedAt !== undefined;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${journey.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onRename(journey)}>
          Rename…
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => onDuplicate(journey)}>
          Duplicate
        </Menu.Item>
        <Menu.Item
          leftSection={isArchived ? <IconArchiveOff size={16} aria-hidden /> : <IconArchive size={16} aria-hidden />}
          onClick={() => onArchive(journey)}
        >
          {isArchived ? 'Take out of the archive' : 'Archive'}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onRemove(journey)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
