export { ProjectDialogs } from './ProjectDialogs.js';
export { StartScreen } from './StartScreen.js';
