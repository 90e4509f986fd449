import type { Scope } from './shapes.js';
import type { LooseCondition } from './tree.js';

/** What every editor of a leaf gets. */
export interface LeafProps {
  leaf: LooseCondition;
  onChange: (next: LooseCondition) => void;
  /** Where the leaf stands in the document, as a JSON pointer. */
  path: string;
  scope: Scope;
}
