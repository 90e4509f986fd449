import type { z } from 'zod';
import type { Contract, ProcedureName } from '../../shared/contract/index.js';
import type { Progress } from '../../shared/contract/procedure.js';

/** What a handler knows of the call it answers. */
export interface Call {
  /** Aborted when the caller cancels, the project is closed or the engine ends. */
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** The parsed input of each procedure. */
export type Inputs = { [Name in ProcedureName]: z.output<Contract[Name]['input']> };
/** What a caller gets. */
export type Outputs = { [Name in ProcedureName]: z.output<Contract[Name]['output']> };
/** What a handler gives back; it is parsed by the contract before it leaves. */
export type Replies = { [Name in ProcedureName]: z.input<Contract[Name]['output']> };

/** A handler for each of the named procedures: one that is missing or does not fit the contract does not compile. */
export type Handlers<Names extends ProcedureName = ProcedureName> = {
  readonly [Name in Names]: (input: Inputs[Name], call: Call) => Replies[Name] | Promise<Replies[Name]>;
};

/** The procedures of one capability: `NamesOf<'journeys'>` is `'journeys.list' | …`. */
export type NamesOf<Capability extends string> = Extract<ProcedureName, `${Capability}.${string}`>;
