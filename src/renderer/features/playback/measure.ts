import { create } from 'zustand';
import type { Measure } from '../../../shared/simulation/overlay.js';

interface CanvasView {
  measure: Measure;
  /** Whether steps are tinted by how many came there. */
  heat: boolean;
}

/** How the person looks at the results on the canvas; it stays from journey to journey. */
export const useCanvasFigures = create<CanvasView>()(() => ({ measure: 'entries', heat: false }));

export function setMeasure(measure: Measure): void {
  useCanvasFigures.setState({ measure });
}

export function toggleHeat(): void {
  useCanvasFigures.setState(({ heat }) => ({ heat: !heat }));
}
