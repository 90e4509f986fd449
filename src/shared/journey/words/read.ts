import type { z } from 'zod';
import type { Names } from '../../condition/words/index.js';
import { tooDeepAt } from '../check/nesting.js';
import {
  nodeSchema,
  settingsSchema,
  type DraftNode,
  type JourneyDraft,
  type JourneyNode,
  type JourneySettings,
} from '../schema.js';
import { cutExtensions } from '../x-keys.js';

/** Reading the parts of a draft that are whole, for words about them. */

function read<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  if (tooDeepAt(value)) return undefined;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** A part of a node's settings, if it is whole. */
export const readPart = read;

/** A node without its `x-` keys, if its settings are whole. */
export function readNode(node: DraftNode): JourneyNode | undefined {
  if (tooDeepAt(node)) return undefined;
  const cut = cutExtensions({ nodes: [{ id: node.id, type: node.type, config: node.config }] });
  const list: unknown = typeof cut === 'object' && cut !== null && 'nodes' in cut ? cut.nodes : undefined;
  return Array.isArray(list) ? read(nodeSchema, list[0]) : undefined;
}

/** The settings of a draft, each key by itself: one that is unfinished does not hide the others. */
export function readSettings({ settings = {} }: JourneyDraft): JourneySettings {
  if (tooDeepAt(settings)) return {};
  const whole = Object.entries(settings).filter(([key, value]) => read(settingsSchema, cutExtensions({ [key]: value })));
  return read(settingsSchema, cutExtensions(Object.fromEntries(whole))) ?? {};
}

/** Names for conditions in a draft: its own nodes by name, and whatever else is known. */
export function namesIn(draft: JourneyDraft, names: Names = {}): Names {
  return { ...names, node: names.node ?? ((id) => draft.nodes.find((node) => node.id === id)?.name) };
}
