export { DataScreen } from './DataScreen.js';
