import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useHost, type CallOptions } from '../../../client/engine.js';
import { notifyError } from '../../../ui/index.js';

interface SaveCsvProps {
  label: string;
  title: string;
  file: (options: CallOptions) => Promise<{ fileName: string; text: string }>;
}

/** Offers a list that the engine writes as a CSV file. */
export function SaveCsv({ label, title, file }: SaveCsvProps) {
  const { bridge } = useHost();
  const [saving, setSaving] = useState(false);
  const save = (): void => {
    setSaving(true);
    file({})
      .then(({ fileName, text }) => bridge.saveFile(fileName, 'text/csv', text))
      .catch((error: unknown) => notifyError('The list was not saved', error))
      .finally(() => setSaving(false));
  };
  return (
    <Button size="xs" leftSection={<IconDownload size={14} />} onClick={save} loading={saving} aria-label={label} title={title}>
      CSV
    </Button>
  );
}
