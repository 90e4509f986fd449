export { StartScreen } from './StartScreen.js';
