import { useMemo } from 'react';
import { useScheme } from '../../../ui/index.js';
import { barOption, type BarChartModel } from './barOption.js';
import type { ChartOption } from './echarts.js';

/** The chart of a model in the colours of the scheme that shows; anew only when one of them changes. */
export function useBarOption(model: BarChartModel): ChartOption {
  const { colors } = useScheme();
  return useMemo(() => barOption(model, colors), [model, colors]);
}
