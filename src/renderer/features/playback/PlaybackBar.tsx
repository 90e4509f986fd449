import { ActionIcon, Button, Progress, Select, Slider, Tooltip } from '@mantine/core';
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerRecord,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { ErrorMessage, formatDateTime, formatNumber } from '../../ui/index.js';
import { SPEEDS, type Player } from './model/player.js';
import { closePlayback, usePlayback, usePlayerState } from './playbackStore.js';
import classes from './playback.module.css';

interface BarProps {
  /** The step that is chosen on the canvas. */
  chosen: string | undefined;
  titleOf: (node: string) => string;
}

/** Under the canvas: plays the log of the run, stops, steps, and says what time it is there. */
export function PlaybackBar({ chosen, titleOf }: BarProps) {
  const { player, progress, error } = usePlayback();
  return (
    <section className={classes['bar']} aria-label="Playback">
      {player ? (
        <Controls player={player} chosen={chosen} titleOf={titleOf} />
      ) : error !== undefined ? (
        <div className={classes['fill']}>
          <ErrorMessage error={error} title="The run cannot be played" />
        </div>
      ) : (
        <>
          <span role="status">{progress?.stage ?? 'Following customers'}…</span>
          <Progress className={classes['fill'] ?? ''} value={(progress?.fraction ?? 0) * 100} aria-label="Progress" />
        </>
      )}
      <Tooltip label={player ? 'Close the playback (Esc)' : 'Cancel'}>
        <ActionIcon aria-label={player ? 'Close the playback' : 'Cancel'} onClick={closePlayback}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </section>
  );
}

function Controls({ player, chosen, titleOf }: BarProps & { player: Player }) {
  const playing = usePlayerState(player, (state) => state.playing);
  const play = useRef<HTMLButtonElement>(null);
  useEffect(() => play.current?.focus(), []);
  return (
    <div className={classes['controls']} onKeyDown={(event) => onKey(event, player, chosen)}>
      <Tooltip label="To the event before (,)">
        <ActionIcon aria-label="To the event before" onClick={() => player.step(-1)}>
          <IconPlayerSkipBack size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={playing ? 'Pause (space)' : 'Play (space)'}>
        <ActionIcon ref={play} variant="filled" aria-label={playing ? 'Pause' : 'Play'} onClick={() => player.toggle()}>
          {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label="To the next event (.)">
        <ActionIcon aria-label="To the next event" onClick={() => player.step(1)}>
          <IconPlayerSkipForward size={16} />
        </ActionIcon>
      </Tooltip>
      <Scrubber player={player} />
      <Speed player={player} />
      <Breakpoint player={player} chosen={chosen} titleOf={titleOf} />
      <Telling player={player} titleOf={titleOf} />
    </div>
  );
}

/** Keys of the whole bar; the scrubber and the choice of speed keep their own arrows. */
function onKey(event: KeyboardEvent, player: Player, chosen: string | undefined): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onControl = event.target instanceof Element && event.target.closest('button, input') !== null;
  if (event.key === ' ' && !onControl) player.toggle();
  else if (event.key === '.') player.step(1);
  else if (event.key === ',') player.step(-1);
  else if (event.key === '+' || event.key === '=') player.changeSpeed(1);
  else if (event.key === '-') player.changeSpeed(-1);
  else if (event.key === 'b' && chosen !== undefined) player.toggleBreakpoint(chosen);
  else if (event.key === 'Escape') closePlayback();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const STEPS = 400;

function Scrubber({ player }: { player: Player }) {
  const at = usePlayerState(player, (state) => state.at);
  const { from, to, zone } = player.moves.summary;
  const words = formatDateTime(at, zone);
  return (
    <>
      <Slider
        className={classes['fill'] ?? ''}
        size="sm"
        label={null}
        min={from}
        max={Math.max(to, from + 1)}
        step={Math.max(1, Math.round((to - from) / STEPS))}
        value={at}
        onChange={(t) => {
          // What the slider rounds to its own steps is no wish of the person.
          if (Math.abs(t - player.at) > 1) player.seek(t);
        }}
        thumbLabel="Instant"
        thumbProps={{ 'aria-valuetext': words }}
      />
      <time className={classes['clock']} dateTime={new Date(at).toISOString()}>
        {words}
      </time>
    </>
  );
}

function Speed({ player }: { player: Player }) {
  const speed = usePlayerState(player, (state) => state.speed);
  return (
    <Select
      size="xs"
      w="7.5rem"
      aria-label="Speed"
      allowDeselect={false}
      data={SPEEDS.map(({ ms, label }) => ({ value: String(ms), label }))}
      value={String(speed)}
      onChange={(value) => {
        const chosen = SPEEDS.find(({ ms }) => String(ms) === value);
        if (chosen) player.setSpeed(chosen.ms);
      }}
    />
  );
}

function Breakpoint({ player, chosen, titleOf }: BarProps & { player: Player }) {
  const breakpoints = usePlayerState(player, (state) => state.breakpoints);
  const set = chosen !== undefined && breakpoints.has(chosen);
  const label =
    chosen === undefined
      ? 'Stop here: choose a step on the canvas first'
      : `${set ? 'Stops here' : 'Stop here'} when somebody comes to “${titleOf(chosen)}” (b)`;
  return (
    <Tooltip label={label}>
      <Button
        size="xs"
        aria-pressed={set}
        aria-label={label}
        {...(set && { color: 'red' })}
        disabled={chosen === undefined}
        leftSection={<IconPlayerRecord size={14} />}
        onClick={() => chosen !== undefined && player.toggleBreakpoint(chosen)}
      >
        {set ? 'Stops here' : 'Stop here'}
      </Button>
    </Tooltip>
  );
}

/** What cannot be seen at a glance: why it stopped, and that dots stand for a share. */
function Telling({ player, titleOf }: { player: Player; titleOf: BarProps['titleOf'] }) {
  const stoppedAt = usePlayerState(player, (state) => state.stoppedAt);
  const oneIn = usePlayback((state) => state.dotsOneIn) * player.moves.summary.keepOneIn;
  const { keepOneIn } = player.moves.summary;
  return (
    <span className={classes['telling']} role="status">
      {stoppedAt !== undefined && `Stopped: somebody came to “${titleOf(stoppedAt)}”. `}
      {oneIn > 1 && `A dot stands for ${formatNumber(oneIn)} entries. `}
      {keepOneIn > 1 && `Counts are worked out from one of ${formatNumber(keepOneIn)} entries.`}
    </span>
  );
}
