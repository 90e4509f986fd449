import { Modal } from '@mantine/core';
import { KeyHint, keyNames, Section } from '../ui/index.js';
import { useAllCommands, type Command } from './commands.js';
import classes from './shell.module.css';

/** Every shortcut that works on the screen that shows now. */
export function ShortcutSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const commands = useAllCommands().filter((command): command is Command & { keys: string } => command.keys !== undefined);
  const groups = [...new Set(commands.map(({ group }) => group))];
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes['sheet']}>
        {groups.map((group) => (
          <Section key={group} title={group} look="label">
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map(({ id, label, keys }) => (
                  <ShortcutRow key={id} label={label} keys={keys} />
                ))}
            </dl>
          </Section>
        ))}
      </div>
    </Modal>
  );
}

function ShortcutRow({ label, keys }: { label: string; keys: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <KeyHint keys={keys} />
        <span className="wp-visually-hidden">{keyNames(keys).join(' ')}</span>
      </dd>
    </>
  );
}
