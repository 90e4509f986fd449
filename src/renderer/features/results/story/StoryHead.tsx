import type { Story } from '../../../../shared/simulation/story.js';
import { formatCount, Pill } from '../../../ui/index.js';
import { summariseStory } from '../model/story.js';
import { scalarText } from '../model/storyText.js';
import classes from './story.module.css';

/** What a story comes to, and the traits of its customer. */
export function StoryHead({ story }: { story: Story }) {
  const { entries, sent, suppressed, converted, heldOut } = summariseStory(story);
  const traits = Object.entries(story.traits);
  return (
    <div className={classes['head']}>
      <div className={classes['facts']}>
        <Pill>{entries === 0 ? 'never entered' : formatCount(entries, 'entry', 'entries')}</Pill>
        {sent > 0 && <Pill>{formatCount(sent, 'e-mail')}</Pill>}
        {suppressed > 0 && <Pill tone="warning">{formatCount(suppressed, 'message')} held back</Pill>}
        {heldOut && <Pill>held out</Pill>}
        {converted && <Pill tone="success">converted</Pill>}
      </div>
      {traits.length === 0 ? (
        <p className={classes['none']}>No traits are known.</p>
      ) : (
        <dl className={classes['traits']}>
          {traits.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd title={String(value)}>{scalarText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
