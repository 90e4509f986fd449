import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconCornerLeftUp, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { nameOfTag } from '../../../../shared/email/blocks.js';
import { attribute, type Block } from '../../../../shared/email/document.js';
import { contentRange, setAttribute, setContent } from '../../../../shared/email/edits.js';
import { blockOnPath, lineage, pathAt } from '../../../../shared/email/places.js';
import { EmptyState, KeyHint, Section } from '../../../ui/index.js';
import { attributeReader } from '../blocks/look.js';
import { isLoose } from '../blocks/moves.js';
import { useBlockActions, type BlockAction } from '../blocks/useBlockActions.js';
import { ShowToSection } from '../condition/ShowToSection.js';
import { mjmlOf, type EmailEditor } from '../document/editor.js';
import { useEmail, useOpenEmail, useSelectedBlock } from '../document/EmailContext.js';
import { FormattedField } from '../text/FormattedField.js';
import { CodeField } from '../text/CodeField.js';
import { isFormatted, propertiesOf } from './fieldsOf.js';
import { LoopFields } from './LoopFields.js';
import { PropertyField } from './PropertyField.js';
import classes from './properties.module.css';

/** The settings of the selected block. */
export function BlockPanel() {
  const document = useEmail(mjmlOf);
  const block = useSelectedBlock();
  const isSettable =
    block && document.faults.length === 0 && (isLoose(block) || block.tag === 'mj-body') && isInBody(document.root, block);
  if (!isSettable) {
    return (
      <EmptyState compact title={document.faults.length > 0 ? 'The code has a fault' : 'No block is selected'}>
        {document.faults.length > 0
          ? 'Mend it in the code; then blocks can be changed again.'
          : 'Click a block of the e-mail, or put the cursor into its code.'}
      </EmptyState>
    );
  }
  return <Settings key={document.root ? pathAt(document.root, block.start).join('.') : ''} block={block} root={document.root} />;
}

function isInBody(root: Block | undefined, block: Block): boolean {
  return root !== undefined && lineage(root, block.start).some(({ tag }) => tag === 'mj-body');
}

/** Edits the block that now stands where one stood: while typing, the tree is always a new one. */
function editorOf(editor: EmailEditor, path: readonly number[]) {
  const current = () => blockOnPath(mjmlOf(editor.store.getState()).root, path);
  return {
    attribute: (name: string, value: string | undefined) => {
      const block = current();
      if (block) editor.edit(setAttribute(editor.source(), block, name, value), { joins: true });
    },
    content: (value: string) => {
      const block = current();
      if (block) editor.edit(setContent(editor.source(), block, value), { joins: true });
    },
  };
}

function Settings({ block, root }: { block: Block; root: Block | undefined }) {
  const { editor } = useOpenEmail();
  const source = editor.source();
  const path = useMemo(() => (root ? pathAt(root, block.start) : []), [root, block]);
  const read = useMemo(() => attributeReader(root), [root]);
  const edits = useMemo(() => editorOf(editor, path), [editor, path]);
  const range = contentRange(source, block);
  const content = block.selfClosing ? '' : source.slice(range.from, range.to);
  const history = { onUndo: editor.undo, onRedo: editor.redo };
  return (
    <div className={classes['panel']}>
      <Head block={block} root={root} />
      {isFormatted(block.tag) && <FormattedField label="Text" value={content} onChange={edits.content} {...history} />}
      {block.tag === 'mj-table' && (
        <>
          <LoopFields content={content} onChange={edits.content} />
          <details className={classes['code']}>
            <summary>Rows as HTML</summary>
            <CodeField label="HTML with Liquid" value={content} onChange={edits.content} {...history} />
          </details>
        </>
      )}
      {block.tag === 'mj-raw' && <CodeField label="HTML with Liquid" value={content} onChange={edits.content} {...history} />}
      {isLoose(block) && <ShowToSection block={block} root={root} onChange={(value) => edits.attribute('show-if', value)} />}
      <Section title="Look" look="label">
        <div className={classes['fields']}>
          {propertiesOf(block.tag).map((property) => (
            <PropertyField
              key={property.name}
              property={property}
              value={attribute(block, property.name)}
              inherited={read(block, property.name)}
              onChange={(value) => edits.attribute(property.name, value)}
            />
          ))}
        </div>
      </Section>
    </div>
  );
}

const ACTIONS: readonly { action: BlockAction; name: string; keys: string; Icon: typeof IconTrash }[] = [
  { action: 'up', name: 'Move up', keys: 'alt+arrowup', Icon: IconArrowUp },
  { action: 'down', name: 'Move down', keys: 'alt+arrowdown', Icon: IconArrowDown },
  { action: 'duplicate', name: 'Duplicate', keys: 'mod+d', Icon: IconCopy },
  { action: 'remove', name: 'Delete', keys: 'delete', Icon: IconTrash },
];

function Head({ block, root }: { block: Block; root: Block | undefined }) {
  const { editor } = useOpenEmail();
  const act = useBlockActions();
  const parent = root && lineage(root, block.start).at(-2);
  return (
    <header className={classes['head']}>
      <h2 className={classes['title']}>{nameOfTag(block.tag)}</h2>
      {isLoose(block) && (
        <span className={classes['actions']}>
          {parent && (
            <Tooltip label={`Around it: ${nameOfTag(parent.tag)}`}>
              <ActionIcon aria-label={`Select what is around it: ${nameOfTag(parent.tag)}`} onClick={() => editor.select(parent)}>
                <IconCornerLeftUp size={16} />
              </ActionIcon>
            </Tooltip>
          )}
          {ACTIONS.map(({ action, name, keys, Icon }) => (
            <Tooltip
              key={action}
              label={
                <>
                  {name} <KeyHint keys={keys} />
                </>
              }
            >
              <ActionIcon aria-label={`${name} this block`} onClick={() => act(action)}>
                <Icon size={16} />
              </ActionIcon>
            </Tooltip>
          ))}
        </span>
      )}
    </header>
  );
}
