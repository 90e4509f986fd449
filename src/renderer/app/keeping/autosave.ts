import { createStore, type StoreApi } from 'zustand';
import { EngineError } from '../../../shared/contract/error.js';
import { sameJson } from '../../../shared/journey/same-json.js';

/** A document as it lies on the disk. */
export interface Stored<Draft> {
  draft: Draft;
  /** Counts saves; a save names the one it is based on. */
  revision: number;
  updatedAt: string;
}

/** How the document on the screen and the one on the disk stand to each other. */
export interface SaveState<Draft> {
  status: 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict';
  /** The revision on the disk that the document is based on. */
  revision: number;
  /** Why saving fails, for people. It is tried again without being asked. */
  reason?: string | undefined;
  /** What somebody else saved meanwhile. */
  theirs?: Stored<Draft> | undefined;
}

export interface AutosaveOptions<Draft> {
  stored: Stored<Draft>;
  save(draft: Draft, revision: number): Promise<{ revision: number }>;
  /** What is on the disk now. */
  load: () => Promise<Stored<Draft>>;
}

/** Keeps a document of which each state is a new value: a journey, an e-mail template. */
export interface Autosave<Draft> {
  store: StoreApi<SaveState<Draft>>;
  /** Tells of a new state of the document. */
  changed: (draft: Draft) => void;
  /** Saves now. Resolves once what is on the screen is on the disk, rejects when it cannot be. */
  flush: () => Promise<void>;
  /** Keeps the document on the screen, over what somebody else saved. */
  keepMine: () => Promise<void>;
  /** Goes on from another version that is on the disk: the document becomes that one. */
  adopt: (stored: Stored<Draft>) => void;
  /** Whether something is not on the disk yet. */
  isDirty: () => boolean;
}

/** Edits wait this long for further ones … */
export const QUIET_MS = 300;
/** … but the first of them never longer than this. */
export const LATEST_MS = 700;
const RETRY_MS = [500, 1000, 2000, 5000] as const;

/** Saves each change of the document soon, again and again until it is on the disk. Nothing is given up on closing. */
export function createAutosave<Draft>({ stored, ...disk }: AutosaveOptions<Draft>): Autosave<Draft> {
  const store = createStore<SaveState<Draft>>(() => ({ status: 'saved', revision: stored.revision }));
  let latest = stored.draft;
  let onDisk = stored.draft;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstUnsaved: number | undefined;
  let inFlight: Promise<void> | undefined;
  let failures = 0;

  const isDirty = () => latest !== onDisk;

  function schedule(delay: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void attempt().catch(noteFailure), delay);
  }

  function changed(draft: Draft): void {
    if (draft === latest) return;
    latest = draft;
    if (store.getState().status === 'conflict') return;
    firstUnsaved ??= performance.now();
    if (store.getState().status === 'saved') store.setState({ status: 'unsaved' });
    if (!inFlight) schedule(Math.max(0, Math.min(QUIET_MS, firstUnsaved + LATEST_MS - performance.now())));
  }

  function noteFailure(error: unknown): void {
    if (store.getState().status === 'conflict') return;
    const reason = error instanceof Error ? error.message : String(error);
    store.setState({ status: 'failed', reason });
    schedule(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? RETRY_MS[0]);
    failures += 1;
  }

  /** One save of what is there now; what is edited meanwhile is saved behind it. */
  function attempt(): Promise<void> {
    clearTimeout(timer);
    if (inFlight) return inFlight.then(() => (isDirty() ? attempt() : undefined));
    if (!isDirty()) return Promise.resolve();
    const sent = latest;
    firstUnsaved = undefined;
    // A failure stays in sight until a save has succeeded.
    if (store.getState().status !== 'failed') store.setState({ status: 'saving' });
    inFlight = disk
      .save(sent, store.getState().revision)
      .catch((error: unknown) => settleConflict(error, sent))
      .then(({ revision }) => noteSaved(sent, revision))
      .finally(() => {
        inFlight = undefined;
      });
    return inFlight;
  }

  function noteSaved(sent: Draft, revision: number): void {
    onDisk = sent;
    failures = 0;
    store.setState({ status: isDirty() ? 'unsaved' : 'saved', revision, reason: undefined, theirs: undefined });
    if (isDirty()) schedule(QUIET_MS);
  }

  /**
   * A save that was refused because the revision has moved on: when what is on the disk is what was sent (its answer was lost)
   * or what we knew, nobody else changed anything and saving goes on; else the person must choose.
   */
  async function settleConflict(error: unknown, sent: Draft): Promise<{ revision: number }> {
    if (!(error instanceof EngineError) || error.code !== 'conflict') throw error;
    const now = await disk.load();
    if (sameJson(now.draft, sent)) return now;
    if (sameJson(now.draft, onDisk)) return disk.save(sent, now.revision);
    store.setState({ status: 'conflict', theirs: now, reason: error.message });
    throw error;
  }

  return {
    store,
    changed,
    isDirty,
    flush: async () => {
      while (isDirty()) {
        const { status, reason } = store.getState();
        if (status === 'conflict')
          throw new EngineError('conflict', reason ?? 'It was changed elsewhere. Choose which version to keep.');
        try {
          await attempt();
        } catch (error) {
          noteFailure(error);
          throw error;
        }
      }
    },
    keepMine: async () => {
      const { theirs } = store.getState();
      if (!theirs) return;
      onDisk = theirs.draft;
      store.setState({ status: 'unsaved', revision: theirs.revision, reason: undefined, theirs: undefined });
      await attempt().catch(noteFailure);
    },
    adopt: (other) => {
      clearTimeout(timer);
      latest = other.draft;
      onDisk = other.draft;
      firstUnsaved = undefined;
      store.setState({ status: 'saved', revision: other.revision, reason: undefined, theirs: undefined });
    },
  };
}
