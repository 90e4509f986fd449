import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../../../shared/contract/error.js';
import type { StoredJourney } from '../../../shared/contract/journeys.js';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { createAutosave, LATEST_MS, QUIET_MS } from './autosave.js';

const draft: JourneyDraft = { format: 'waypost/journey', version: 1, id: 'j', name: 'A', nodes: [], edges: [] };
const named = (name: string): JourneyDraft => ({ ...draft, name });
const storedAt = (name: string, revision: number): StoredJourney => ({
  draft: named(name),
  revision,
  updatedAt: '2025-01-01T00:00:00Z',
});

/** A disk that keeps revisions as the engine does, and can be made to fail. */
function disk() {
  const state = { stored: storedAt('A', 1), saves: [] as string[], failing: undefined as Error | undefined, loseAnswers: false };
  return {
    state,
    load: () => Promise.resolve(state.stored),
    save: (sent: JourneyDraft, revision: number): Promise<{ revision: number }> => {
      if (state.failing) return Promise.reject(state.failing);
      if (revision !== state.stored.revision) return Promise.reject(new EngineError('conflict', 'Changed elsewhere.'));
      state.stored = { ...state.stored, draft: sent, revision: revision + 1 };
      state.saves.push(sent.name);
      return state.loseAnswers ? Promise.reject(new Error('The engine stopped.')) : Promise.resolve({ revision: revision + 1 });
    },
  };
}

function begin() {
  const engine = disk();
  return { ...engine, autosave: createAutosave({ stored: engine.state.stored, load: engine.load, save: engine.save }) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('autosave', () => {
  it('saves once for edits in quick succession, and soon', async () => {
    const { autosave, state } = begin();
    autosave.changed(named('B'));
    await vi.advanceTimersByTimeAsync(100);
    autosave.changed(named('C'));
    expect(autosave.store.getState().status).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(state.saves).toEqual(['C']);
    expect(autosave.store.getState()).toMatchObject({ status: 'saved', revision: 2 });
  });

  it('saves in the midst of unceasing typing', async () => {
    const { autosave, state } = begin();
    for (let typed = 0; typed < 10; typed += 1) {
      autosave.changed(named(`B${String(typed)}`));
      await vi.advanceTimersByTimeAsync(LATEST_MS / 7);
    }
    expect(state.saves.length).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(state.stored.draft.name).toBe('B9');
  });

  it('saves at once on flush, and what was edited while saving too', async () => {
    const { autosave, state } = begin();
    autosave.changed(named('B'));
    const first = autosave.flush();
    autosave.changed(named('C'));
    await first;
    expect(state.stored.draft.name).toBe('C');
    expect(autosave.isDirty()).toBe(false);
  });

  it('shows a failure, tries again by itself and loses nothing', async () => {
    const { autosave, state } = begin();
    state.failing = new EngineError('io', 'The disk is full.');
    autosave.changed(named('B'));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(autosave.store.getState()).toMatchObject({ status: 'failed', reason: 'The disk is full.' });
    await expect(autosave.flush()).rejects.toThrow('The disk is full.');
    autosave.changed(named('C'));
    state.failing = undefined;
    await vi.advanceTimersByTimeAsync(5000);
    expect(state.stored.draft.name).toBe('C');
    expect(autosave.store.getState()).toMatchObject({ status: 'saved', reason: undefined });
  });

  it('goes on when only the answer of a save was lost', async () => {
    const { autosave, state } = begin();
    state.loseAnswers = true;
    autosave.changed(named('B'));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    state.loseAnswers = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(autosave.store.getState().status).toBe('saved');
    autosave.changed(named('C'));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(state.saves).toEqual(['B', 'C']);
  });

  it('asks when somebody else changed the journey, and keeps either version', async () => {
    const { autosave, state } = begin();
    state.stored = storedAt('theirs', 7);
    autosave.changed(named('mine'));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(autosave.store.getState()).toMatchObject({ status: 'conflict', theirs: { revision: 7 } });
    await expect(autosave.flush()).rejects.toThrow();
    autosave.changed(named('mine, edited on'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(state.stored.draft.name).toBe('theirs');
    await autosave.keepMine();
    expect(state.stored).toMatchObject({ revision: 8, draft: { name: 'mine, edited on' } });

    state.stored = storedAt('theirs again', 12);
    autosave.changed(named('mine again'));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    const { theirs } = autosave.store.getState();
    if (!theirs) throw new Error('no conflict');
    autosave.adopt(theirs);
    expect(autosave.store.getState()).toMatchObject({ status: 'saved', revision: 12 });
    autosave.changed(named('on top'));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(state.stored).toMatchObject({ revision: 13, draft: { name: 'on top' } });
  });
});
