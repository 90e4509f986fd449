import { IconBolt, IconClock, IconDatabase, IconMail, IconUserSearch, type Icon } from '@tabler/icons-react';
import { IconTile, type Family } from '../../ui/index.js';
import classes from './start.module.css';

interface Step {
  family: Family;
  icon: Icon;
  title: string;
  text: string;
}

const STEPS: readonly Step[] = [
  {
    family: 'engagement',
    icon: IconDatabase,
    title: 'Bring your log',
    text: 'Views, carts, orders, e-mails: a file from your shop or CRM',
  },
  { family: 'intent', icon: IconBolt, title: 'Draw a journey', text: 'Left a cart for 24 hours? Wait, branch, write' },
  { family: 'wait', icon: IconClock, title: 'Replay it', text: 'Over months of real behaviour, in moments' },
  { family: 'message', icon: IconMail, title: 'See every e-mail', text: 'Sent, held back and why, on each step' },
  { family: 'purchase', icon: IconUserSearch, title: 'Ask about anyone', text: 'Why did Ana get this, and not yesterday?' },
];

/** What Waypost does, drawn as one of its own journeys. */
export function HowItWorks() {
  return (
    <ol className={classes['how']} aria-label="How it works">
      {STEPS.map(({ family, icon: StepIcon, title, text }) => (
        <li key={title} className={classes['step']} style={{ '--flow': `var(--wp-family-${family})` }}>
          <div className={classes['node']}>
            <IconTile family={family}>
              <StepIcon size={15} stroke={2} />
            </IconTile>
            <div>
              <strong>{title}</strong>
              <span>{text}</span>
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
