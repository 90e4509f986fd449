import { createContext, useContext, useEffect, useId, useMemo, type ReactNode } from 'react';
import { createStore, useStore, type StoreApi } from 'zustand';
import type { Problem } from '../../../../../shared/journey/problem.js';
import { useProblems } from '../../EditorContext.js';

/**
 * Problems show at the field they concern. Each field claims its place in the document; what no field claims is shown at the
 * head of the panel, so that nothing that is wrong goes unsaid.
 */
interface Claims {
  paths: ReadonlyMap<string, number>;
}

const ClaimsContext = createContext<StoreApi<Claims> | undefined>(undefined);

export function ClaimsProvider({ children }: { children: ReactNode }) {
  const store = useMemo(() => createStore<Claims>(() => ({ paths: new Map() })), []);
  return <ClaimsContext value={store}>{children}</ClaimsContext>;
}

function useClaimsStore(): StoreApi<Claims> {
  const store = useContext(ClaimsContext);
  if (!store) throw new Error('Fields need a ClaimsProvider above them');
  return store;
}

function count(store: StoreApi<Claims>, path: string, change: number): void {
  store.setState(({ paths }) => {
    const next = new Map(paths);
    const sum = (next.get(path) ?? 0) + change;
    if (sum > 0) next.set(path, sum);
    else next.delete(path);
    return { paths: next };
  });
}

/** `exact`: problems at the place itself; `deep`: also those of everything inside it. */
export type ClaimReach = 'exact' | 'deep';

function covers(path: string, reach: ClaimReach, problem: Problem): boolean {
  return problem.path === path || (reach === 'deep' && problem.path.startsWith(`${path}/`));
}

export interface FieldProblems {
  problems: readonly Problem[];
  /** For `aria-describedby` of the field, when there are any. */
  describedBy: string | undefined;
  id: string;
  invalid: boolean;
}

/** The problems of a field's place, which the field thereby takes upon itself to show. */
export function useFieldProblems(path: string, reach: ClaimReach = 'exact'): FieldProblems {
  const store = useClaimsStore();
  const id = useId();
  const all = useProblems();
  const key = `${reach} ${path}`;
  useEffect(() => {
    count(store, key, 1);
    return () => count(store, key, -1);
  }, [store, key]);
  return useMemo(() => {
    const problems = all.filter((problem) => covers(path, reach, problem));
    return {
      problems,
      id,
      describedBy: problems.length > 0 ? id : undefined,
      invalid: problems.some(({ severity }) => severity === 'error'),
    };
  }, [all, path, reach, id]);
}

/** Those of the problems that no field shows. */
export function useUnclaimed(problems: readonly Problem[]): readonly Problem[] {
  const paths = useStore(useClaimsStore(), (state) => state.paths);
  return useMemo(() => {
    const claims = [...paths.keys()].map((key) => ({ deep: key.startsWith('deep '), path: key.slice(key.indexOf(' ') + 1) }));
    return problems.filter((problem) => !claims.some(({ deep, path }) => covers(path, deep ? 'deep' : 'exact', problem)));
  }, [problems, paths]);
}
