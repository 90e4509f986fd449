import type { ComponentType } from 'react';
import { useFieldProblems } from '../fields/claims.js';
import { FieldMessages } from '../fields/FieldMessages.js';
import { AggregateLeaf, CountLeaf } from './CountLeaves.js';
import { AbandonedLeaf, AgeLeaf, FollowedByLeaf, LastMessagesLeaf } from './EventLeaves.js';
import type { LeafProps } from './leafProps.js';
import { ClockLeaf, MessageLeaf, PropertyLeaf, SegmentLeaf, SessionLeaf, TraitLeaf } from './OtherLeaves.js';
import { shapeOf, type LeafShape } from './shapes.js';
import classes from './condition.module.css';

/** The editor of each shape. A new leaf is a new component and a line here. */
const EDITORS: Readonly<Record<LeafShape, ComponentType<LeafProps>>> = {
  count: CountLeaf,
  aggregate: AggregateLeaf,
  followedBy: FollowedByLeaf,
  last: AgeLeaf,
  first: AgeLeaf,
  abandoned: AbandonedLeaf,
  lastMessages: LastMessagesLeaf,
  trait: TraitLeaf,
  property: PropertyLeaf,
  session: SessionLeaf,
  segment: SegmentLeaf,
  clock: ClockLeaf,
  message: MessageLeaf,
};

/** A leaf as a sentence with pickers. */
export function LeafEditor(props: LeafProps) {
  const shape = shapeOf(props.leaf);
  const { problems, id } = useFieldProblems(props.path);
  const Editor = shape === undefined ? undefined : EDITORS[shape];
  return (
    <div className={classes['leaf']}>
      {Editor ? <Editor {...props} /> : <pre className={classes['raw']}>{JSON.stringify(props.leaf, undefined, 2)}</pre>}
      <FieldMessages problems={problems} id={id} />
    </div>
  );
}
