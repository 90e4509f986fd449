import type { Scalar } from '../comparison.js';
import type {
  Abandoned,
  ClockLeaf,
  DidAggregate,
  DidCount,
  First,
  FollowedBy,
  Last,
  LastMessages,
  Leaf,
  MessageLeaf,
  PropertyLeaf,
  SegmentLeaf,
  SessionDuration,
  SessionEvents,
  TraitLeaf,
} from '../schema.js';

/** The leaves of the condition language by their shape. */
export interface LeafByShape {
  count: DidCount;
  aggregate: DidAggregate;
  followedBy: FollowedBy;
  last: Last;
  first: First;
  abandoned: Abandoned;
  lastMessages: LastMessages;
  trait: TraitLeaf;
  property: PropertyLeaf;
  sessionDuration: SessionDuration;
  sessionEvents: SessionEvents;
  segment: SegmentLeaf;
  clock: ClockLeaf;
  message: MessageLeaf;
}
export type LeafShape = keyof LeafByShape;

/** A leaf with the name of its shape. */
export type ShapedLeaf<Shape extends LeafShape = LeafShape> = { [S in Shape]: { shape: S; leaf: LeafByShape[S] } }[Shape];

/** Names of what conditions refer to by id. */
export interface Names {
  segment?: (id: string) => string | undefined;
  /** The name of an e-mail node. */
  node?: (id: string) => string | undefined;
}

/** What a leaf found when it was looked at. Each leaf uses the parts that it can have. */
export interface Observation {
  /** Matching events, or messages that were opened or clicked. */
  count?: number;
  /** The aggregate, trait, property, hour or weekday; absent: there is none. For leaves without a value of their own: whether they hold. */
  value?: Scalar;
  /** Age of the event that counts, in ms; `Infinity`: never happened. */
  ageMs?: number;
  /** Length of the session, in ms. */
  durationMs?: number;
  /** How many messages there were to look at. */
  available?: number;
  /** Whether the event that ends an abandonment came. */
  followed?: boolean;
}

/** The wording of one shape. */
export interface LeafWords<L> {
  /** A fragment that follows “a customer who”. */
  describe: (leaf: L, names: Names) => string;
  /** What was seen and what is needed: “3 product views in the last 7 days, needs more than 3”. */
  observe: (leaf: L, seen: Observation, names: Names) => string;
}

function shapedDid(leaf: DidCount | DidAggregate | FollowedBy): ShapedLeaf {
  if ('followedBy' in leaf) return { shape: 'followedBy', leaf };
  return 'is' in leaf ? { shape: 'aggregate', leaf } : { shape: 'count', leaf };
}

/** Tells the shape of a leaf. */
export function shapedLeaf(leaf: Leaf): ShapedLeaf {
  if ('did' in leaf) return shapedDid(leaf);
  if ('last' in leaf) return { shape: 'last', leaf };
  if ('first' in leaf) return { shape: 'first', leaf };
  if ('abandoned' in leaf) return { shape: 'abandoned', leaf };
  if ('lastMessages' in leaf) return { shape: 'lastMessages', leaf };
  if ('trait' in leaf) return { shape: 'trait', leaf };
  if ('property' in leaf) return { shape: 'property', leaf };
  if ('segment' in leaf) return { shape: 'segment', leaf };
  if ('clock' in leaf) return { shape: 'clock', leaf };
  if ('message' in leaf) return { shape: 'message', leaf };
  return leaf.session === 'duration' ? { shape: 'sessionDuration', leaf } : { shape: 'sessionEvents', leaf };
}
