import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useEngineQuery } from '../../app/queries.js';
import { ErrorMessage, formatCount, formatDateTime } from '../../ui/index.js';
import { openStory } from '../results/index.js';
import { openWhy } from '../why/whyStore.js';
import type { Player } from './model/player.js';
import { usePlayerState } from './playbackStore.js';
import classes from './playback.module.css';

const PAGE = 50;

interface HereProps {
  project: string;
  journey: string;
  run: string;
  player: Player;
  node: string;
  title: string;
}

/** While the playback pauses: who is at the chosen step at that instant. Each opens their story. */
export function HereCard({ project, journey, run, player, node, title }: HereProps) {
  const now = usePlayerState(player, (state) => state.at);
  const playing = usePlayerState(player, (state) => state.playing);
  const [at] = useDebouncedValue(now, 120);
  const [limit, setLimit] = useState(PAGE);
  const { data, error } = useEngineQuery(
    'simulations.present',
    { project, run, journey, node, at, offset: 0, limit },
    { enabled: !playing, keepPrevious: true },
  );
  const { zone } = player.moves.summary;
  if (playing) return null;
  return (
    <aside className={classes['card']} aria-label={`At “${title}” now`}>
      <div className={classes['cardTitle']} title={title}>
        {title}
      </div>
      {error && <ErrorMessage error={error} title="The list cannot be made" />}
      {data && (
        <p className={classes['muted']} role="status">
          {data.total === 0
            ? 'Nobody is here at this instant.'
            : `${formatCount(data.total, 'customer is', 'customers are')} here now.`}
        </p>
      )}
      <ul className={classes['people']}>
        {data?.rows.map(({ userId, entry, since }) => (
          <li key={`${userId}\n${String(entry)}`}>
            <button type="button" onClick={() => openStory(userId)} title={`Story of ${userId}`}>
              <span>{userId}</span>
              <small>since {formatDateTime(since, zone)}</small>
            </button>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Why is ${userId} here?`}
              onClick={() => openWhy({ userId, node })}
            >
              Why?
            </Button>
          </li>
        ))}
      </ul>
      {data && data.total > data.rows.length && limit < 1000 && (
        <Button size="xs" variant="subtle" onClick={() => setLimit(Math.min(1000, limit * 4))}>
          Show more
        </Button>
      )}
    </aside>
  );
}
