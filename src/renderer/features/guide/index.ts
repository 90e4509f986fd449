export { GuideCard } from './GuideCard.js';
export { GuideOffer } from './GuideOffer.js';
export { useBeginGuide } from './useBeginGuide.js';
