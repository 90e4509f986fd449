export { JourneysScreen } from './JourneysScreen.js';
