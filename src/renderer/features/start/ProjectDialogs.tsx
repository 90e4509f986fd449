import { closeDialog, useDialog } from '../../app/dialogs.js';
import { NewProjectDialog } from './NewProjectDialog.js';
import { OpenProjectDialog } from './OpenProjectDialog.js';

/** The dialogs that make and open projects, wherever they are asked for. */
export function ProjectDialogs() {
  const open = useDialog((state) => state.open);
  return (
    <>
      <NewProjectDialog opened={open === 'newProject'} onClose={closeDialog} />
      <OpenProjectDialog opened={open === 'openProject'} onClose={closeDialog} />
    </>
  );
}
