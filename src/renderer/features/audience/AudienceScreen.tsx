import { Button, Skeleton } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import type { Segment } from '../../../shared/contract/segments.js';
import { useCommands } from '../../app/commands.js';
import { Page } from '../../app/Page.js';
import { useProject } from '../../app/project.js';
import { useEngineQuery } from '../../app/queries.js';
import { useSegments } from '../../app/segments.js';
import { EmptyState, ErrorMessage } from '../../ui/index.js';
import { NameDialog } from '../journeys/NameDialog.js';
import classes from './audience.module.css';
import { InUseDialog } from './InUseDialog.js';
import { SegmentDialog } from './SegmentDialog.js';
import { SegmentTable } from './SegmentTable.js';
import { useSegmentActions, type SegmentActions } from './useSegmentActions.js';

type Asked =
  | { what: 'new' }
  | { what: 'edit'; segment: Segment }
  | { what: 'rename'; segment: Segment }
  | { what: 'refused'; segment: Segment; why: string }
  | undefined;

/** The named segments of the project: make, edit, rename, delete, and see how many customers are in each. */
export function AudienceScreen() {
  const { project } = useProject();
  const { error, isPending } = useEngineQuery('segments.list', { project });
  const { list = [], names } = useSegments();
  const uses = useEngineQuery('segments.uses', { project }).data ?? {};
  const actions = useSegmentActions(project);
  const [asked, setAsked] = useState<Asked>();
  const askNew = () => setAsked({ what: 'new' });
  const remove = async (segment: Segment) => {
    const why = await actions.remove(segment);
    if (why !== undefined) setAsked({ what: 'refused', segment, why });
  };
  useCommands([
    { id: 'newSegment', group: 'Audience', label: 'New segment', keys: 'n', icon: <IconPlus size={18} />, run: askNew },
  ]);
  const newButton = (
    <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={askNew}>
      New segment
    </Button>
  );
  return (
    <Page
      title="Audience"
      hint="Segments are groups of customers with a name. Every condition of every journey can ask who is in them."
      actions={list.length > 0 && newButton}
    >
      <ErrorMessage error={error} title="The segments could not be read" />
      {isPending && <Skeleton height={56} />}
      {!isPending && !error && list.length === 0 && (
        <EmptyState icon={<IconUsersGroup size={20} />} title="No segment yet" actions={newButton}>
          A segment gives a name to customers you often ask for, such as “Loyal: completed an order at least 3 times in the last
          year”. Define it once; branches, triggers and audiences then ask for it by name, and follow when you change it.
        </EmptyState>
      )}
      {list.length > 0 && (
        <div className={classes['scroll']}>
          <SegmentTable
            project={project}
            segments={list}
            names={names}
            uses={uses}
            onEdit={(segment) => setAsked({ what: 'edit', segment })}
            onRename={(segment) => setAsked({ what: 'rename', segment })}
            onRemove={(segment) => void remove(segment)}
          />
        </div>
      )}
      {asked?.what === 'refused' && (
        <InUseDialog
          project={project}
          name={asked.segment.name}
          why={asked.why}
          uses={(uses[asked.segment.id] ?? []).filter((use) => use.kind !== 'segment')}
          onClose={() => setAsked(undefined)}
        />
      )}
      <Dialogs asked={asked} actions={actions} onClose={() => setAsked(undefined)} />
    </Page>
  );
}

function Dialogs({ asked, actions, onClose }: { asked: Asked; actions: SegmentActions; onClose: () => void }) {
  const { list = [], names } = useSegments();
  switch (asked?.what) {
    case 'new':
      return <SegmentDialog all={list} names={names} onSave={actions.create} onClose={onClose} />;
    case 'edit':
      return (
        <SegmentDialog
          segment={asked.segment}
          all={list}
          names={names}
          onSave={(name, condition) => actions.change(asked.segment, name, condition)}
          onClose={onClose}
        />
      );
    case 'rename':
      return (
        <NameDialog
          title="Rename segment"
          confirm="Rename"
          initial={asked.segment.name}
          onConfirm={(name) => actions.rename(asked.segment.id, name)}
          onClose={onClose}
        />
      );
    case 'refused':
    case undefined:
      return null;
  }
}
