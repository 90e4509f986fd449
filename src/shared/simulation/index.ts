export { neededColumns } from './columns.js';
export type { LogConstants } from './constants.js';
export type { EntryWindow, MessageFact, ReplayFacts } from './facts.js';
export type { EventLog, LogColumns } from './log.js';
export {
  concatMessages,
  emptyMessages,
  MESSAGE_OUTCOMES,
  messageOrder,
  messageCount,
  messageRow,
  messagesCsv,
  type MessageColumns,
} from './messages.js';
export {
  logConstants,
  needsWholeLog,
  logPeriod,
  mergeParts,
  Simulation,
  simulationResult,
  type SimulationInput,
  tellStory,
  type SimulationPart,
} from './simulation.js';
export { hasTriggerValue, triggerValues, type TriggerValue } from './trigger-values.js';
