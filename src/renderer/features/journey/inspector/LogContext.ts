import { createContext, useContext } from 'react';
import type { LogSummary } from '../../../../shared/contract/logs.js';

/** What the project's log holds, for pickers; `undefined` while it is read or where there is none. */
export const LogContext = createContext<LogSummary | undefined>(undefined);

export function useLog(): LogSummary | undefined {
  return useContext(LogContext);
}
