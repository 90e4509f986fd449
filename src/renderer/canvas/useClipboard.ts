import { useReactFlow } from '@xyflow/react';
import { useMemo, useRef, type ClipboardEvent, type PointerEvent, type RefObject } from 'react';
import { underPointer, type StepActions } from './actions.js';

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA'].includes(target.tagName));
}

/**
 * Copy, cut and paste by the clipboard's own events, which need no permission and work between windows. What was copied is put
 * in under the pointer where it is over the canvas, else beside the original.
 */
export function useClipboard(root: RefObject<HTMLDivElement | null>, actions: StepActions) {
  const { screenToFlowPosition } = useReactFlow();
  const pointer = useRef<{ x: number; y: number } | undefined>(undefined);
  return useMemo(() => {
    function onCopy(event: ClipboardEvent): boolean {
      if (isTyping(event.target)) return false;
      const text = actions.copied();
      if (text === undefined) return false;
      event.preventDefault();
      event.clipboardData.setData('text/plain', text);
      return true;
    }
    return {
      onPointerMove: (event: PointerEvent) => {
        pointer.current = { x: event.clientX, y: event.clientY };
      },
      onPointerLeave: () => {
        pointer.current = undefined;
      },
      onCopy: (event: ClipboardEvent) => {
        onCopy(event);
      },
      onCut: (event: ClipboardEvent) => {
        if (onCopy(event)) actions.remove();
      },
      onPaste: (event: ClipboardEvent) => {
        if (isTyping(event.target)) return;
        const at = pointer.current && root.current ? underPointer(screenToFlowPosition(pointer.current)) : undefined;
        if (actions.paste(event.clipboardData.getData('text/plain'), at)) event.preventDefault();
      },
    };
  }, [actions, root, screenToFlowPosition]);
}
