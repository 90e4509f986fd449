import { Button, FileButton } from '@mantine/core';
import { IconMailOpened } from '@tabler/icons-react';
import { useState } from 'react';
import { useHost } from '../../client/engine.js';
import { formatCount, notifyDone, notifyError } from '../../ui/index.js';

/** Takes in what a service posted to a webhook: deliveries, opens, clicks, bounces, complaints. */
export function ReportsButton({ project }: { project: string }) {
  const { engine, bridge } = useHost();
  const [busy, setBusy] = useState(false);
  const take = async (files: readonly File[]) => {
    if (files.length === 0) return;
    setBusy(true);
    try {
      const paths = await Promise.all(files.map((file) => bridge.pathOf(file)));
      const { matched, imported, duplicates, read } = await engine.call('delivery.importEvents', { project, files: paths });
      const known = duplicates > 0 ? `, ${formatCount(duplicates, 'was', 'were')} known already` : '';
      const strange = read > matched ? `, ${formatCount(read - matched, 'speaks', 'speak')} of no message of this project` : '';
      notifyDone(`${formatCount(imported, 'report')} taken in${known}${strange}`);
    } catch (error) {
      notifyError('The reports were not taken in', error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <FileButton multiple accept=".json,.ndjson,.jsonl,.txt" onChange={(files) => void take(files)}>
      {(props) => (
        <Button
          {...props}
          loading={busy}
          leftSection={<IconMailOpened size={16} aria-hidden />}
          title="Files that SendGrid, Mandrill, Amazon SES, Postmark or Mailgun posted to a webhook"
        >
          Take in reports…
        </Button>
      )}
    </FileButton>
  );
}
