export { EmailsScreen } from './list/EmailsScreen.js';
