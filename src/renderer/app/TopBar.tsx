import { IconFlask } from '@tabler/icons-react';
import { formatCompact, formatCount, formatDateTime, formatPercent, formatPeriod, Pill } from '../ui/index.js';
import { useImportRun } from './importRun.js';
import { Logo } from './Logo.js';
import { useLogSummary, useProjectIfAny } from './project.js';
import { hrefOf, type Screen } from './route.js';
import { useRoute } from './router.js';
import { SendingSign } from './SendingSign.js';
import classes from './shell.module.css';
import { TopBarOutlet, useSlotFilled } from './slots.js';

const SECTIONS: Partial<Record<Screen, string>> = {
  journeys: 'Journeys',
  journey: 'Journeys',
  audience: 'Audience',
  emails: 'E-mails',
  email: 'E-mails',
  sending: 'Sending',
  data: 'Data',
  import: 'Data',
  settings: 'Settings',
};

function Crumbs() {
  const { screen } = useRoute();
  const project = useProjectIfAny();
  const hasTitle = useSlotFilled('title');
  const section = SECTIONS[screen];
  const list = screen === 'journey' ? 'journeys' : screen === 'email' ? 'emails' : undefined;
  const sectionRoute = project && list && ({ screen: list, project: project.project } as const);
  return (
    <nav className={classes['crumbs']} aria-label="Where you are">
      <ol>
        {!project && !section && (
          <li>
            <span className={classes['crumb']} aria-current="page">
              Waypost
            </span>
          </li>
        )}
        {project && (
          <li>
            <a
              className={classes['crumb']}
              href={hrefOf({ screen: 'journeys', project: project.project })}
              title={project.project}
            >
              {project.name}
            </a>
          </li>
        )}
        {section && (
          <li data-section={sectionRoute !== undefined || undefined}>
            {sectionRoute ? (
              <a className={classes['crumb']} href={hrefOf(sectionRoute)}>
                {section}
              </a>
            ) : (
              <span className={classes['crumb']} aria-current="page">
                {section}
              </span>
            )}
          </li>
        )}
        <li hidden={!hasTitle}>
          <TopBarOutlet name="title" className={classes['titleSlot']} />
        </li>
      </ol>
    </nav>
  );
}

/** Period and size of the log, leading to the data. */
function LogPill({ project }: { project: string }) {
  const run = useImportRun(project);
  const summary = useLogSummary();
  if (run?.status === 'running' || run?.status === 'cancelling') {
    const share = run.progress?.fraction;
    return (
      <a className={classes['logPill']} href={hrefOf({ screen: 'import', project })}>
        <Pill tone="accent">{share === undefined ? 'Importing…' : `Importing, ${formatPercent(share)}`}</Pill>
      </a>
    );
  }
  if (!summary) return null;
  if (summary.events === 0) {
    return (
      <a className={classes['logPill']} href={hrefOf({ screen: 'import', project })}>
        <Pill tone="accent">No data yet – import a log</Pill>
      </a>
    );
  }
  const { from, to, events, customers } = summary;
  const period = from && to ? `${formatPeriod(from, to)} · ` : '';
  const whole = [
    from && to ? `${formatDateTime(from)} – ${formatDateTime(to)}` : '',
    formatCount(events, 'event'),
    formatCount(customers, 'customer'),
  ]
    .filter(Boolean)
    .join(' · ');
  const size = events >= 1_000_000 ? `${formatCompact(events)} events` : formatCount(events, 'event');
  const short = `${formatCompact(events)} ${events === 1 ? 'event' : 'events'}`;
  return (
    <a className={classes['logPill']} href={hrefOf({ screen: 'data', project })}>
      <Pill title={whole}>
        <span className={classes['logWhole']}>{`${period}${size} · ${formatCount(customers, 'customer')}`}</span>
        <span className={classes['logShort']}>{short}</span>
      </Pill>
    </a>
  );
}

/** What the data is, by its first words ("Generated data"); the whole shows on hover. */
function DataNote({ note }: { note: string }) {
  const [words = note] = note.split(':');
  return (
    <div className={classes['note']}>
      <Pill icon={<IconFlask size={13} aria-hidden />} title={note}>
        {words}
      </Pill>
    </div>
  );
}

/** Where you are, what the data is, and what the screen below can do. */
export function TopBar({ onSkip }: { onSkip: () => void }) {
  const project = useProjectIfAny();
  return (
    <header className={classes['topbar']}>
      <button type="button" className={classes['skip']} onClick={onSkip}>
        Skip to the screen
      </button>
      <a className={classes['logo']} href={hrefOf({ screen: 'start' })} aria-label="Waypost: start screen">
        <Logo />
      </a>
      <Crumbs />
      <TopBarOutlet name="status" className={classes['status']} />
      {project?.dataNote && <DataNote note={project.dataNote} />}
      <div className={classes['spacer']} />
      {project && <SendingSign project={project.project} />}
      {project && <LogPill project={project.project} />}
      <TopBarOutlet name="actions" className={classes['actions']} />
    </header>
  );
}
