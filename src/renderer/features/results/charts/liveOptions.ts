import type { Figure, FlowFigure } from '../../../../shared/results/figure.js';
import { columnsOption, flowOption, type Palette } from '../../../../shared/results/drawing.js';
import { formatNumber, type ColorTokens } from '../../../ui/index.js';
import type { ChartOption } from './echarts.js';

/** What charts in the window have beyond their pictures: tips and zoom. */

/** The zoom stands under the bars it moves. */
const ZOOM = { left: 40, right: 8 } as const;

export interface Zoom {
  /** Places of the first and last bar that show. */
  first: number;
  last: number;
}

function element(tag: 'div' | 'strong' | 'span', style: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  made.style.cssText = style;
  made.append(...children);
  return made;
}

interface TipRow {
  color: string;
  name: string;
  value: number;
}

/** A tip, built of text nodes: nothing in it is ever read as HTML. */
function tip(title: string, rows: readonly TipRow[], hint: string | undefined, colors: ColorTokens): HTMLElement {
  return element(
    'div',
    'font-variant-numeric:tabular-nums',
    element('div', 'font-weight:600;margin-bottom:2px', title),
    ...rows.map(({ color, name, value }) =>
      element(
        'div',
        'display:flex;align-items:center;gap:6px',
        element('span', `width:8px;height:8px;border-radius:2px;background:${color}`),
        element('span', `color:${colors.muted};margin-right:12px`, name),
        element('strong', 'margin-left:auto;font-weight:600', formatNumber(value)),
      ),
    ),
    ...(hint ? [element('div', `color:${colors.faint};margin-top:2px`, hint)] : []),
  );
}

function tooltipLook(colors: ColorTokens) {
  return {
    confine: true,
    transitionDuration: 0,
    backgroundColor: colors.raised,
    borderColor: colors.lineStrong,
    padding: [6, 10],
    textStyle: { color: colors.text, fontSize: 12 },
    extraCssText: `box-shadow:${colors.shadowFloating};border-radius:8px`,
  };
}

function columnsTooltip(figure: Figure, palette: Palette, colors: ColorTokens): NonNullable<ChartOption['tooltip']> {
  const { rows, head, tones } = figure;
  return {
    ...tooltipLook(colors),
    trigger: 'axis',
    axisPointer: { type: 'shadow', shadowStyle: { color: colors.text, opacity: 0.06 } },
    formatter: (params) => {
      const [first] = [params].flat();
      const row = first && rows[first.dataIndex];
      if (!row) return '';
      const values = tones.map((tone, place) => ({
        color: palette.tones[tone],
        name: (head[place + 1] ?? '').toLowerCase(),
        value: row.values[place] ?? 0,
      }));
      const what = row.behind?.kind === 'messages' ? 'messages' : 'customers';
      return tip(row.label, values, row.behind && `Click for the ${what}`, colors);
    },
  };
}

function zoomOf({ first, last }: Zoom, colors: ColorTokens): NonNullable<ChartOption['dataZoom']> {
  const range = { startValue: first, endValue: last };
  return [
    {
      type: 'slider',
      ...range,
      height: 22,
      bottom: 4,
      ...ZOOM,
      brushSelect: true,
      showDetail: false,
      borderColor: 'transparent',
      backgroundColor: colors.sunken,
      fillerColor: colors.accentSoft,
      dataBackground: { lineStyle: { color: colors.lineStrong }, areaStyle: { color: colors.line } },
      selectedDataBackground: { lineStyle: { color: colors.accent }, areaStyle: { color: colors.accent, opacity: 0.2 } },
      handleStyle: { color: colors.raised, borderColor: colors.accent },
      moveHandleSize: 0,
      emphasis: { handleStyle: { borderColor: colors.accent } },
    },
    { type: 'inside', ...range, zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: false },
  ];
}

/** Columns with tips and, where it is given, a zoom. */
export function liveColumns(figure: Figure, palette: Palette, colors: ColorTokens, zoom?: Zoom): ChartOption {
  const option = columnsOption(figure, palette);
  return {
    ...option,
    ...(zoom && {
      grid: { left: ZOOM.left, right: ZOOM.right, top: 8, bottom: 50, outerBoundsMode: 'none' },
      dataZoom: zoomOf(zoom, colors),
    }),
    tooltip: columnsTooltip(figure, palette, colors),
  };
}

/** A Sankey diagram with tips. */
export function liveFlow(flow: FlowFigure, palette: Palette, colors: ColorTokens, width: number): ChartOption {
  const labels = new Map(flow.places.map((place) => [place.key, place]));
  const unit = flow.unit.toLowerCase();
  return {
    ...flowOption(flow, palette, width),
    tooltip: {
      ...tooltipLook(colors),
      trigger: 'item',
      formatter: (params) => {
        const [first] = [params].flat();
        if (!first) return '';
        if (first.dataType === 'edge') {
          const way = flow.ways[first.dataIndex];
          const [from, to] = [way && labels.get(way.from), way && labels.get(way.to)];
          if (!way || !from || !to) return '';
          const row = { color: palette.tones[from.tone], name: unit, value: way.count };
          return tip(`${from.label} → ${to.label}`, [row], 'Click for the customers', colors);
        }
        const place = flow.places[first.dataIndex];
        if (!place) return '';
        const row = { color: palette.tones[place.tone], name: unit, value: place.count };
        return tip(place.label, [row], 'Click for the customers', colors);
      },
    },
  };
}
