import { recordEntering } from '../record-entering.js';
import { Simulation, type SimulationInput } from '../simulation.js';
import { stringAt } from '../strings.js';
import type { Crux } from './crux.js';
import { NearestRecorder, type NearestRow } from './nearest.js';
import { WhyRecorder } from './recorder.js';
import type { Why, WhyAttempt } from './schema.js';

/** As many attempts are told. */
const TOLD = 12;

/** Why a customer came to a node or did not, and by what others are measured. */
export interface Explained {
  why: Why;
  crux: Crux | null;
}

/** Explains with the run itself. All are given by their places and numbers. */
export function explainWhy(input: SimulationInput, customer: number, journey: number, node: number): Explained {
  let recorder: WhyRecorder | undefined;
  const simulation = new Simulation(
    input,
    (run, journeys) => (recorder = new WhyRecorder(run, journeys, journey, node, input.period)),
  );
  simulation.runCustomers(customer, customer + 1);
  recorder?.finish();
  const drafts = (recorder?.attempts ?? []).toSorted((a, b) => a.gap - b.gap || a.t - b.t);
  const told = drafts.slice(0, TOLD);
  return {
    why: {
      userId: stringAt(input.log.customerIds, customer),
      node: input.journeys[journey]?.nodes[node]?.id ?? '',
      reached: drafts.filter(({ reached }) => reached !== null).length,
      attempts: told.map(({ outcome, trigger, time, entry, reached, steps, stop }): WhyAttempt => ({
        outcome,
        trigger,
        time,
        entry,
        reached,
        steps,
        stop,
      })),
      leftOut: drafts.length - told.length + (recorder?.leftOut ?? 0),
      nearest: [],
    },
    crux: drafts[0]?.crux ?? null,
  };
}

/** The customers of a range who passed at the crux, those most alike first. `except` is left out. */
export function findNearest(
  input: SimulationInput,
  range: { from: number; to: number },
  journey: number,
  crux: Crux,
  except: number,
): NearestRow[] {
  let recorder: NearestRecorder | undefined;
  recordEntering(
    input,
    (run, journeys) => (recorder = new NearestRecorder(run, journeys, journey, crux)),
    range,
    (tallies) => tallies[journey]?.entries ?? 0,
    except,
  );
  return recorder?.rows ?? [];
}
