import { useOpenEmail } from '../document/EmailContext.js';
import { useRecipients } from './recipients.js';

/** Goes to the next or previous recipient. */
export function useRecipientSteps(): { step: (by: 1 | -1) => void; count: number } {
  const { preview } = useOpenEmail();
  const count = useRecipients().output?.rows.length ?? 0;
  return {
    count,
    step: (by) => preview.setState(({ index }) => ({ index: Math.min(Math.max(index + by, 0), Math.max(count - 1, 0)) })),
  };
}
