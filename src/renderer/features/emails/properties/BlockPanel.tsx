import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconCornerLeftUp, IconTrash } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { nameOfTag } from '../../../../shared/email/blocks.js';
import { attribute, type Block } from '../../../../shared/email/document.js';
import { contentRange, setAttribute, setContent } from '../../../../shared/email/edits.js';
import { blockOnPath, lineage, pathAt, type BlockPath } from '../../../../shared/email/places.js';
import { EmptyState, KeyHint, Section } from '../../../ui/index.js';
import type { Reader } from '../blocks/look.js';
import { isLoose } from '../blocks/moves.js';
import { useBlockActions, useBlockSteps, type BlockAction } from '../blocks/useBlockActions.js';
import { useReader } from '../blocks/useReader.js';
import { ShowToSection } from '../condition/ShowToSection.js';
import { headOf, mjmlOf, selectedBlock, type EmailEditor, type EmailState } from '../document/editor.js';
import { useBlock, useEmail, useOpenEmail } from '../document/EmailContext.js';
import { FormattedField } from '../text/FormattedField.js';
import { CodeField } from '../text/CodeField.js';
import { isFormatted, propertiesOf, type Property } from './fieldsOf.js';
import { LoopFields } from './LoopFields.js';
import { PropertyField } from './PropertyField.js';
import classes from './properties.module.css';

/** The settings of the selected block. */
export function BlockPanel() {
  const hasFault = useEmail((state) => mjmlOf(state).faults.length > 0);
  const place = useEmail(settablePlace);
  if (place !== undefined) return <Settings key={place} place={place} />;
  return (
    <EmptyState compact title={hasFault ? 'The code has a fault' : 'No block is selected'}>
      {hasFault
        ? 'Mend it in the code; then blocks can be changed again.'
        : 'Click a block of the e-mail, or put the cursor into its code.'}
    </EmptyState>
  );
}

/** The path of the selected block as a text, where it is one with settings. */
function settablePlace(state: EmailState): string | undefined {
  const { root, faults } = mjmlOf(state);
  const block = selectedBlock(state);
  const isSettable = root && block && faults.length === 0 && (isLoose(block) || block.tag === 'mj-body');
  if (!isSettable || !lineage(root, block.start).some(({ tag }) => tag === 'mj-body')) return undefined;
  return pathAt(root, block.start).join('.');
}

/** Edits the block that now stands where one stood: while typing, the tree is always a new one. */
function editorOf(editor: EmailEditor, path: BlockPath) {
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
type BlockEdits = ReturnType<typeof editorOf>;

function Settings({ place }: { place: string }) {
  const { editor } = useOpenEmail();
  const path = useMemo(() => place.split('.').map(Number), [place]);
  const edits = useMemo(() => editorOf(editor, path), [editor, path]);
  const read = useReader(useEmail(headOf));
  const tag = useBlock(path, (block) => block.tag) ?? '';
  return (
    <div className={classes['panel']}>
      <Head path={path} tag={tag} />
      <Content path={path} tag={tag} onChange={edits.content} />
      {tag !== 'mj-body' && <ShowToSection path={path} onChange={edits.attribute} />}
      <Section title="Look" look="label">
        <div className={classes['fields']}>
          {propertiesOf(tag).map((property) => (
            <Field key={property.name} {...{ path, property, read, edits }} />
          ))}
        </div>
      </Section>
    </div>
  );
}

/** What a block holds, where that is text. */
function Content({ path, tag, onChange }: { path: BlockPath; tag: string; onChange: BlockEdits['content'] }) {
  const { editor } = useOpenEmail();
  const content = useBlock(path, contentOf) ?? '';
  const text = { value: content, onChange, onUndo: editor.undo, onRedo: editor.redo };
  if (isFormatted(tag)) return <FormattedField label="Text" {...text} />;
  if (tag === 'mj-raw') return <CodeField label="HTML with Liquid" {...text} />;
  if (tag !== 'mj-table') return null;
  return (
    <>
      <LoopFields content={content} onChange={onChange} />
      <details className={classes['code']}>
        <summary>Rows as HTML</summary>
        <CodeField label="HTML with Liquid" {...text} />
      </details>
    </>
  );
}

function contentOf(block: Block, source: string): string {
  if (block.selfClosing) return '';
  const { from, to } = contentRange(source, block);
  return source.slice(from, to);
}

interface FieldProps {
  path: BlockPath;
  property: Property;
  read: Reader;
  edits: BlockEdits;
}

/** One attribute; what is typed elsewhere does not concern it. */
const Field = memo(function Field({ path, property, read, edits }: FieldProps) {
  const { name } = property;
  const value = useBlock(path, (block) => attribute(block, name));
  const inherited = useBlock(path, (block) => read(block, name));
  const onChange = (next: string | undefined): void => edits.attribute(name, next);
  return <PropertyField property={property} value={value} inherited={inherited} onChange={onChange} />;
});

const ACTIONS: readonly { action: BlockAction; name: string; keys: string; Icon: typeof IconTrash }[] = [
  { action: 'up', name: 'Move up', keys: 'alt+arrowup', Icon: IconArrowUp },
  { action: 'down', name: 'Move down', keys: 'alt+arrowdown', Icon: IconArrowDown },
  { action: 'duplicate', name: 'Duplicate', keys: 'mod+d', Icon: IconCopy },
  { action: 'remove', name: 'Delete', keys: 'delete', Icon: IconTrash },
];

function Head({ path, tag }: { path: BlockPath; tag: string }) {
  const act = useBlockActions();
  const go = useBlockSteps();
  const around = nameOfTag(useBlock(path.slice(0, -1), (parent) => parent.tag) ?? '');
  return (
    <header className={classes['head']}>
      <h2 className={classes['title']}>{nameOfTag(tag)}</h2>
      {tag !== 'mj-body' && (
        <span className={classes['actions']}>
          <Tooltip label={`Around it: ${around}`}>
            <ActionIcon aria-label={`Select what is around it: ${around}`} onClick={() => go('parent')}>
              <IconCornerLeftUp size={16} />
            </ActionIcon>
          </Tooltip>
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
