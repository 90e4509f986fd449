export { PlaybackOverCanvas, PlaybackUnderCanvas } from './PlaybackOverCanvas.js';
