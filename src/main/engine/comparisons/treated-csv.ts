import { changesWords, TREATMENT_WORDS } from '../../../shared/simulation/compare/words.js';
import { csvLine } from '../../../shared/csv.js';
import type { TreatedCustomers } from './treated.js';

/** Everybody who is treated differently, as CSV: how, how many messages they are sent on each side, and what differs in words. */
export function treatedCsv(treated: TreatedCustomers): string {
  const lines = [csvLine(['userId', 'treatment', 'sentBefore', 'sentAfter', 'changes'])];
  for (const { userId, treatment, before, after, changes } of treated.rows()) {
    const words = changesWords(changes, (side, node) => treated.titleOf(side, node));
    lines.push(csvLine([userId, TREATMENT_WORDS[treatment], before, after, words]));
  }
  return lines.join('');
}
