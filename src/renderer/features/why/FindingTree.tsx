import { IconCheck, IconX } from '@tabler/icons-react';
import type { Finding } from '../../../shared/simulation/story.js';
import classes from './why.module.css';

/** A condition as it was found: each part with what was seen of it. */
export function FindingTree({ finding }: { finding: Finding }) {
  return (
    <ul className={classes['finding']}>
      <FindingPart finding={finding} />
    </ul>
  );
}

function FindingPart({ finding }: { finding: Finding }) {
  const { words, holds, saw, parts } = finding;
  return (
    <li>
      <span className={classes['verdict']} data-holds={holds || undefined}>
        {holds ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
        <span className="wp-visually-hidden">{holds ? 'holds: ' : 'does not hold: '}</span>
      </span>
      {words}
      {saw !== '' && <span className={classes['saw']}> – {saw}</span>}
      {parts.length > 0 && (
        <ul className={classes['finding']}>
          {parts.map((part, place) => (
            <FindingPart key={place} finding={part} />
          ))}
        </ul>
      )}
    </li>
  );
}
