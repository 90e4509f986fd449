import { createContext, useContext, useEffect, useState } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { JourneyDraft } from '../../shared/journey/schema.js';

/** Steps that stand on the canvas without their words as yet. */
interface Wordless {
  ids: ReadonlySet<string>;
}

/** So many steps get their words in one go … */
const AT_ONCE = 100;
/** … and the next ones no later than this after them, however busy the page is, in ms. */
const LATEST_MS = 100;

/** Without a canvas that says otherwise every step shows its words. */
export const WordlessContext = createContext<StoreApi<Wordless>>(createStore(() => ({ ids: new Set<string>() })));

/** Whether a step shows its words, and all else that cannot be seen from far. */
export function useHasWords(id: string): boolean {
  return useStore(useContext(WordlessContext), ({ ids }) => !ids.has(id));
}

/**
 * A journey that opens as seen from far is drawn without words, which cannot be read there, and gets them bit by bit when the page
 * has nothing else to do.
 * @param startsFar whether it opens so; what it is later does not matter, and neither does the journey
 */
export function useWords({ nodes }: JourneyDraft, startsFar: boolean): StoreApi<Wordless> {
  const [store] = useState(() => createStore<Wordless>(() => ({ ids: new Set(startsFar ? nodes.map(({ id }) => id) : []) })));
  useEffect(() => {
    let idle = 0;
    function goOn(): void {
      const waiting = [...store.getState().ids];
      if (waiting.length > 0) idle = requestIdleCallback(() => give(waiting), { timeout: LATEST_MS });
    }
    function give(waiting: readonly string[]): void {
      store.setState({ ids: new Set(waiting.slice(AT_ONCE)) });
      goOn();
    }
    goOn();
    return () => cancelIdleCallback(idle);
  }, [store]);
  return store;
}
