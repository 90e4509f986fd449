import { useStore, type ReactFlowState } from '@xyflow/react';
import type { Guide } from './guides.js';
import classes from './Guides.module.css';

const selectTransform = (state: ReactFlowState) => state.transform;
const LABEL_HEIGHT = 18;
const CHARACTER = 7;

/** The lines along which what is dragged lies in line with others, with the distances. */
export function Guides({ guides }: { guides: readonly Guide[] }) {
  const [x, y, zoom] = useStore(selectTransform);
  if (guides.length === 0) return null;
  const place = (axis: 'x' | 'y', at: number) => at * zoom + (axis === 'x' ? x : y);
  return (
    <svg className={classes['guides']} aria-hidden>
      {guides.map(({ axis, at, from, to, gaps }) => {
        const across = axis === 'x' ? 'y' : 'x';
        const line = place(axis, at);
        const [start, end] = [place(across, from), place(across, to)];
        return (
          <g key={`${axis} ${String(at)}`}>
            {axis === 'x' ? <path d={`M${line} ${start}V${end}`} /> : <path d={`M${start} ${line}H${end}`} />}
            {gaps.map((gap) => {
              const middle = place(across, (gap.from + gap.to) / 2);
              const text = String(Math.round(gap.to - gap.from));
              return <Distance key={gap.from} text={text} x={axis === 'x' ? line : middle} y={axis === 'x' ? middle : line} />;
            })}
          </g>
        );
      })}
    </svg>
  );
}

function Distance({ text, x, y }: { text: string; x: number; y: number }) {
  const width = text.length * CHARACTER + 10;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect x={-width / 2} y={-LABEL_HEIGHT / 2} width={width} height={LABEL_HEIGHT} rx={4} />
      <text textAnchor="middle" dominantBaseline="central">
        {text}
      </text>
    </g>
  );
}
