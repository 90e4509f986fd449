export { ComparisonOverCanvas } from './canvas/ComparisonOverCanvas.js';
export { useCompare } from './CompareContext.js';
export { ComparePanel } from './ComparePanel.js';
export { CompareProvider } from './CompareProvider.js';
