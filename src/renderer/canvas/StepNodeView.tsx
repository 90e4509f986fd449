import { Handle, Position, type NodeProps } from '@xyflow/react';
import { IconAlertTriangleFilled, IconCircleXFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { formatNumber, formatPercent } from '../ui/index.js';
import { hasRows } from './geometry.js';
import { BORDER, guessedHandles, guessedHeight } from './guess.js';
import { accessibleName } from './projection.js';
import { useCanvasActions, type NodeProblems, type StepData, type StepNode, type Way } from './model.js';
import { addStepPictures, pictureOf } from './stepPictures.js';
import { useHasWords } from './useWords.js';
import { figureText, type DropOff, type Figure, type NodeFigures, type WayFigure } from '../../shared/simulation/overlay.js';
import classes from './StepNodeView.module.css';

addStepPictures(classes['icon'] ?? '');

/** As many letters as three lines hold, and one; cut here, because a box that cuts costs time in each frame. */
const TITLE_LETTERS = 78;
const DETAIL_LETTERS = 96;
const WAY_LETTERS = 28;

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}

/** What a step shows is a function of its data alone: where it lies and how large it is it need not know. */
function showsSame(before: NodeProps<StepNode>, after: NodeProps<StepNode>): boolean {
  return before.id === after.id && before.data === after.data;
}

/** A step on the canvas: icon and colour of its family, what it does in words, its ways out, and what a run did there. */
export const StepNodeView = memo(function StepNodeView({ id, data }: NodeProps<StepNode>) {
  const { type, family, problems, figures, down, mark } = data;
  const hasWords = useHasWords(id);
  return (
    <div
      className={classes['node']}
      data-type={type}
      data-down={down || undefined}
      data-mark={mark}
      data-fault={problems ? (problems.errors > 0 ? 'error' : 'warning') : undefined}
      data-heat={figures?.heat === undefined ? undefined : true}
      style={{
        '--family': `var(--wp-family-${family})`,
        ...(figures?.heat !== undefined && { '--heat': `${String(Math.round(Math.sqrt(figures.heat) * 60))}%` }),
      }}
    >
      <span className={classes['spoken']}>{accessibleName(data)}</span>
      {hasWords ? <Inside node={id} data={data} /> : <Outline data={data} />}
    </div>
  );
}, showsSame);

/** All that is seen and taken hold of from near: words, figures, and where connections begin and end. */
function Inside({ node, data }: { node: string; data: StepData }) {
  const { type, ways, figures, stale, down } = data;
  const rows = hasRows(ways.map(({ handle }) => handle));
  return (
    <>
      {type !== 'trigger' && (
        <Handle
          type="target"
          position={down ? Position.Top : Position.Left}
          id="in"
          className={classes['in'] ?? ''}
          isConnectableStart={false}
        />
      )}
      <Words data={data} />
      {rows && <Ways node={node} ways={ways} figures={figures} stale={stale} down={down} />}
      {!rows && ways.map((way) => <OutHandle key={way.handle} node={node} way={way} down={down} />)}
    </>
  );
}

/** As large as the step will be; React Flow finds the ends of connections by these marks, as it does by its own handles. */
function Outline({ data }: { data: StepData }) {
  return (
    <div style={{ height: guessedHeight(data) - 2 * BORDER }}>
      {guessedHandles(data).map(({ id, type, position, x, y }) => (
        <i
          key={id ?? type}
          className={`${type} ${classes['end'] ?? ''}`}
          data-handleid={id}
          data-handlepos={position}
          style={{ left: x - BORDER, top: y - BORDER }}
        />
      ))}
    </div>
  );
}

/** Icon, title, what it does, its problems, and what a run did there. */
function Words({ data: { type, family, title, detail, problems, figures, stale } }: { data: StepData }) {
  return (
    <>
      <div aria-hidden className={classes['head']} data-brief={detail === '' || undefined}>
        <span className={classes['icon']} data-icon={pictureOf(type, family)} />
        <div className={classes['words']}>
          <div className={classes['title']}>{shortened(title, TITLE_LETTERS)}</div>
          {detail !== '' && <div className={classes['detail']}>{shortened(detail, DETAIL_LETTERS)}</div>}
        </div>
        {problems && <ProblemMark problems={problems} />}
      </div>
      {figures && figures.figures.length > 0 && <Figures figures={figures.figures} stale={stale} />}
      {figures?.dropOff && <DropOffBar {...figures.dropOff} stale={stale} />}
    </>
  );
}

function ProblemMark({ problems }: { problems: NodeProblems }) {
  const Icon = problems.errors > 0 ? IconCircleXFilled : IconAlertTriangleFilled;
  return (
    <span className={classes['mark']} title={problems.messages.join('\n')}>
      <Icon size={16} />
    </span>
  );
}

interface WaysProps {
  node: string;
  ways: readonly Way[];
  figures: NodeFigures | undefined;
  stale: boolean;
  down: boolean;
}

function Ways({ node, ways, figures, stale, down }: WaysProps) {
  return (
    <div className={classes['ways']} aria-hidden>
      {ways.map((way) => (
        <div key={way.handle} className={classes['way']}>
          <span className={classes['wayLabel']} title={way.label}>
            {down ? way.label : shortened(way.label, WAY_LETTERS)}
          </span>
          <WayShare
            figure={figures && Object.hasOwn(figures.ways, way.handle) ? figures.ways[way.handle] : undefined}
            stale={stale}
          />
          <OutHandle node={node} way={way} down={down} />
        </div>
      ))}
    </div>
  );
}

function WayShare({ figure, stale }: { figure: WayFigure | undefined; stale: boolean }) {
  if (!figure) return null;
  return (
    <span className={classes['wayShare']} data-stale={stale || undefined} title={formatNumber(figure.count)}>
      {formatPercent(figure.share)}
    </span>
  );
}

function OutHandle({ node, way, down }: { node: string; way: Way; down: boolean }) {
  const { addBehind } = useCanvasActions();
  return (
    <Handle
      type="source"
      position={down ? Position.Bottom : Position.Right}
      id={way.handle}
      aria-hidden
      className={classes['out'] ?? ''}
      data-free={way.free || undefined}
      title={way.free ? 'Drag to a step to connect, or click to add one' : undefined}
      onClick={(event) => {
        if (!way.free) return;
        event.stopPropagation();
        addBehind(node, way.handle, { x: event.clientX, y: event.clientY });
      }}
    />
  );
}

/** Who went on, who still waits and who ended here, as parts of a line: what ends where no end was meant is red. */
function DropOffBar({ left, waiting, ended, stale }: DropOff & { stale: boolean }) {
  const parts = { left, waiting, ended };
  const words = `${formatPercent(left)} went on, ${formatPercent(waiting)} waiting, ${formatPercent(ended)} ended here`;
  return (
    <div aria-hidden className={classes['dropOff']} data-stale={stale || undefined} title={words}>
      {(['left', 'waiting', 'ended'] as const).map((part) => (
        <span key={part} data-part={part} style={{ flexGrow: parts[part] }} />
      ))}
    </div>
  );
}

function Figures({ figures, stale }: { figures: readonly Figure[]; stale: boolean }) {
  return (
    <div aria-hidden className={classes['figures']} data-stale={stale || undefined}>
      {figures.map((figure) => (
        <span key={figure.label} data-tone={figure.tone}>
          <b>{figureText(figure)}</b> {figure.label}
        </span>
      ))}
    </div>
  );
}
