import { BarChart, HeatmapChart, SankeyChart } from 'echarts/charts';
import { GridComponent, VisualMapComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { figureOption, flowOption, matrixOption, PRINT_PALETTE } from '../../../shared/results/drawing.js';
import {
  figureTable,
  flowTable,
  matrixTable,
  type Figure,
  type FlowFigure,
  type MatrixFigure,
} from '../../../shared/results/figure.js';
import type { ReportChart } from '../../../shared/results/report.js';

register([BarChart, HeatmapChart, SankeyChart, GridComponent, VisualMapComponent, SVGRenderer]);

const WIDTH = 960;

/** A chart of ECharts drawn without a page, as the text of an SVG. */
function svgOf(option: ReturnType<typeof figureOption | typeof flowOption | typeof matrixOption>, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

export function figureChart(figure: Figure): ReportChart {
  const height = figure.shape === 'columns' ? 240 : figure.rows.length * 28 + 12;
  const { title, meaning } = figure;
  return { title, meaning, svg: svgOf(figureOption(figure, PRINT_PALETTE), height), table: figureTable(figure) };
}

export function flowChart(flow: FlowFigure): ReportChart {
  const height = Math.max(260, Math.min(900, flow.places.length * 30));
  const { title, meaning } = flow;
  return { title, meaning, svg: svgOf(flowOption(flow, PRINT_PALETTE, WIDTH), height), table: flowTable(flow) };
}

export function matrixChart(matrix: MatrixFigure): ReportChart {
  const { title, meaning, labels } = matrix;
  return {
    title,
    meaning,
    svg: svgOf(matrixOption(matrix, PRINT_PALETTE), labels.length * 40 + 40),
    table: matrixTable(matrix),
  };
}
