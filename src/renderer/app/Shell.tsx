import { Loader } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { JourneysScreen } from '../features/journeys/index.js';
import { ProjectDialogs, StartScreen } from '../features/start/index.js';
import { useAppearance } from './appearance.js';
import { ConnectionNotice } from './ConnectionNotice.js';
import { CommandPalette } from './CommandPalette.js';
import { useCommandKeys, useMenuCommands } from './commands.js';
import { closeDialog, useDialog } from './dialogs.js';
import { ErrorBoundary } from './ErrorBoundary.js';
import { ProjectGate, ProjectProvider, useProjectIfAny } from './project.js';
import { queryKeyOf, useEngineQuery, useNotices } from './queries.js';
import { Rail } from './Rail.js';
import { hrefOf, type Route } from './route.js';
import { useRoute } from './router.js';
import classes from './shell.module.css';
import { ShortcutSheet } from './ShortcutSheet.js';
import { TopBar } from './TopBar.js';
import { useGeneralCommands } from './useGeneralCommands.js';

const JourneyScreen = lazy(() =>
  import('../features/journey/index.js').then(({ JourneyScreen: screen }) => ({ default: screen })),
);
const AudienceScreen = lazy(() =>
  import('../features/audience/index.js').then(({ AudienceScreen: screen }) => ({ default: screen })),
);
const EmailsScreen = lazy(() => import('../features/emails/index.js').then(({ EmailsScreen: screen }) => ({ default: screen })));
const EmailScreen = lazy(() => import('../features/emails/editor.js').then(({ EmailScreen: screen }) => ({ default: screen })));
const DeliveryScreen = lazy(() =>
  import('../features/delivery/index.js').then(({ DeliveryScreen: screen }) => ({ default: screen })),
);
const DataScreen = lazy(() => import('../features/data/index.js').then(({ DataScreen: screen }) => ({ default: screen })));
const ImportScreen = lazy(() => import('../features/import/index.js').then(({ ImportScreen: screen }) => ({ default: screen })));
const SettingsScreen = lazy(() =>
  import('../features/settings/index.js').then(({ SettingsScreen: screen }) => ({ default: screen })),
);

const TITLES = {
  start: 'Waypost',
  settings: 'Settings',
  journeys: 'Journeys',
  journey: 'Journey',
  audience: 'Audience',
  emails: 'E-mails',
  email: 'E-mail',
  sending: 'Sending',
  data: 'Data',
  import: 'Import',
} as const;

function screenOf(route: Route): ReactNode {
  switch (route.screen) {
    case 'start':
      return <StartScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'journeys':
      return <JourneysScreen />;
    case 'journey':
      return (
        <>
          <h1 className="wp-visually-hidden">Journey</h1>
          <JourneyScreen key={route.journey} project={route.project} journeyId={route.journey} />
        </>
      );
    case 'audience':
      return <AudienceScreen />;
    case 'emails':
      return <EmailsScreen />;
    case 'email':
      return (
        <>
          <h1 className="wp-visually-hidden">E-mail</h1>
          <EmailScreen key={route.email} project={route.project} id={route.email} />
        </>
      );
    case 'sending':
      return <DeliveryScreen />;
    case 'data':
      return <DataScreen />;
    case 'import':
      return <ImportScreen />;
  }
}

const loading = (
  <div className={classes['center']} role="status">
    <Loader aria-hidden />
    <span className="wp-visually-hidden">Loading</span>
  </div>
);

/** After a change of place: closes what lay over the last one and moves the keyboard to the screen, so that it and screen readers go on from there. */
function useArrival(place: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    closeDialog();
    spotlight.close();
    main.current?.focus({ preventScroll: true });
  }, [place]);
  return main;
}

function useDocumentTitle(route: Route) {
  const project = useProjectIfAny()?.name;
  const title = TITLES[route.screen];
  useEffect(() => {
    document.title = [title, project, 'Waypost']
      .filter((part, index, parts) => part && parts.indexOf(part) === index)
      .join(' – ');
  }, [title, project]);
}

/** Commands, keys, notices and dialogs that are there on every screen. */
function Background() {
  const route = useRoute();
  const open = useDialog((state) => state.open);
  useNotices();
  useAppearance();
  useCommandKeys();
  useMenuCommands();
  useGeneralCommands();
  useDocumentTitle(route);
  return (
    <>
      <CommandPalette />
      <ConnectionNotice />
      <ShortcutSheet opened={open === 'shortcuts'} onClose={closeDialog} />
      <ProjectDialogs />
    </>
  );
}

/** The last project that was open stays open behind screens that need none, such as the settings. */
function useOpenProject(route: Route) {
  const named = 'project' in route ? route.project : undefined;
  const [last, setLast] = useState(named);
  if (named !== undefined && named !== last) setLast(named);
  if (route.screen === 'start' && last !== undefined) setLast(undefined);
  const queries = useQueryClient();
  const query = useEngineQuery('projects.open', { project: last ?? '' }, { enabled: last !== undefined });
  const retry = () => void queries.resetQueries({ queryKey: queryKeyOf('projects.open', { project: last ?? '' }) });
  return {
    project: last === undefined ? undefined : query.data,
    opening: named !== undefined && query.isPending,
    error: query.error,
    retry,
    needed: named !== undefined,
  };
}

/** The window: bar, rail, screen. */
export function Shell() {
  const route = useRoute();
  const place = hrefOf(route);
  const { project, opening, error, retry, needed } = useOpenProject(route);
  const main = useArrival(place);
  const screen = <Suspense fallback={loading}>{screenOf(route)}</Suspense>;
  return (
    <ProjectProvider project={project}>
      <div className={classes['shell']}>
        <TopBar onSkip={() => main.current?.focus()} />
        <Rail />
        <main ref={main} className={classes['main']} tabIndex={-1}>
          <ErrorBoundary place={place}>
            {needed ? (
              <ProjectGate opening={opening} error={error} onRetry={retry} project={project}>
                {screen}
              </ProjectGate>
            ) : (
              screen
            )}
          </ErrorBoundary>
        </main>
      </div>
      <Background />
    </ProjectProvider>
  );
}
