import { compileCount, compileDuration } from '../../condition/compare.js';
import type { SessionDuration, SessionEvents } from '../../condition/schema.js';
import type { CompileContext } from '../context.js';
import type { CompiledLeaf } from './index.js';

/** `{"session": "duration"|"events", "is": N}`: length or size of the session at the moment; 0 without one (semantics §2). */
export function compileSession(leaf: SessionDuration | SessionEvents, { run: { session } }: CompileContext): CompiledLeaf {
  const nextChange = ({ t }: { t: number }) => (session.sync(t) ? session.end() : Infinity);
  if (leaf.session === 'events') {
    const { holds } = compileCount(leaf.is);
    const events = (t: number) => (session.sync(t) ? session.events : 0);
    return { holds: ({ t }) => holds(events(t)), nextChange, mask: session.mask, observe: ({ t }) => ({ count: events(t) }) };
  }
  const { holds } = compileDuration(leaf.is);
  const length = (t: number) => (session.sync(t) ? session.latest - session.start : 0);
  return { holds: ({ t }) => holds(length(t)), nextChange, mask: session.mask, observe: ({ t }) => ({ durationMs: length(t) }) };
}
