import { Button, Modal, Tabs } from '@mantine/core';
import { useState } from 'react';
import type { TemplateSummary } from '../../../../../shared/contract/emails.js';
import { useProject } from '../../../../app/project.js';
import { useEngineQuery } from '../../../../app/queries.js';
import { hrefOf } from '../../../../app/route.js';
import { useHost } from '../../../../client/engine.js';
import { EmptyState, ErrorMessage } from '../../../../ui/index.js';
import { StarterGallery } from '../../../emails/list/StarterGallery.js';
import { StoredPicture } from '../../../emails/list/TemplatePicture.js';
import { freeName } from '../../../journeys/freeName.js';
import { useFieldProblems } from '../fields/claims.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import classes from './template.module.css';

const NONE: readonly TemplateSummary[] = [];

interface TemplateFieldProps {
  /** The id of the template; empty where none was chosen. */
  value: string;
  onChange: (template: string | undefined) => void;
  path: string;
}

/** The e-mail that a step sends: chosen among those of the project by their looks, or made from a starting template. */
export function TemplateField({ value, onChange, path }: TemplateFieldProps) {
  const { project } = useProject();
  const { data = NONE } = useEngineQuery('templates.list', { project });
  const { problems, id } = useFieldProblems(path);
  const [choosing, setChoosing] = useState(false);
  const chosen = data.find((template) => template.id === value);
  return (
    <div role="group" aria-label="E-mail" aria-describedby={problems.length > 0 ? id : undefined}>
      <div className={classes['field']}>
        {chosen && <StoredPicture id={chosen.id} small />}
        <div className={classes['about']}>
          <p className={classes['name']}>{chosen?.name ?? (value || 'No e-mail chosen')}</p>
          {value !== '' && !chosen && <p className={classes['gone']}>No e-mail of the project is called that.</p>}
          <div className={classes['actions']}>
            {chosen && (
              <Button size="xs" component="a" href={hrefOf({ screen: 'email', project, email: chosen.id })}>
                Edit
              </Button>
            )}
            <Button size="xs" variant={value === '' ? 'filled' : 'default'} onClick={() => setChoosing(true)}>
              {value === '' ? 'Choose an e-mail' : 'Change…'}
            </Button>
          </div>
        </div>
      </div>
      <FieldMessages problems={problems} id={id} />
      {choosing && (
        <TemplateDialog
          templates={data}
          value={value}
          onClose={() => setChoosing(false)}
          onChoose={(template) => {
            onChange(template);
            setChoosing(false);
          }}
        />
      )}
    </div>
  );
}

interface TemplateDialogProps {
  templates: readonly TemplateSummary[];
  value: string;
  onChoose: (template: string | undefined) => void;
  onClose: () => void;
}

function TemplateDialog({ templates, value, onChoose, onClose }: TemplateDialogProps) {
  const { project } = useProject();
  const { engine } = useHost();
  const { error } = useEngineQuery('templates.list', { project });
  const begin = async (starter: string, name: string) => {
    const taken = templates.map((template) => template.name);
    const { id } = await engine.call('templates.create', { project, name: freeName(name, taken), from: { starter } });
    onChoose(id);
  };
  return (
    <Modal opened onClose={onClose} title="Which e-mail" size={1000} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Tabs defaultValue={templates.length > 0 ? 'own' : 'starters'} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="own">Of this project</Tabs.Tab>
          <Tabs.Tab value="starters">Starting templates</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="own" className={classes['tab'] ?? ''}>
          <ErrorMessage error={error} title="The e-mails could not be read" />
          {templates.length === 0 && (
            <EmptyState compact title="No e-mail yet">
              Begin with a starting template, or make one in “E-mails”.
            </EmptyState>
          )}
          <ul className={classes['choices']}>
            {templates.map(({ id, name, subject }) => (
              <li key={id}>
                <button type="button" aria-pressed={id === value} onClick={() => onChoose(id)}>
                  <StoredPicture id={id} small />
                  <span className={classes['about']}>
                    <span className={classes['name']}>{name}</span>
                    <span className={classes['subject']}>{subject || 'No subject of its own'}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {value !== '' && (
            <Button size="xs" variant="subtle" onClick={() => onChoose(undefined)}>
              Choose none
            </Button>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="starters" className={classes['tab'] ?? ''}>
          <StarterGallery onChoose={begin} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}
