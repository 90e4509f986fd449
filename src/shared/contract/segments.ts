import { z } from 'zod';
import { conditionSchema } from '../condition/schema.js';
import { longProcedure, procedure } from './procedure.js';
import { projectHandle } from './projects.js';

/** A named condition of a project. Conditions name it by its id, which stays when it is renamed. */
export const segmentSchema = z.object({ id: z.string(), name: z.string(), condition: conditionSchema });
export type Segment = z.infer<typeof segmentSchema>;

/** A place that asks whether somebody is in a segment. */
export const segmentUseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('node'), journey: z.string(), journeyName: z.string(), node: z.string(), nodeName: z.string() }),
  /** The audience of a journey, or the condition that ends it. */
  z.object({ kind: z.literal('settings'), journey: z.string(), journeyName: z.string() }),
  z.object({ kind: z.literal('segment'), segment: z.string(), segmentName: z.string() }),
]);
export type SegmentUse = z.infer<typeof segmentUseSchema>;

const inProject = { project: projectHandle };
const oneSegment = { project: projectHandle, id: z.string() };
const name = z.string().trim().min(1).max(200);

export const segmentProcedures = {
  /** By name. */
  'segments.list': procedure(z.strictObject(inProject), z.array(segmentSchema)),
  /** Where each segment that is used is used, by its id. */
  'segments.uses': procedure(z.strictObject(inProject), z.record(z.string(), z.array(segmentUseSchema))),
  /**
   * A new segment with a fresh id. `invalid` with the problems when the condition cannot be a segment's (semantics §3),
   * `conflict` when another one bears the name.
   */
  'segments.create': procedure(z.strictObject({ ...inProject, name, condition: conditionSchema }), segmentSchema),
  /** `conflict` when another one bears the name. */
  'segments.rename': procedure(z.strictObject({ ...oneSegment, name }), segmentSchema),
  /** Gives a segment another condition. `invalid` as for a new one, and when it would be defined by itself. */
  'segments.save': procedure(z.strictObject({ ...oneSegment, condition: conditionSchema }), segmentSchema),
  /** `conflict`, saying where, while a journey or another segment uses it. */
  'segments.remove': procedure(z.strictObject(oneSegment), z.null()),
  /** How many customers are in the segment at the end of the log, and how many ever were. */
  'segments.count': longProcedure(
    z.strictObject(oneSegment),
    z.object({ now: z.number(), ever: z.number(), customers: z.number() }),
  ),
};
