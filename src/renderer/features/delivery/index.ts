export { ActivateButton } from './ActivateButton.js';
export { DeliveryScreen } from './DeliveryScreen.js';
