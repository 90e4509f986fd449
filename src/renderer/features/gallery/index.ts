export { RecipeGallery } from './RecipeGallery.js';
export { RecipeDialog } from './RecipeDialog.js';
