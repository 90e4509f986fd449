import { conditionSchema, type Condition } from '../condition/schema.js';
import { attribute, blocksOf, type Block, type MjmlFault } from './document.js';

/** The attribute of a conditional block: its value is a condition of semantics §3 as JSON. */
export const SHOW_IF = 'show-if';

/** Blocks that can stand in their place or not at all; a column cannot, as its neighbours share the width with it. */
const PARENTS: ReadonlySet<string> = new Set(['mj-body', 'mj-wrapper', 'mj-column', 'mj-hero']);

export interface ConditionalBlock {
  block: Block;
  condition: Condition;
}

/** The conditional blocks of a template, in the order in which `MessageData.shown` lists them. */
export function conditionalBlocks(root: Block | undefined): { blocks: ConditionalBlock[]; faults: MjmlFault[] } {
  const blocks: ConditionalBlock[] = [];
  const faults: MjmlFault[] = [];
  for (const parent of blocksOf(root)) {
    for (const block of parent.children) {
      const text = attribute(block, SHOW_IF);
      if (text === undefined) continue;
      const read = readCondition(text);
      const { start: from, openEnd: to } = block;
      if (!canBeConditional(parent))
        faults.push({
          message: `<${block.tag}> in <${parent.tag}> cannot depend on a condition; a section or a block of a column can.`,
          from,
          to,
        });
      else if ('message' in read)
        faults.push({ message: `The condition of <${block.tag}> cannot be read: ${read.message}`, from, to });
      else blocks.push({ block, condition: read.condition });
    }
  }
  return { blocks, faults };
}

/** Whether children of this block may depend on a condition. */
export function canBeConditional(parent: Block): boolean {
  return PARENTS.has(parent.tag);
}

/** A condition from the text of the attribute. */
export function readCondition(text: string): { condition: Condition } | { message: string } {
  try {
    const parsed = conditionSchema.safeParse(JSON.parse(text));
    if (parsed.success) return { condition: parsed.data };
    const [issue] = parsed.error.issues;
    return {
      message: issue ? `${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}.` : 'it is no condition.',
    };
  } catch (error) {
    if (error instanceof SyntaxError) return { message: `it is no JSON (${error.message}).` };
    throw error;
  }
}
