import { ActionIcon, Menu, Popover } from '@mantine/core';
import { IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import type { TemplateSummary } from '../../../../shared/contract/emails.js';
import { hrefOf } from '../../../app/route.js';
import { formatAgo, formatCount, formatDateTime } from '../../../ui/index.js';
import classes from './list.module.css';
import { StoredPicture } from './TemplatePicture.js';

interface TemplateCardsProps {
  project: string;
  templates: readonly TemplateSummary[];
  onRename: (template: TemplateSummary) => void;
  onDuplicate: (template: TemplateSummary) => void;
  onRemove: (template: TemplateSummary) => void;
}

/** The e-mails of a project: how each looks, what its subject is, and which steps send it. */
export function TemplateCards({ project, templates, ...actions }: TemplateCardsProps) {
  return (
    <ul className={classes['cards']} aria-label="E-mails">
      {templates.map((template) => (
        <li key={template.id} className={classes['card']}>
          <StoredPicture id={template.id} />
          <div className={classes['body']}>
            <h2 className={classes['name']}>
              <a href={hrefOf({ screen: 'email', project, email: template.id })}>{template.name}</a>
            </h2>
            <p className={classes['subject']} title={template.subject}>
              {template.subject || 'No subject of its own'}
            </p>
          </div>
          <div className={classes['foot']}>
            <Uses project={project} template={template} />
            <time dateTime={template.updatedAt} title={formatDateTime(template.updatedAt)}>
              {formatAgo(template.updatedAt)}
            </time>
            <CardMenu template={template} {...actions} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Which steps of which journeys send it. */
function Uses({ project, template: { uses } }: { project: string; template: TemplateSummary }) {
  if (uses.length === 0) return <span className={classes['uses']}>not used yet</span>;
  return (
    <Popover position="top-start" width={300}>
      <Popover.Target>
        <button type="button" className={classes['uses']} data-link>
          {`sent by ${formatCount(uses.length, 'step')}`}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={classes['useList']}>
          {uses.map(({ journey, journeyName, node, nodeName, variant }) => (
            <li key={`${journey} ${node} ${variant}`}>
              <a href={hrefOf({ screen: 'journey', project, journey })}>{journeyName}</a>
              {`: ${nodeName}${variant === '' ? '' : `, variant ${variant}`}`}
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

type CardMenuProps = { template: TemplateSummary } & Pick<TemplateCardsProps, 'onRename' | 'onDuplicate' | 'onRemove'>;

function CardMenu({ template, onRename, onDuplicate, onRemove }: CardMenuProps) {
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${template.name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onRename(template)}>
          Rename…
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => onDuplicate(template)}>
          Duplicate
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onRemove(template)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
