import { Button, Skeleton } from '@mantine/core';
import { IconLayoutGrid, IconMail, IconPlus, IconSettings } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { TemplateSummary } from '../../../../shared/contract/emails.js';
import { useCommands } from '../../../app/commands.js';
import { Page } from '../../../app/Page.js';
import { useProject } from '../../../app/project.js';
import { useEngineQuery } from '../../../app/queries.js';
import { EmptyState, ErrorMessage, Section } from '../../../ui/index.js';
import { InUseDialog } from '../../audience/InUseDialog.js';
import { freeName } from '../../journeys/freeName.js';
import { NameDialog } from '../../journeys/NameDialog.js';
import { SettingsDialog } from '../settings/SettingsDialog.js';
import classes from './list.module.css';
import { StarterDialog, StarterGallery } from './StarterGallery.js';
import { TemplateCards } from './TemplateCards.js';
import { useTemplateActions } from './useTemplateActions.js';

type Asked =
  | { what: 'new' | 'starter' | 'settings' }
  | { what: 'rename'; template: TemplateSummary }
  | { what: 'refused'; template: TemplateSummary; why: string }
  | undefined;

/** The e-mails of the project: make, open, rename, duplicate, delete; and what all of them have in common. */
export function EmailsScreen() {
  const { project } = useProject();
  const { data, error, isPending } = useEngineQuery('templates.list', { project });
  const templates = useMemo(() => data ?? [], [data]);
  const names = useMemo(() => templates.map(({ name }) => name), [templates]);
  const actions = useTemplateActions(project, names);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const group = 'E-mails';
  useCommands([
    { id: 'new', group, label: 'New e-mail', keys: 'n', icon: <IconPlus size={18} />, run: () => setAsked({ what: 'new' }) },
    {
      id: 'starter',
      group,
      label: 'New e-mail from a starting template',
      icon: <IconLayoutGrid size={18} />,
      run: () => setAsked({ what: 'starter' }),
    },
    {
      id: 'settings',
      group,
      label: 'Sender, postal address and discounts',
      icon: <IconSettings size={18} />,
      run: () => setAsked({ what: 'settings' }),
    },
  ]);
  const remove = async (template: TemplateSummary) => {
    const why = await actions.remove(template);
    if (why !== undefined) setAsked({ what: 'refused', template, why });
  };
  const choose = (starter: string, name: string) => actions.create(name, starter);
  return (
    <Page
      title="E-mails"
      hint="What steps of journeys send. Written once, with each customer’s own name, products and offers."
      actions={
        <>
          <Button leftSection={<IconSettings size={16} aria-hidden />} onClick={() => setAsked({ what: 'settings' })}>
            Sender and discounts
          </Button>
          {templates.length > 0 && (
            <>
              <Button leftSection={<IconLayoutGrid size={16} aria-hidden />} onClick={() => setAsked({ what: 'starter' })}>
                From a starting template
              </Button>
              <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({ what: 'new' })}>
                New e-mail
              </Button>
            </>
          )}
        </>
      }
    >
      {error ? <ErrorMessage error={error} title="The e-mails could not be read" /> : null}
      {isPending && (
        <div className={classes['cards']}>
          <Skeleton height={280} />
          <Skeleton height={280} />
          <Skeleton height={280} />
        </div>
      )}
      {!isPending && !error && templates.length === 0 && (
        <>
          <NoEmails onNew={() => setAsked({ what: 'new' })} />
          <Section title="Or start with one of these" hint="Choose one, and change it as you like.">
            <StarterGallery onChoose={choose} />
          </Section>
        </>
      )}
      {templates.length > 0 && (
        <TemplateCards
          project={project}
          templates={templates}
          onRename={(template) => setAsked({ what: 'rename', template })}
          onDuplicate={(template) => void actions.duplicate(template)}
          onRemove={(template) => void remove(template)}
        />
      )}
      {asked?.what === 'new' && (
        <NameDialog
          title="New e-mail"
          confirm="Create e-mail"
          placeholder="Your cart awaits"
          initial={freeName('New e-mail', names)}
          onConfirm={(name) => actions.create(name)}
          onClose={close}
        />
      )}
      {asked?.what === 'starter' && <StarterDialog onChoose={choose} onClose={close} />}
      {asked?.what === 'settings' && <SettingsDialog onClose={close} />}
      {asked?.what === 'rename' && (
        <NameDialog
          title="Rename e-mail"
          confirm="Rename"
          placeholder="Your cart awaits"
          initial={asked.template.name}
          onConfirm={(name) => actions.rename(asked.template.id, name)}
          onClose={close}
        />
      )}
      {asked?.what === 'refused' && (
        <InUseDialog project={project} name={asked.template.name} why={asked.why} uses={asked.template.uses} onClose={close} />
      )}
    </Page>
  );
}

function NoEmails({ onNew }: { onNew: () => void }) {
  return (
    <EmptyState
      compact
      icon={<IconMail size={20} />}
      title="No e-mail yet"
      actions={
        <Button variant="filled" leftSection={<IconPlus size={16} aria-hidden />} onClick={onNew}>
          New e-mail
        </Button>
      }
    >
      Build it of blocks, put in what you know of each customer – the first name, what they looked at, what lies in their cart –
      and see it exactly as each of them would have got it.
    </EmptyState>
  );
}
