import { spotlight } from '@mantine/spotlight';
import {
  IconDatabase,
  IconFileImport,
  IconFolderOpen,
  IconFolderPlus,
  IconHome,
  IconKeyboard,
  IconMail,
  IconMoonStars,
  IconRoute,
  IconSettings,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useComputedColorScheme } from '@mantine/core';
import { useSettings } from './appearance.js';
import { useCommands, type Command } from './commands.js';
import { openDialog, useDialog } from './dialogs.js';
import { useProjectIfAny } from './project.js';
import { useEngineQuery } from './queries.js';
import { navigate } from './router.js';
import { notifyError } from '../ui/index.js';

const size = { size: 18, stroke: 1.6 } as const;

function placeCommands(project: string | undefined): Command[] {
  const inProject: Command[] =
    project === undefined
      ? []
      : [
          {
            id: 'journeys',
            group: 'Go to',
            label: 'Journeys',
            icon: <IconRoute {...size} />,
            run: () => navigate({ screen: 'journeys', project }),
          },
          {
            id: 'audience',
            group: 'Go to',
            label: 'Audience',
            icon: <IconUsersGroup {...size} />,
            run: () => navigate({ screen: 'audience', project }),
          },
          {
            id: 'emails',
            group: 'Go to',
            label: 'E-mails',
            icon: <IconMail {...size} />,
            run: () => navigate({ screen: 'emails', project }),
          },
          {
            id: 'data',
            group: 'Go to',
            label: 'Data',
            icon: <IconDatabase {...size} />,
            run: () => navigate({ screen: 'data', project }),
          },
          {
            id: 'import',
            group: 'Go to',
            label: 'Import data',
            menu: 'importData',
            icon: <IconFileImport {...size} />,
            run: () => navigate({ screen: 'import', project }),
          },
        ];
  return [
    ...inProject,
    {
      id: 'settings',
      group: 'Go to',
      label: 'Settings',
      menu: 'settings',
      icon: <IconSettings {...size} />,
      run: () => navigate({ screen: 'settings' }),
    },
    {
      id: 'start',
      group: 'Go to',
      label: 'Start screen',
      icon: <IconHome {...size} />,
      run: () => navigate({ screen: 'start' }),
    },
  ];
}

/** What can be done on every screen. Mounted once. */
export function useGeneralCommands(): void {
  const project = useProjectIfAny()?.project;
  const scheme = useComputedColorScheme('light');
  const { save } = useSettings();
  // Asked for when the palette opens: the list is checked anew after each change of a journey.
  const opened = useDialog(({ palette }) => palette);
  const journeys =
    useEngineQuery('journeys.list', { project: project ?? '' }, { enabled: project !== undefined && opened }).data ?? [];
  const opposite = scheme === 'dark' ? 'light' : 'dark';
  useCommands([
    {
      id: 'palette',
      group: 'Waypost',
      label: 'Find a command',
      keys: 'mod+k',
      inPalette: false,
      menu: 'commandPalette',
      run: () => spotlight.open(),
    },
    {
      id: 'shortcuts',
      group: 'Waypost',
      label: 'Keyboard shortcuts',
      keys: 'shift+?',
      menu: 'shortcuts',
      icon: <IconKeyboard {...size} />,
      run: () => openDialog('shortcuts'),
    },
    ...(project === undefined
      ? []
      : journeys.map(({ id, name }): Command => ({
          id: `journey ${id}`,
          group: 'Open journey',
          label: name,
          icon: <IconRoute {...size} />,
          run: () => navigate({ screen: 'journey', project, journey: id }),
        }))),
    ...placeCommands(project),
    {
      id: 'new',
      group: 'Project',
      label: 'New project',
      menu: 'newProject',
      icon: <IconFolderPlus {...size} />,
      run: () => openDialog('newProject'),
    },
    {
      id: 'open',
      group: 'Project',
      label: 'Open project',
      menu: 'openProject',
      icon: <IconFolderOpen {...size} />,
      run: () => openDialog('openProject'),
    },
    {
      id: 'theme',
      group: 'Waypost',
      label: `Use the ${opposite} theme`,
      icon: <IconMoonStars {...size} />,
      run: () => void save({ theme: opposite }).catch((error: unknown) => notifyError('The theme was not stored', error)),
    },
  ]);
}
