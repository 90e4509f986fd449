import { useStore, type ReactFlowState } from '@xyflow/react';
import { useEffect, useId, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Dwell } from '../../../shared/contract/simulations.js';
import { useEngineQuery } from '../../app/queries.js';
import { formatCount, formatDuration, formatNumber } from '../../ui/index.js';
import { lengthLabel, shownLengths } from './model/dwell.js';
import classes from './playback.module.css';

type Where = { node: string } | { edge: string };

interface Target {
  where: Where;
  /** Pixels on the page. */
  box: DOMRect;
}

/** So long the pointer rests, or the focus stays, before the card comes. */
const REST_MS = 450;
const CARD = { width: 264, height: 230, gap: 8 };

const selectRoot = (state: ReactFlowState) => state.domNode;

function whereOf(element: Element): { where: Where; element: Element } | undefined {
  const found = element.closest('.react-flow__node[data-id], .react-flow__edge[data-id]');
  const id = found?.getAttribute('data-id');
  if (!found || !id) return undefined;
  return { where: found.classList.contains('react-flow__node') ? { node: id } : { edge: id }, element: found };
}

/** The step or connection on which the pointer rests or the keyboard's focus stays; nothing while a button is pressed. */
function useRested(root: HTMLElement | null): Target | undefined {
  const [target, setTarget] = useState<Target | undefined>(undefined);
  useEffect(() => {
    if (!root) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over: Element | undefined;
    const leave = (): void => {
      clearTimeout(timer);
      over = undefined;
      setTarget(undefined);
    };
    const come = (event: Event): void => {
      const found = event.target instanceof Element ? whereOf(event.target) : undefined;
      if (!found) {
        leave();
        return;
      }
      if (found.element === over) return;
      leave();
      over = found.element;
      timer = setTimeout(() => setTarget({ where: found.where, box: found.element.getBoundingClientRect() }), REST_MS);
    };
    const focus = (event: FocusEvent): void => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) come(event);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') leave();
    };
    root.addEventListener('pointerover', come);
    root.addEventListener('focusin', focus);
    for (const name of ['pointerleave', 'pointerdown', 'wheel', 'focusout'] as const)
      root.addEventListener(name, leave, { passive: true });
    root.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      root.removeEventListener('pointerover', come);
      root.removeEventListener('focusin', focus);
      for (const name of ['pointerleave', 'pointerdown', 'wheel', 'focusout'] as const) root.removeEventListener(name, leave);
      root.removeEventListener('keydown', onKey);
    };
  }, [root]);
  return target;
}

interface DwellCardProps {
  project: string;
  journey: string;
  run: string;
  titleOf: (node: string) => string;
}

/** Beside the step or connection that is looked at: how long customers stayed or were under way, and at what hour. */
export function DwellCard({ project, journey, run, titleOf }: DwellCardProps) {
  const root = useStore(selectRoot);
  const target = useRested(root);
  const { data } = useEngineQuery(
    'simulations.dwell',
    { project, run, journey, where: target?.where ?? { node: '' } },
    { enabled: target !== undefined },
  );
  const { innerWidth, innerHeight } = window;
  if (!target || !data || data.count === 0) return null;
  const { box, where } = target;
  const fitsRight = box.right + CARD.gap + CARD.width < innerWidth;
  const left = fitsRight ? box.right + CARD.gap : Math.max(CARD.gap, box.left - CARD.gap - CARD.width);
  const top = Math.max(CARD.gap, Math.min(box.top, innerHeight - CARD.height - CARD.gap));
  return createPortal(
    <div role="tooltip" className={classes['dwell']} style={{ left, top, width: CARD.width }}>
      {'node' in where && <div className={classes['cardTitle']}>{titleOf(where.node)}</div>}
      <DwellFigures dwell={data} isNode={'node' in where} />
    </div>,
    document.body,
  );
}

function DwellFigures({ dwell, isNode }: { dwell: Dwell; isNode: boolean }) {
  const { lengths, hours, median, longest, stillThere, zone } = dwell;
  const bars = shownLengths(lengths);
  const busiest = hours.indexOf(Math.max(...hours));
  const what = isNode ? 'Time spent here' : 'Time since entering';
  return (
    <>
      <p className={classes['dwellLabel']}>{what}</p>
      {bars.length === 0 ? (
        <p className={classes['muted']}>Nobody has gone on yet.</p>
      ) : (
        <ul className={classes['dwellRows']}>
          {bars.map(({ from, to, count, share }) => (
            <li key={from}>
              <span>{lengthLabel(from, to)}</span>
              <i aria-hidden style={{ width: `${String(share * 100)}%` }} />
              <b>{formatNumber(count)}</b>
            </li>
          ))}
        </ul>
      )}
      <p className={classes['muted']}>
        {median !== null && `Half within ${formatDuration(median)}`}
        {longest !== null && `, the longest ${formatDuration(longest)}`}
        {stillThere > 0 && `; ${formatCount(stillThere, 'is', 'are')} still here`}
      </p>
      <p className={classes['dwellLabel']}>Hour of day ({zone})</p>
      <Hours hours={hours} />
      <p className={classes['muted']}>
        Most at {String(busiest).padStart(2, '0')}:00–{String((busiest + 1) % 24).padStart(2, '0')}:00:{' '}
        {formatNumber(hours[busiest] ?? 0)} of {formatNumber(dwell.count)}
      </p>
    </>
  );
}

function Hours({ hours }: { hours: readonly number[] }) {
  const id = useId();
  const most = Math.max(1, ...hours);
  return (
    <svg viewBox="0 0 240 40" className={classes['hours']} role="img" aria-labelledby={id}>
      <title id={id}>{hours.map((count, hour) => `${String(hour)}:00 ${formatNumber(count)}`).join(', ')}</title>
      {hours.map((count, hour) => (
        <rect key={hour} x={hour * 10 + 1} y={40 - (count / most) * 38} width={8} height={Math.max(0.5, (count / most) * 38)} />
      ))}
    </svg>
  );
}
