export { EmailScreen } from './EmailScreen.js';
