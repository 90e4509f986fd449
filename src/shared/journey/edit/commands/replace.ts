import type { CommandSpec } from '../command.js';

export const replaceDraft: CommandSpec<'replaceDraft'> = {
  title: (_draft, { restored }) => (restored === undefined ? 'take over the other version' : `restore “${restored}”`),
  apply: (draft, { draft: next }) => {
    for (const key of Object.keys(draft)) if (!Object.hasOwn(next, key)) Reflect.deleteProperty(draft, key);
    Object.assign(draft, next);
  },
};
