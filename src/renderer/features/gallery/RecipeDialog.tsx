import { Modal } from '@mantine/core';
import { RecipeGallery } from './RecipeGallery.js';

/** The gallery of recipes over the list of journeys. */
export function RecipeDialog({ taken, onClose }: { taken: readonly string[]; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="New journey from a recipe" size={1120} closeButtonProps={{ 'aria-label': 'Close' }}>
      <RecipeGallery taken={taken} />
    </Modal>
  );
}
