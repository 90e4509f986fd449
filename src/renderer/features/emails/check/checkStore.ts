import { create } from 'zustand';
import type { EmailCheck } from '../../../../shared/contract/emails.js';

const useChecks = create<Record<string, EmailCheck>>(() => ({}));

/** The latest check of an e-mail: it stays while one looks at the preview in between. */
export function useCheck(project: string, id: string): { check: EmailCheck | undefined; setCheck: (check: EmailCheck) => void } {
  const key = JSON.stringify([project, id]);
  return { check: useChecks((checks) => checks[key]), setCheck: (check) => useChecks.setState({ [key]: check }) };
}
