import { create } from 'zustand';

interface GuideState {
  /** The journey that is drawn by the guide, if it runs. */
  journey: string | undefined;
  /** Steps of the guide that have been done: what was done once stays done. */
  done: number;
}

export const useGuide = create<GuideState>(() => ({ journey: undefined, done: 0 }));

export function beginGuide(journey: string): void {
  useGuide.setState({ journey, done: 0 });
}

export function endGuide(): void {
  useGuide.setState({ journey: undefined });
}

/** Notes how far the person is. The guide only goes on. */
export function noteDone(done: number): void {
  if (done > useGuide.getState().done) useGuide.setState({ done });
}
