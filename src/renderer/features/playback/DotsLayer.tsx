import { useReducedMotion } from '@mantine/hooks';
import { useStoreApi } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { FlowEdge, StepNode } from '../../canvas/model.js';
import { useScheme } from '../../ui/index.js';
import { emptyDots, findDots, TRAVEL_SECONDS, type Dots } from './model/dots.js';
import type { Player } from './model/player.js';
import { EdgePaths, pointAt } from './edgePaths.js';
import { usePlayback } from './playbackStore.js';
import classes from './playback.module.css';

/** A frame that took longer (a window behind another one) counts as this much: the playback does not jump. */
const LONGEST_FRAME_MS = 100;
/** With reduced motion time goes in steps of a second, and nothing glides. */
const STILL_STEP_MS = 1_000;

interface LayerProps {
  player: Player;
  /** React Flow's own element, over whose lines the dots go. */
  root: HTMLElement;
}

/** Customers as dots along the edges, on one canvas over React Flow; it also lets the time of the playback pass. */
export function DotsLayer({ player, root }: LayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi<StepNode, FlowEdge>();
  const still = useReducedMotion();
  const { colors } = useScheme();
  const { accent, raised, error } = colors;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return undefined;
    const draw = painter(context, player, root, () => flow.getState(), { accent, raised, error });
    let before = performance.now();
    let saved = 0;
    let frame = requestAnimationFrame(function next(now) {
      const passed = Math.min(LONGEST_FRAME_MS, now - before);
      before = now;
      if (still) {
        saved += passed;
        if (saved >= STILL_STEP_MS) player.advance(STILL_STEP_MS);
        saved %= STILL_STEP_MS;
      } else player.advance(passed);
      draw(now, !still);
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [player, root, flow, still, accent, raised, error]);
  return createPortal(<canvas ref={canvas} className={classes['dots']} aria-hidden data-testid="dots" />, root);
}

interface View {
  transform: [number, number, number];
  width: number;
  height: number;
  nodeLookup: ReadonlyMap<string, { internals: { positionAbsolute: { x: number; y: number } } }>;
}

interface Colours {
  accent: string;
  raised: string;
  error: string;
}

/** Draws frames; one that would look as the last is left out. */
function painter(context: CanvasRenderingContext2D, player: Player, root: HTMLElement, view: () => View, colours: Colours) {
  const paths = new EdgePaths(root);
  const dots = emptyDots();
  let latest = '';
  return (now: number, glides: boolean): void => {
    const { transform, width, height, nodeLookup } = view();
    const { speed, breakpoints, playing, version } = player.store.getState();
    const ratio = window.devicePixelRatio;
    const look = [player.at, ...transform, width, height, ratio, version, glides].join();
    // Lines may move under dots that stand still, so a picture is made anew now and then all the same.
    if (!playing && look === latest && now % 500 > 40) return;
    latest = look;
    const { canvas } = context;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const [x, y, zoom] = transform;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y);
    drawBreakpoints(context, breakpoints, nodeLookup, colours);
    if (!glides) return;
    findDots(player.moves, player.shownAt(), speed * TRAVEL_SECONDS, dots);
    drawDots(context, dots, (edge) => paths.points(player.moves.summary.edges[edge]?.id ?? '', now), zoom, colours);
    if (usePlayback.getState().dotsOneIn !== dots.oneIn) usePlayback.setState({ dotsOneIn: dots.oneIn });
  };
}

function drawBreakpoints(
  context: CanvasRenderingContext2D,
  breakpoints: ReadonlySet<string>,
  nodes: View['nodeLookup'],
  { error, raised }: Colours,
): void {
  for (const id of breakpoints) {
    const place = nodes.get(id)?.internals.positionAbsolute;
    if (!place) continue;
    context.beginPath();
    context.arc(place.x + 2, place.y + 2, 8, 0, 2 * Math.PI);
    context.fillStyle = error;
    context.strokeStyle = raised;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
  }
}

type PointsOf = (edge: number) => Float32Array | undefined;

/** All dots in one path: thousands of them cost one fill. */
function drawDots(context: CanvasRenderingContext2D, dots: Dots, pointsOf: PointsOf, zoom: number, colours: Colours): void {
  const radius = Math.max(3.5, 2 / zoom);
  const byEdge = new Map<number, Float32Array | undefined>();
  context.beginPath();
  for (let dot = 0; dot < dots.count; dot++) {
    const edge = dots.edge[dot] ?? 0;
    let points = byEdge.get(edge);
    if (!points && !byEdge.has(edge)) byEdge.set(edge, (points = pointsOf(edge)));
    if (!points) continue;
    const { x, y } = pointAt(points, dots.share[dot] ?? 0);
    const lane = dots.lane[dot] ?? 0;
    context.moveTo(x + radius, y + lane);
    context.arc(x, y + lane, radius, 0, 2 * Math.PI);
  }
  context.fillStyle = colours.accent;
  context.strokeStyle = colours.raised;
  context.lineWidth = 1;
  context.fill();
  if (dots.count < 1_500) context.stroke();
}
