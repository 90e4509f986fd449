import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconForms, IconPencil, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { describeCondition, type Names } from '../../../shared/condition/words/index.js';
import type { Segment, SegmentUse } from '../../../shared/contract/segments.js';
import { useLogSummary } from '../../app/project.js';
import { useEngineQuery } from '../../app/queries.js';
import { errorText, formatCount, formatNumber, formatPercent } from '../../ui/index.js';
import classes from './audience.module.css';

interface RowActions {
  onEdit: (segment: Segment) => void;
  onRename: (segment: Segment) => void;
  onRemove: (segment: Segment) => void;
}

interface SegmentTableProps extends RowActions {
  project: string;
  segments: readonly Segment[];
  names: Names;
  uses: Readonly<Record<string, readonly SegmentUse[]>>;
}

/** The segments of a project: what they are called, what they mean, and how many customers are in them. */
export function SegmentTable({ project, segments, names, uses, ...actions }: SegmentTableProps) {
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">Segment</th>
          <th scope="col" className={classes['number']}>
            In it now
          </th>
          <th scope="col" className={classes['number']}>
            Ever were
          </th>
          <th scope="col">Used in</th>
          <th scope="col">
            <span className="wp-visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {segments.map((segment) => (
          <tr key={segment.id}>
            <th scope="row">
              <div className={classes['name']}>
                <IconUsersGroup size={18} stroke={1.6} aria-hidden />
                <div>
                  <button type="button" className={classes['open']} onClick={() => actions.onEdit(segment)}>
                    {segment.name}
                  </button>
                  <p className={classes['words']}>{`Customers who: ${describeCondition(segment.condition, names)}`}</p>
                </div>
              </div>
            </th>
            <Counts project={project} segment={segment} />
            <td className={classes['quiet']}>{usesText(uses[segment.id])}</td>
            <td className={classes['rowActions']}>
              <RowMenu segment={segment} {...actions} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function usesText(uses: readonly SegmentUse[] | undefined): string {
  return uses && uses.length > 0 ? formatCount(uses.length, 'place') : 'nothing yet';
}

/** Two cells: customers at the end of the log, and at any time. Without a log there is nobody to count. */
function Counts({ project, segment }: { project: string; segment: Segment }) {
  const log = useLogSummary();
  const hasLog = log !== undefined && log.events > 0;
  const { data, error } = useEngineQuery('segments.count', { project, id: segment.id }, { enabled: hasLog, keepPrevious: true });
  if (error)
    return (
      <td colSpan={2} className={classes['number']}>
        <span className={classes['faulty']} title={errorText(error)}>
          cannot be counted
        </span>
      </td>
    );
  if (!data) {
    const text = hasLog || log === undefined ? '…' : '–';
    return (
      <>
        <td className={classes['number']}>{text}</td>
        <td className={classes['number']}>{text}</td>
      </>
    );
  }
  return (
    <>
      <Count count={data.now} customers={data.customers} />
      <Count count={data.ever} customers={data.customers} />
    </>
  );
}

function Count({ count, customers }: { count: number; customers: number }) {
  return (
    <td className={classes['number']}>
      {formatNumber(count)}
      {customers > 0 && <small>{formatPercent(count / customers)}</small>}
    </td>
  );
}

function RowMenu({ segment, onEdit, onRename, onRemove }: RowActions & { segment: Segment }) {
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${segment.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onEdit(segment)}>
          Edit…
        </Menu.Item>
        <Menu.Item leftSection={<IconForms size={16} aria-hidden />} onClick={() => onRename(segment)}>
          Rename…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onRemove(segment)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
