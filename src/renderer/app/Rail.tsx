import {
  IconCommand,
  IconDatabase,
  IconMail,
  IconRoute,
  IconSend2,
  IconSettings,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { spotlight } from '@mantine/spotlight';
import { useProjectIfAny } from './project.js';
import { hrefOf, type Route, type Screen } from './route.js';
import { useRoute } from './router.js';
import { SendingDot } from './SendingSign.js';
import classes from './shell.module.css';

interface RailLink {
  label: string;
  icon: Icon;
  route: Route;
  /** Screens that belong to this part. */
  screens: readonly Screen[];
}

function projectLinks(project: string): RailLink[] {
  return [
    { label: 'Journeys', icon: IconRoute, route: { screen: 'journeys', project }, screens: ['journeys', 'journey'] },
    { label: 'Audience', icon: IconUsersGroup, route: { screen: 'audience', project }, screens: ['audience'] },
    { label: 'E-mails', icon: IconMail, route: { screen: 'emails', project }, screens: ['emails', 'email'] },
    { label: 'Sending', icon: IconSend2, route: { screen: 'sending', project }, screens: ['sending'] },
    { label: 'Data', icon: IconDatabase, route: { screen: 'data', project }, screens: ['data', 'import'] },
  ];
}

const settings: RailLink = { label: 'Settings', icon: IconSettings, route: { screen: 'settings' }, screens: ['settings'] };

function Item({ link, current, project }: { link: RailLink; current: Screen; project?: string }) {
  const isCurrent = link.screens.includes(current);
  return (
    <a className={classes['railItem']} href={hrefOf(link.route)} aria-current={isCurrent ? 'page' : undefined}>
      <link.icon size={20} stroke={1.6} aria-hidden />
      {link.label}
      {project !== undefined && link.route.screen === 'sending' && <SendingDot project={project} />}
    </a>
  );
}

/** The parts of the app, at the left edge. */
export function Rail() {
  const { screen } = useRoute();
  const project = useProjectIfAny();
  return (
    <nav className={classes['rail']} aria-label="Parts of Waypost">
      {project &&
        projectLinks(project.project).map((link) => (
          <Item key={link.label} link={link} current={screen} project={project.project} />
        ))}
      <div className={classes['railEnd']}>
        <button
          type="button"
          className={classes['railItem']}
          onClick={() => spotlight.open()}
          aria-label="Find a command"
          aria-keyshortcuts="Control+K"
        >
          <IconCommand size={20} stroke={1.6} aria-hidden />
          <span aria-hidden>Find</span>
        </button>
        <Item link={settings} current={screen} />
      </div>
    </nav>
  );
}
