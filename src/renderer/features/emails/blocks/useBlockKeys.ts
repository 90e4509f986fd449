import type { KeyboardEvent } from 'react';
import { useBlockActions, useBlockSteps, type BlockAction, type BlockStep } from './useBlockActions.js';

const STEPS: Readonly<Record<string, BlockStep>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  ArrowLeft: 'parent',
  ArrowRight: 'child',
};

/** What a press means on the canvas and in the outline. */
function actionOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): BlockAction | undefined {
  if (altKey && key === 'ArrowUp') return 'up';
  if (altKey && key === 'ArrowDown') return 'down';
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'd') return 'duplicate';
  return key === 'Delete' || key === 'Backspace' ? 'remove' : undefined;
}

/** Arrows go from block to block, with Alt they move it; Delete, Ctrl D, and Enter for its settings. */
export function useBlockKeys(onOpenBlock: () => void): (event: KeyboardEvent) => void {
  const act = useBlockActions();
  const go = useBlockSteps();
  return (event) => {
    if (event.target !== event.currentTarget) return;
    const action = actionOf(event);
    const step = event.ctrlKey || event.metaKey ? undefined : STEPS[event.key];
    if (action) act(action);
    else if (step) go(step);
    else if (event.key === 'Enter') onOpenBlock();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
