export { WhyDialog } from './WhyDialog.js';
export { openWhy } from './whyStore.js';
