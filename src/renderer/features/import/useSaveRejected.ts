import { useState } from 'react';
import type { RejectedRow } from '../../../shared/contract/logs.js';
import { useHost } from '../../client/engine.js';
import { notifyError } from '../../ui/index.js';
import { rejectedCsv } from './rejectedCsv.js';

const PAGE = 1000;
/** Past that the file that the engine wrote is the better way; its path stands beside. */
const MOST_ROWS = 100_000;

/** Offers the rejected rows as a CSV file: `file,line,reason,row`. */
export function useSaveRejected(project: string, total: number): { save: () => void; saving: boolean; canSave: boolean } {
  const { engine, bridge } = useHost();
  const [saving, setSaving] = useState(false);
  const fetchAll = async (): Promise<RejectedRow[]> => {
    const rows: RejectedRow[] = [];
    while (rows.length < total) {
      const page = await engine.call('logs.rejected', { project, offset: rows.length, limit: PAGE });
      if (page.rows.length === 0) break;
      rows.push(...page.rows);
    }
    return rows;
  };
  const save = () => {
    setSaving(true);
    fetchAll()
      .then((rows) => bridge.saveFile('rejected-rows.csv', 'text/csv', rejectedCsv(rows)))
      .catch((error: unknown) => notifyError('The rejected rows were not saved', error))
      .finally(() => setSaving(false));
  };
  return { save, saving, canSave: total <= MOST_ROWS };
}
