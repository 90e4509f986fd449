import type { z } from 'zod';
import { comparisonProcedures } from './comparisons.js';
import { deliveryProcedures } from './delivery.js';
import { emailProcedures } from './emails.js';
import { journeyProcedures } from './journeys.js';
import { logProcedures } from './logs.js';
import { projectProcedures } from './projects.js';
import { recipeProcedures } from './recipes.js';
import { resultProcedures } from './results.js';
import { segmentProcedures } from './segments.js';
import { simulationProcedures } from './simulations.js';

/** Every procedure between the interface and the engine. Hosts carry them; nothing else crosses. */
export const contract = {
  ...projectProcedures,
  ...journeyProcedures,
  ...segmentProcedures,
  ...recipeProcedures,
  ...logProcedures,
  ...simulationProcedures,
  ...comparisonProcedures,
  ...emailProcedures,
  ...resultProcedures,
  ...deliveryProcedures,
};

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
/** What a caller passes. */
export type InputOf<Name extends ProcedureName> = z.input<Contract[Name]['input']>;
/** What a caller gets. */
export type OutputOf<Name extends ProcedureName> = z.output<Contract[Name]['output']>;

export function isProcedureName(name: string): name is ProcedureName {
  return Object.hasOwn(contract, name);
}
