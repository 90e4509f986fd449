import { formatNumber } from '../format.js';
import type { Figure, FlowFigure, MatrixFigure, Tone } from './figure.js';

/** Figures as options of ECharts, with no behaviour: the window adds tips and zoom, a report prints them as they are. */

export interface Palette {
  font: string;
  text: string;
  muted: string;
  faint: string;
  line: string;
  lineStrong: string;
  surface: string;
  tones: Readonly<Record<Tone, string>>;
}

/** On paper and in saved pictures: the colours of the light scheme. */
export const PRINT_PALETTE: Palette = {
  font: 'Inter, system-ui, -apple-system, sans-serif',
  text: '#171a21',
  muted: '#525b69',
  faint: '#626b7a',
  line: '#e3e6eb',
  lineStrong: '#cfd4dc',
  surface: '#ffffff',
  tones: {
    intent: '#7c4dff',
    engagement: '#0288d1',
    purchase: '#2e9e5b',
    message: '#e2663c',
    wait: '#8a7a3d',
    logic: '#5a6372',
    end: '#808998',
    warning: '#c7831a',
    error: '#d13a3f',
    accent: '#3d5afe',
  },
};

/** Letters of a label on an axis or beside a place of a flow. */
const LABEL_LETTERS = 28;

function short(text: string, letters = LABEL_LETTERS): string {
  const characters = Array.from(text);
  return characters.length <= letters ? text : `${characters.slice(0, letters - 1).join('')}…`;
}

const axisText = ({ faint }: Palette) => ({ color: faint, fontSize: 11 });

/** Columns side by side. */
export function columnsOption({ rows, head, tones }: Figure, palette: Palette) {
  return {
    animation: false,
    textStyle: { fontFamily: palette.font },
    grid: { left: 4, right: 4, top: 8, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
    xAxis: {
      type: 'category' as const,
      data: rows.map(({ axis, label }) => axis ?? label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: { ...axisText(palette), hideOverlap: true, alignMaxLabel: 'right' as const },
    },
    yAxis: {
      type: 'value' as const,
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { ...axisText(palette), formatter: (value: number) => formatNumber(value) },
    },
    series: tones.map((tone, place) => ({
      type: 'bar' as const,
      name: head[place + 1] ?? '',
      stack: 'all',
      data: rows.map(({ values }) => values[place] ?? 0),
      barCategoryGap: '18%',
      barMaxWidth: 28,
      emphasis: { disabled: true },
      itemStyle: {
        color: palette.tones[tone],
        borderRadius: place === tones.length - 1 ? [1.5, 1.5, 0, 0] : 0,
      },
    })),
  };
}

/** Named bars under one another, their numbers beside them. */
function barsOption({ rows, tones }: Figure, palette: Palette) {
  const [first = 'accent'] = tones;
  return {
    animation: false,
    textStyle: { fontFamily: palette.font },
    // Without a page letters are measured roughly, so their axis gets room to spare.
    grid: { left: 24, right: 110, top: 4, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
    xAxis: { type: 'value' as const, show: false },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: rows.map(({ label }) => short(label)),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: palette.muted, fontSize: 12 },
    },
    series: [
      {
        type: 'bar' as const,
        barMaxWidth: 16,
        data: rows.map(({ values, tone }) => ({
          value: values[0] ?? 0,
          itemStyle: { color: palette.tones[tone ?? first], borderRadius: 4 },
        })),
        label: {
          show: true,
          position: 'right' as const,
          color: palette.text,
          fontSize: 12,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const row = rows[dataIndex];
            return row ? [formatNumber(row.values[0] ?? 0), row.note].filter(Boolean).join('  ') : '';
          },
        },
      },
    ],
  };
}

/** The picture of a chart of bars. */
export function figureOption(figure: Figure, palette: Palette) {
  return figure.shape === 'columns' ? columnsOption(figure, palette) : barsOption(figure, palette);
}

/** Room for the labels of the last column, right of it. */
const LAST_LABELS = 168;
const PLACE_WIDTH = 10;

/** How many columns the places of a flow need: the longest way through it. */
function columnsOf({ places, ways }: FlowFigure): number {
  const depths = new Map(places.map(({ key }) => [key, 0]));
  // The ways have no loops, so after as many rounds as there are places nothing moves any more.
  for (let moved = true, round = 0; moved && round <= places.length; round += 1) {
    moved = false;
    for (const { from, to } of ways) {
      const depth = (depths.get(from) ?? 0) + 1;
      if (depth <= (depths.get(to) ?? 0)) continue;
      depths.set(to, depth);
      moved = true;
    }
  }
  return Math.max(1, ...[...depths.values()].map((depth) => depth + 1));
}

/**
 * A Sankey diagram. Places are named by their keys, which are numbers: no text of a person is ever a name that ECharts looks up.
 * @param width of the picture in pixels, by which labels are cut.
 */
export function flowOption(flow: FlowFigure, palette: Palette, width: number) {
  const { places, ways } = flow;
  const leading = new Set(ways.map(({ from }) => from));
  // Between two columns a name has a line of its own; the small ends of the last column have no room for two.
  const labels = new Map(
    places.map(({ key, label, count }) => {
      const words = short(label, 60);
      return [key, leading.has(key) ? `${words}\n${formatNumber(count)}` : `${formatNumber(count)}  ${words}`];
    }),
  );
  const columns = columnsOf(flow);
  const between = (width - LAST_LABELS) / Math.max(1, columns - 1) - PLACE_WIDTH - 10;
  return {
    animation: false,
    textStyle: { fontFamily: palette.font },
    series: [
      {
        type: 'sankey' as const,
        left: 4,
        right: LAST_LABELS,
        top: 8,
        bottom: 8,
        nodeWidth: PLACE_WIDTH,
        nodeGap: 12,
        draggable: false,
        nodeAlign: 'justify' as const,
        data: places.map(({ key, tone }) => ({
          name: key,
          itemStyle: { color: palette.tones[tone], borderWidth: 0 },
          // Those that lead nowhere stand in the last column, with all the room beside it.
          label: { width: leading.has(key) ? Math.max(28, between) : LAST_LABELS - 12 },
        })),
        links: ways.map(({ from, to, count }) => ({ source: from, target: to, value: count })),
        lineStyle: { color: 'source' as const, opacity: 0.28, curveness: 0.5 },
        emphasis: { focus: 'adjacency' as const, lineStyle: { opacity: 0.5 } },
        label: {
          color: palette.text,
          fontSize: 11,
          lineHeight: 15,
          overflow: 'truncate' as const,
          formatter: ({ name }: { name: string }) => labels.get(name) ?? name,
        },
      },
    ],
  };
}

/** A matrix as a heat map, for pictures; windows and reports show it as a table. */
export function matrixOption({ labels, cells }: MatrixFigure, palette: Palette) {
  const values = cells.flatMap((row, y) => row.map(({ count }, x): [number, number, number] => [x, y, count]));
  const axis = {
    type: 'category' as const,
    data: labels.map((label) => short(label, 18)),
    axisTick: { show: false },
    axisLine: { show: false },
    axisLabel: { color: palette.muted, fontSize: 11, interval: 0 },
  };
  return {
    animation: false,
    textStyle: { fontFamily: palette.font },
    grid: { left: 4, right: 8, top: 4, bottom: 4, outerBoundsMode: 'same' as const, outerBoundsContain: 'axisLabel' as const },
    xAxis: { ...axis, position: 'top' as const },
    yAxis: { ...axis, inverse: true },
    visualMap: {
      show: false,
      min: 0,
      max: Math.max(1, ...values.map(([, , count]) => count)),
      inRange: { color: [palette.surface, palette.tones.engagement] },
    },
    series: [
      {
        type: 'heatmap' as const,
        data: values,
        label: { show: true, color: palette.text, formatter: ({ value }: { value: unknown }) => countOf(value) },
        itemStyle: { borderColor: palette.line, borderWidth: 1 },
      },
    ],
  };
}

function countOf(value: unknown): string {
  const count: unknown = Array.isArray(value) ? value[2] : undefined;
  return typeof count === 'number' ? formatNumber(count) : '';
}
