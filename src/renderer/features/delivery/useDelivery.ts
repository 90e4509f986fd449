import { useState } from 'react';
import type { InputOf, ProcedureName } from '../../../shared/contract/index.js';
import { useHost } from '../../client/engine.js';
import { notifyError } from '../../ui/index.js';

/** Calls a procedure on a click: busy meanwhile, and a failure is told. */
export function useAction(failure: string) {
  const { engine } = useHost();
  const [busy, setBusy] = useState(false);
  const call = async <Name extends ProcedureName>(procedure: Name, input: InputOf<Name>) => {
    setBusy(true);
    try {
      return await engine.call(procedure, input);
    } catch (error) {
      notifyError(failure, error);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, call };
}
