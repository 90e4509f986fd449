import { enablePatches, produceWithPatches, type Patch } from 'immer';
import type { JourneyDraft } from '../schema.js';
import type { CommandSpec, EditCommand, WritableDraft } from './command.js';
import { duplicate, paste } from './commands/clips.js';
import { connect, disconnect, reconnect } from './commands/edges.js';
import { moveNodes } from './commands/move.js';
import { addNode, deleteItems, insertNode, renameNode } from './commands/nodes.js';
import { addNote, changeNote } from './commands/notes.js';
import { replaceDraft } from './commands/replace.js';
import { setConfig, setHeader, setSettings } from './commands/settings.js';
import { renameStage, setStage } from './commands/stages.js';

enablePatches();

/** What a command did: the new draft, and the patches that do it again and take it back. */
export interface Edit {
  name: string;
  draft: JourneyDraft;
  patches: Patch[];
  inverse: Patch[];
}

export type EditOutcome = { edit: Edit } | { refusal: string };

type Specs = { [Kind in EditCommand['kind']]: CommandSpec<Kind> };

const SPECS: Specs = {
  addNode,
  insertNode,
  moveNodes,
  connect,
  reconnect,
  disconnect,
  deleteItems,
  addNote,
  changeNote,
  setConfig,
  renameNode,
  setStage,
  renameStage,
  setSettings,
  setHeader,
  duplicate,
  paste,
  replaceDraft,
};

/** A command bound to what it is made of: the one place where kind and spec meet. */
interface Bound {
  title: (draft: JourneyDraft) => string;
  refusal: (draft: JourneyDraft) => string | undefined;
  apply: (draft: WritableDraft) => void;
}

function bind<Kind extends EditCommand['kind']>(spec: CommandSpec<Kind>, command: Extract<EditCommand, { kind: Kind }>): Bound {
  return {
    title: (draft) => spec.title(draft, command),
    refusal: (draft) => spec.refusal?.(draft, command),
    apply: (draft) => spec.apply(draft, command),
  };
}

function boundOf(command: EditCommand): Bound {
  switch (command.kind) {
    case 'addNode':
      return bind(SPECS.addNode, command);
    case 'insertNode':
      return bind(SPECS.insertNode, command);
    case 'moveNodes':
      return bind(SPECS.moveNodes, command);
    case 'connect':
      return bind(SPECS.connect, command);
    case 'reconnect':
      return bind(SPECS.reconnect, command);
    case 'disconnect':
      return bind(SPECS.disconnect, command);
    case 'deleteItems':
      return bind(SPECS.deleteItems, command);
    case 'addNote':
      return bind(SPECS.addNote, command);
    case 'changeNote':
      return bind(SPECS.changeNote, command);
    case 'setConfig':
      return bind(SPECS.setConfig, command);
    case 'renameNode':
      return bind(SPECS.renameNode, command);
    case 'setStage':
      return bind(SPECS.setStage, command);
    case 'renameStage':
      return bind(SPECS.renameStage, command);
    case 'setSettings':
      return bind(SPECS.setSettings, command);
    case 'setHeader':
      return bind(SPECS.setHeader, command);
    case 'duplicate':
      return bind(SPECS.duplicate, command);
    case 'paste':
      return bind(SPECS.paste, command);
    case 'replaceDraft':
      return bind(SPECS.replaceDraft, command);
  }
}

/**
 * Does a command on a draft. The draft given is not changed; parts that stay as they are stay the same objects.
 * @returns the edit, or why the command may not be done, as a sentence for people.
 */
export function applyCommand(draft: JourneyDraft, command: EditCommand): EditOutcome {
  const bound = boundOf(command);
  const refusal = bound.refusal(draft);
  if (refusal !== undefined) return { refusal };
  const [next, patches, inverse] = produceWithPatches(draft, (writable) => {
    bound.apply(writable);
  });
  return { edit: { name: bound.title(draft), draft: next, patches, inverse } };
}
