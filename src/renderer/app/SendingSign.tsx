import { formatCount, Pill, type Tone } from '../ui/index.js';
import { useEngineQuery } from './queries.js';
import { hrefOf } from './route.js';
import { useRoute } from './router.js';
import classes from './shell.module.css';

/** What goes on in sending, in a few words; nothing while nothing does. */
export function useSendingSign(project: string): { tone: Tone; words: string } | undefined {
  const { data: state } = useEngineQuery('delivery.state', { project });
  if (!state) return undefined;
  const { settings, busy, trouble, messages, activations } = state;
  const decisions = (messages.held ?? 0) + (messages.doubtful ?? 0);
  const live = activations.filter(({ status }) => status === 'active').length;
  if (trouble !== '') return { tone: 'error', words: settings.running ? 'Server out of reach' : 'Sending stopped' };
  if (busy) return { tone: 'accent', words: `Sending, ${formatCount(messages.queued ?? 0, 'message')} left` };
  if (decisions > 0) return { tone: 'warning', words: `${formatCount(decisions, 'message')} to decide on` };
  if (live === 0) return undefined;
  return settings.running
    ? { tone: 'success', words: `${String(live)} live` }
    : { tone: 'neutral', words: `${String(live)} live, sending stopped` };
}

/** Says on every screen that something is live or being sent, and leads there. The screens that tell it themselves go without. */
export function SendingSign({ project }: { project: string }) {
  const { screen } = useRoute();
  const sign = useSendingSign(project);
  if (!sign || screen === 'sending' || screen === 'journey') return null;
  return (
    <a className={classes['logPill']} href={hrefOf({ screen: 'sending', project })}>
      <Pill tone={sign.tone}>{sign.words}</Pill>
    </a>
  );
}

/** The same as a dot on the rail. */
export function SendingDot({ project }: { project: string }) {
  const sign = useSendingSign(project);
  if (!sign) return null;
  return (
    <span className={classes['railDot']} data-tone={sign.tone} title={sign.words}>
      <span className="wp-visually-hidden">{`, ${sign.words}`}</span>
    </span>
  );
}
