import { useReactFlow } from '@xyflow/react';
import { useCallback, useState } from 'react';
import { errorText } from '../ui/index.js';
import type { CanvasEditor, CanvasView } from './editor.js';
import { FIT_VIEW } from './geometry.js';
import { layoutEngine, tidyPositions } from './layout.js';

/** Arranges the steps from left to right, as one step of the history, and shows the whole. */
export function useTidy(editor: CanvasEditor, view: CanvasView): { tidy: () => void; tidying: boolean } {
  const { fitView } = useReactFlow();
  const [tidying, setTidying] = useState(false);

  const tidy = useCallback(() => {
    const draft = editor.draft();
    if (draft.nodes.length === 0) return;
    setTidying(true);
    layoutEngine()
      .then((engine) => tidyPositions(engine, draft, view.heights()))
      .then((positions) => {
        editor.execute({ kind: 'moveNodes', positions, tidy: true });
        view.announce('Steps arranged from left to right.');
        requestAnimationFrame(() => void fitView({ ...FIT_VIEW, duration: 200 }));
      })
      .catch((error: unknown) =>
        view.refuse(`The steps could not be arranged: ${errorText(error)} Nothing was changed; try again.`),
      )
      .finally(() => setTidying(false));
  }, [editor, fitView, view]);

  return { tidy, tidying };
}
