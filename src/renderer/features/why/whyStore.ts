import { create } from 'zustand';

interface WhyState {
  open: boolean;
  userId: string | undefined;
  node: string | undefined;
}

/** About whom and which step it is asked why. */
export const useWhy = create<WhyState>()(() => ({ open: false, userId: undefined, node: undefined }));

/** Asks why a customer came to a step, or did not; what is left open is chosen in the dialog. */
export function openWhy({ userId, node }: { userId?: string | undefined; node?: string | undefined } = {}): void {
  useWhy.setState((before) => ({ open: true, userId: userId ?? before.userId, node: node ?? before.node }));
}

export function closeWhy(): void {
  useWhy.setState({ open: false });
}

export function setWhy(change: Partial<Pick<WhyState, 'userId' | 'node'>>): void {
  useWhy.setState(change);
}

export function resetWhy(): void {
  useWhy.setState({ open: false, userId: undefined, node: undefined });
}
