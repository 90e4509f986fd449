import {
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
  type SpotlightFilterFunction,
} from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { fitsSearch, KeyHint } from '../ui/index.js';
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

/** How well a command fits what is typed: 0 begins with it, 1 has it, 2 has its words. */
function rank({ label = '' }: SpotlightActionData, typed: string): number {
  const place = label.toLowerCase().indexOf(typed.trim().toLowerCase());
  return place < 0 ? 2 : Math.min(place, 1);
}

/** The commands in whose group, name and description all words of a search occur; the best one, and so its group, comes first. */
const found: SpotlightFilterFunction = (search, all) => {
  const groups = all
    .filter((entry) => 'actions' in entry)
    .map(({ group, actions }) => ({
      group,
      actions: actions
        .filter(({ label, description }) => fitsSearch(`${group} ${label ?? ''} ${description ?? ''}`, search))
        .sort((a, b) => rank(a, search) - rank(b, search)),
    }));
  const best = ({ actions: [first] }: SpotlightActionGroupData) => (first ? rank(first, search) : 3);
  return groups.filter(({ actions }) => actions.length > 0).sort((a, b) => best(a) - best(b));
};

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
      filter={found}
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
