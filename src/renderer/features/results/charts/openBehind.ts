import type { Behind } from '../../../../shared/results/figure.js';
import { showCustomers, showMessages } from '../drawer/viewStore.js';

/** Opens what lies behind a part of a chart: the list of messages or customers, filtered to exactly them. */
export function openBehind(behind: Behind): void {
  if (behind.kind === 'messages') showMessages(behind.view);
  else showCustomers({ group: { group: behind.group, words: behind.words } });
}

/** What pressing a part of a chart opens, for its title. */
export function behindHint(behind: Behind): string {
  return behind.kind === 'messages' ? 'Show these messages' : 'Show these customers';
}
