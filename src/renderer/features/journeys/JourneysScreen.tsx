import { Button, FileButton, Skeleton } from '@mantine/core';
import { IconFileImport, IconMapRoute, IconPlus, IconRoute, IconToolsKitchen2 } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { JourneySummary } from '../../../shared/contract/journeys.js';
import { useCommands } from '../../app/commands.js';
import { Page } from '../../app/Page.js';
import { useLogSummary, useProject } from '../../app/project.js';
import { useEngineQuery } from '../../app/queries.js';
import { hrefOf } from '../../app/route.js';
import { EmptyState, ErrorMessage, formatCount, Message, Section } from '../../ui/index.js';
import { GuideOffer, useBeginGuide } from '../guide/index.js';
import { RecipeDialog, RecipeGallery } from '../gallery/index.js';
import { freeName } from './freeName.js';
import classes from './journeys.module.css';
import { JourneyTable } from './JourneyTable.js';
import { NameDialog } from './NameDialog.js';
import { useJourneyActions } from './useJourneyActions.js';

type Asked = { what: 'new' } | { what: 'recipe' } | { what: 'rename'; journey: JourneySummary } | undefined;

function useJourneys(project: string) {
  const { data, error, isPending } = useEngineQuery('journeys.list', { project });
  const journeys = useMemo(() => data ?? [], [data]);
  const names = useMemo(() => journeys.map(({ name }) => name), [journeys]);
  const active = journeys.filter(({ archivedAt }) => archivedAt === undefined);
  const archived = journeys.filter(({ archivedAt }) => archivedAt !== undefined);
  return { active, archived, names, error, isPending };
}

/** The journeys of the project: make, open, rename, duplicate, delete, take from a file. */
export function JourneysScreen() {
  const { project } = useProject();
  const { active, archived, names, error, isPending } = useJourneys(project);
  const actions = useJourneyActions(project, names);
  const [asked, setAsked] = useState<Asked>();
  const picker = useRef<HTMLButtonElement>(null);
  const beginGuide = useBeginGuide(project, names);
  const askNew = () => setAsked({ what: 'new' });
  useCommands([
    { id: 'new', group: 'Journeys', label: 'New journey', keys: 'n', icon: <IconPlus size={18} />, run: askNew },
    {
      id: 'recipe',
      group: 'Journeys',
      label: 'New journey from a recipe',
      icon: <IconToolsKitchen2 size={18} />,
      run: () => setAsked({ what: 'recipe' }),
    },
    {
      id: 'guide',
      group: 'Journeys',
      label: 'Show me how: a guided first journey',
      icon: <IconMapRoute size={18} />,
      run: beginGuide,
    },
    {
      id: 'import',
      group: 'Journeys',
      label: 'Import a journey from a file',
      menu: 'importJourney',
      icon: <IconFileImport size={18} />,
      run: () => picker.current?.click(),
    },
  ]);
  const rowActions = {
    onRename: (journey: JourneySummary) => setAsked({ what: 'rename', journey }),
    onDuplicate: (journey: JourneySummary) => void actions.duplicate(journey),
    onArchive: (journey: JourneySummary) => void actions.archive(journey),
    onRemove: (journey: JourneySummary) => void actions.remove(journey),
  };
  const buttons = (
    <>
      <FileButton accept=".json,application/json" multiple onChange={(files) => void actions.importFiles(files)}>
        {(props) => (
          <Button {...props} ref={picker} leftSection={<IconFileImport size={16} aria-hidden />}>
            Import from file
          </Button>
        )}
      </FileButton>
      {active.length > 0 && (
        <>
          <Button leftSection={<IconToolsKitchen2 size={16} aria-hidden />} onClick={() => setAsked({ what: 'recipe' })}>
            From a recipe
          </Button>
          <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={askNew}>
            New journey
          </Button>
        </>
      )}
    </>
  );
  return (
    <Page
      title="Journeys"
      hint="Each one starts at a trigger in the log and leads customers through waits, branches and e-mails."
      actions={buttons}
    >
      <NoDataYet project={project} />
      <GuideOffer taken={names} />
      {error ? <ErrorMessage error={error} title="The journeys could not be read" /> : null}
      {isPending && (
        <div className={classes['loading']}>
          <Skeleton height={44} />
          <Skeleton height={44} />
          <Skeleton height={44} />
        </div>
      )}
      {!isPending && !error && active.length === 0 && (
        <>
          <NoJourneys onNew={askNew} />
          <Section title="Or start from a recipe" hint="Choose one, and change it as you like.">
            <RecipeGallery taken={names} />
          </Section>
        </>
      )}
      {active.length > 0 && <JourneyTable project={project} journeys={active} {...rowActions} />}
      {archived.length > 0 && (
        <details className={classes['archive']}>
          <summary>{`Archive · ${formatCount(archived.length, 'journey')}`}</summary>
          <JourneyTable project={project} journeys={archived} {...rowActions} />
        </details>
      )}
      {asked?.what === 'recipe' && <RecipeDialog taken={names} onClose={() => setAsked(undefined)} />}
      {asked?.what === 'new' && (
        <NameDialog
          title="New journey"
          confirm="Create journey"
          initial={freeName('New journey', names)}
          onConfirm={actions.create}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.what === 'rename' && (
        <NameDialog
          title="Rename journey"
          confirm="Rename"
          initial={asked.journey.name}
          onConfirm={(name) => actions.rename(asked.journey.id, name)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Page>
  );
}

function NoJourneys({ onNew }: { onNew: () => void }) {
  return (
    <EmptyState
      compact
      icon={<IconRoute size={20} />}
      title="No journey yet"
      actions={
        <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={onNew}>
          New journey
        </Button>
      }
    >
      A journey begins with a trigger, such as “added to the cart and did not order for 24 hours”. Draw what follows, and simulate
      it to see who would have got which e-mail.
    </EmptyState>
  );
}

/** A journey can be drawn without data, but not simulated: says so, once, with the way out. */
function NoDataYet({ project }: { project: string }) {
  const summary = useLogSummary();
  if (!summary || summary.events > 0) return null;
  return (
    <div className={classes['noData']}>
      <Message
        tone="info"
        title="This project has no behaviour log yet"
        action={
          <Button component="a" href={hrefOf({ screen: 'import', project })}>
            Import data
          </Button>
        }
      >
        You can draw journeys now; simulating them needs the log of what customers did.
      </Message>
    </div>
  );
}
