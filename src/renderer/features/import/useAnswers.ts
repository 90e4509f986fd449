import { useMemo, useState } from 'react';
import { readerZone } from '../../ui/index.js';
import { customersFormOf, type CustomersForm } from './customersForm.js';
import type { ImportAnswers } from './importInput.js';
import { formOf, type MappingForm } from './mappingForm.js';
import { readyFiles, type ImportFile } from './useImportFiles.js';

export interface Answers extends ImportAnswers {
  setMapping: (change: Partial<MappingForm>) => void;
  setCustomers: (form: CustomersForm) => void;
  setTimezone: (zone: string) => void;
  setReplace: (replace: boolean) => void;
}

/** The answers about the files: guesses of the preview until a person changes them; another first file starts anew. */
export function useAnswers(project: string, files: readonly ImportFile[]): Answers {
  const events = readyFiles(files, 'events')[0]?.state.preview;
  const customersFile = readyFiles(files, 'customers')[0]?.state.preview;
  const [mapping, setMapping] = useState<{ path: string; form: MappingForm }>();
  const [customers, setCustomers] = useState<{ path: string; form: CustomersForm }>();
  const [timezone, setTimezone] = useState(readerZone);
  const [replace, setReplace] = useState(false);

  const guessed = useMemo(() => events && formOf(events), [events]);
  const form = events && (mapping?.path === events.path ? mapping.form : guessed);
  const guessedCustomers = useMemo(() => customersFile && customersFormOf(customersFile), [customersFile]);
  const customersForm = customersFile && (customers?.path === customersFile.path ? customers.form : guessedCustomers);
  return {
    project,
    files,
    mapping: form,
    customers: customersForm,
    timezone,
    replace,
    setMapping: (change) => {
      if (events && form) setMapping({ path: events.path, form: { ...form, ...change } });
    },
    setCustomers: (next) => {
      if (customersFile) setCustomers({ path: customersFile.path, form: next });
    },
    setTimezone,
    setReplace,
  };
}
