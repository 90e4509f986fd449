/** Points of a line on the canvas, x and y in turn, in canvas coordinates. */
type Points = Float32Array;

const SAMPLES = 33;
/** How often it is looked whether a line has another course. */
const CHECK_MS = 400;

interface Known {
  course: string;
  points: Points;
  checked: number;
}

/** The courses of edges as they are drawn, so that dots follow whatever lines the canvas draws. */
export class EdgePaths {
  private readonly known = new Map<string, Known>();

  constructor(private readonly root: HTMLElement) {}

  /** The points of an edge's line; `undefined` while it is not drawn. */
  points(edge: string, now: number): Points | undefined {
    const known = this.known.get(edge);
    if (known && now - known.checked < CHECK_MS) return known.points;
    const path = this.root.querySelector<SVGPathElement>(
      `.react-flow__edge[data-id="${CSS.escape(edge)}"] path.react-flow__edge-path`,
    );
    const course = path?.getAttribute('d') ?? '';
    if (!path || course === '') return undefined;
    if (known?.course === course) {
      known.checked = now;
      return known.points;
    }
    const points = sample(path);
    this.known.set(edge, { course, points, checked: now });
    return points;
  }
}

function sample(path: SVGPathElement): Points {
  const length = path.getTotalLength();
  const points = new Float32Array(SAMPLES * 2);
  for (let place = 0; place < SAMPLES; place++) {
    const { x, y } = path.getPointAtLength((length * place) / (SAMPLES - 1));
    points[2 * place] = x;
    points[2 * place + 1] = y;
  }
  return points;
}

/** The place at a share 0 … 1 of a line. */
export function pointAt(points: Points, share: number): { x: number; y: number } {
  const last = points.length / 2 - 1;
  const exact = Math.min(1, Math.max(0, share)) * last;
  const before = Math.min(last - 1, Math.floor(exact));
  const part = exact - before;
  const at = (place: number): number => points[place] ?? 0;
  return {
    x: at(2 * before) + (at(2 * before + 2) - at(2 * before)) * part,
    y: at(2 * before + 1) + (at(2 * before + 3) - at(2 * before + 1)) * part,
  };
}
