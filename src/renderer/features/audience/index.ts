export { AudienceScreen } from './AudienceScreen.js';
