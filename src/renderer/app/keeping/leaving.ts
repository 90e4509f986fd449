import type { Autosave } from './autosave.js';

/**
 * Whatever may be the end of the page saves at once; where that cannot be, the browser is asked to stay. `seal` ends a burst
 * of typing. @returns what ends the watching, after a last save
 */
export function followLeaving<Draft>(autosave: Autosave<Draft>, seal: () => void = () => undefined): () => void {
  const flush = () => {
    seal();
    // A failure shows in the state of saving, which goes on trying.
    autosave.flush().catch(() => undefined);
  };
  const onHidden = () => {
    if (document.visibilityState === 'hidden') flush();
  };
  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    flush();
    const { status } = autosave.store.getState();
    if (autosave.isDirty() && (status === 'failed' || status === 'conflict')) event.preventDefault();
  };
  window.addEventListener('blur', flush);
  window.addEventListener('pagehide', flush);
  window.addEventListener('beforeunload', onBeforeUnload);
  document.addEventListener('visibilitychange', onHidden);
  return () => {
    window.removeEventListener('blur', flush);
    window.removeEventListener('pagehide', flush);
    window.removeEventListener('beforeunload', onBeforeUnload);
    document.removeEventListener('visibilitychange', onHidden);
    flush();
  };
}
