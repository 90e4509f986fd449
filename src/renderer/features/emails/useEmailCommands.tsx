import { OFFER_KINDS, OFFERS } from '../../../shared/email/blocks.js';
import { useCommands, type Command } from '../../app/commands.js';
import { OFFER_ICONS } from './blocks/Palette.js';
import { useAddBlock, useBlockActions } from './blocks/useBlockActions.js';
import { useCheckCall } from './check/CheckPanel.js';
import { canRedo, canUndo } from './document/editor.js';
import { useEmail, useOpenEmail } from './document/EmailContext.js';
import { useRecipientSteps } from './preview/useRecipientSteps.js';
import { setWorkbench, showPanel, showSide, useWorkbench } from './workbench.js';

/** Keys that the blocks themselves listen to while they have the focus; listed so that people find them. */
const BLOCK_KEYS: readonly Command[] = [
  { id: 'block-next', label: 'Next and previous block', keys: 'arrowdown', group: 'On the blocks' },
  { id: 'block-parent', label: 'What is around the block', keys: 'arrowleft', group: 'On the blocks' },
  { id: 'block-move', label: 'Move the block', keys: 'alt+arrowdown', group: 'On the blocks' },
  { id: 'block-duplicate', label: 'Duplicate the block', keys: 'mod+d', group: 'On the blocks' },
  { id: 'block-delete', label: 'Delete the block', keys: 'delete', group: 'On the blocks' },
  { id: 'block-settings', label: 'Settings of the block', keys: 'enter', group: 'On the blocks' },
];

/** Offers what the editor of an e-mail can do in the command palette and by keys. */
export function useEmailCommands(): void {
  const { editor, preview } = useOpenEmail();
  const { sideOpen, panelOpen } = useWorkbench();
  const add = useAddBlock();
  const act = useBlockActions();
  const { start } = useCheckCall();
  const { step, count } = useRecipientSteps();
  const undo = useEmail(canUndo);
  const redo = useEmail(canRedo);
  const group = 'E-mail';
  useCommands([
    { id: 'undo', label: 'Undo', group, keys: 'mod+z', inFields: false, enabled: undo, run: editor.undo },
    { id: 'redo', label: 'Redo', group, keys: 'mod+shift+z', inFields: false, enabled: redo, run: editor.redo },
    { id: 'redo-y', label: 'Redo', group, keys: 'mod+y', inPalette: false, inFields: false, enabled: redo, run: editor.redo },
    {
      id: 'check',
      label: 'Check before sending',
      group,
      keys: 'mod+shift+enter',
      run: () => {
        showPanel('check');
        start();
      },
    },
    {
      id: 'blocks',
      label: 'Edit as blocks',
      group,
      keys: 'alt+1',
      inFields: true,
      run: () => setWorkbench({ centre: 'blocks' }),
    },
    {
      id: 'both',
      label: 'Edit blocks and code side by side',
      group,
      keys: 'alt+2',
      inFields: true,
      run: () => setWorkbench({ centre: 'both' }),
    },
    { id: 'code', label: 'Edit the code', group, keys: 'alt+3', inFields: true, run: () => setWorkbench({ centre: 'code' }) },
    {
      id: 'side',
      label: 'Fold or show blocks and settings',
      group,
      keys: 'alt+b',
      inFields: true,
      run: () => setWorkbench({ sideOpen: !sideOpen }),
    },
    {
      id: 'panel',
      label: 'Fold or show the preview',
      group,
      keys: 'alt+p',
      inFields: true,
      run: () => setWorkbench({ panelOpen: !panelOpen }),
    },
    { id: 'add', label: 'Show the blocks to add', group, run: () => showSide('add') },
    { id: 'settings', label: 'Show the settings of the block', group, run: () => showSide('block') },
    { id: 'outline', label: 'Show the outline', group, run: () => showSide('outline') },
    { id: 'phone', label: 'Preview on a phone', group, run: () => preview.setState({ device: 'phone', part: 'html' }) },
    { id: 'desktop', label: 'Preview on a computer', group, run: () => preview.setState({ device: 'desktop', part: 'html' }) },
    { id: 'dark', label: 'Preview in the dark', group, run: () => preview.setState({ scheme: 'dark', part: 'html' }) },
    { id: 'light', label: 'Preview in the light', group, run: () => preview.setState({ scheme: 'light', part: 'html' }) },
    { id: 'text', label: 'Show the plain text', group, run: () => preview.setState({ part: 'text' }) },
    { id: 'next', label: 'Next recipient', group, keys: 'alt+]', inFields: true, enabled: count > 0, run: () => step(1) },
    {
      id: 'previous',
      label: 'Previous recipient',
      group,
      keys: 'alt+[',
      inFields: true,
      enabled: count > 0,
      run: () => step(-1),
    },
    { id: 'duplicate', label: 'Duplicate the selected block', group, run: () => act('duplicate') },
    { id: 'remove', label: 'Delete the selected block', group, run: () => act('remove') },
    ...OFFERS.map((offer): Command => {
      const { name, hint } = OFFER_KINDS[offer];
      const OfferIcon = OFFER_ICONS[offer];
      return {
        id: `add-${offer}`,
        label: `Add ${name}`,
        description: hint,
        group: 'Add a block',
        icon: <OfferIcon size={16} />,
        run: () => add(offer),
      };
    }),
    ...BLOCK_KEYS,
  ]);
}
