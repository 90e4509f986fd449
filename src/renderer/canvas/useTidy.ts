import { useReactFlow } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { create } from 'zustand';
import { directionOf, type Direction } from '../../shared/journey/ui.js';
import { errorText } from '../ui/index.js';
import { calm } from './calm.js';
import type { CanvasEditor, CanvasView } from './editor.js';
import { FIT_VIEW } from './geometry.js';
import { layoutEngine, tidyPositions } from './layout.js';

/** Whether tidying up keeps what was placed by hand: a habit of the person, so it holds for every journey. */
export const useKeepPlaced = create<{ keep: boolean }>(() => ({ keep: false }));

const WORDS: Readonly<Record<Direction, string>> = { right: 'from left to right', down: 'from top to bottom' };

export interface Tidying {
  /** Arranges the steps, in the direction of the journey or another, as one step of the history, and shows the whole. */
  tidy: (direction?: Direction) => void;
  tidying: boolean;
}

export function useTidy(editor: CanvasEditor, view: CanvasView): Tidying {
  const { fitView } = useReactFlow();
  const [tidying, setTidying] = useState(false);

  const tidy = useCallback(
    (wished?: Direction) => {
      const draft = editor.draft();
      if (draft.nodes.length === 0) return;
      const direction = wished ?? directionOf(draft);
      const isTurn = direction !== directionOf(draft);
      // In another direction what was placed by hand stands in the way.
      const keepPlaced = useKeepPlaced.getState().keep && !isTurn;
      setTidying(true);
      layoutEngine()
        .then((engine) => tidyPositions(engine, draft, view.heights(), { direction, keepPlaced }))
        .then((positions) => {
          editor.execute({ kind: 'moveNodes', positions, tidy: direction });
          view.announce(`Steps arranged ${WORDS[direction]}.`);
          requestAnimationFrame(() => void fitView({ ...FIT_VIEW, duration: calm(200) }));
        })
        .catch((error: unknown) =>
          view.refuse(`The steps could not be arranged: ${errorText(error)} Nothing was changed; try again.`),
        )
        .finally(() => setTidying(false));
    },
    [editor, fitView, view],
  );

  return { tidy, tidying };
}
