import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { KeyHint } from '../ui/index.js';
import { useAllCommands, type Command } from './commands.js';
import { setPaletteOpen } from './dialogs.js';
import classes from './shell.module.css';

/** What every screen offers; what this one alone offers comes before. */
const EVERYWHERE: readonly string[] = ['Open journey', 'Go to', 'Project', 'Waypost'];

function grouped(commands: readonly Command[]): SpotlightActionGroupData[] {
  const groups = new Map<string, Command[]>();
  const rank = ({ group }: Command) => EVERYWHERE.indexOf(group);
  for (const command of [...commands].sort((a, b) => rank(a) - rank(b)))
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  return [...groups].map(([group, members]) => ({ group, actions: members.map(actionOf) }));
}

function actionOf({ id, group, label, description, icon, keys, run }: Command): SpotlightActionGroupData['actions'][number] {
  return {
    id: `${group}/${id}`,
    label,
    leftSection: icon,
    className: classes['paletteAction'] ?? '',
    ...(description ? { description } : {}),
    ...(keys ? { rightSection: <KeyHint keys={keys} /> } : {}),
    onClick: () => run?.(),
  };
}

/** Everything that can be done here, found by typing. */
export function CommandPalette() {
  const search = useRef<HTMLInputElement>(null);
  const opened = () => {
    setPaletteOpen(true);
    // At once, not after a pause: the next letter may follow the key that opened the palette.
    search.current?.focus({ preventScroll: true });
  };
  const commands = useAllCommands().filter(({ run, enabled, inPalette }) => run && enabled !== false && inPalette !== false);
  return (
    <Spotlight
      actions={grouped(commands)}
      shortcut={null}
      nothingFound="Nothing is called that. Try “import”, “new” or the name of a journey."
      highlightQuery
      limit={60}
      scrollable
      maxHeight={420}
      size={560}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: 'Find a command, a journey, a project…',
        'aria-label': 'Find a command',
        ref: search,
      }}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Find a command' } }}
      onSpotlightOpen={opened}
      onSpotlightClose={() => setPaletteOpen(false)}
    />
  );
}
