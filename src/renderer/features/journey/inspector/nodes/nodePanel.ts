import type { DraftNode } from '../../../../../shared/journey/schema.js';
import type { Loose } from '../fields/read.js';

/** What the settings panel of each type of step gets. */
export interface NodePanelProps {
  node: DraftNode;
  config: Loose;
  /** `renamedHandles`: ways out that bear a new name, so that their connections follow. */
  onChange: (config: Loose, renamedHandles?: Readonly<Record<string, string>>) => void;
  /** JSON pointer of the settings in the document. */
  path: string;
}
