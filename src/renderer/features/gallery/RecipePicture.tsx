import { useMemo } from 'react';
import type { JourneyDraft } from '../../../shared/journey/schema.js';
import { nodeTitle } from '../../../shared/journey/words/node.js';
import { familyOf, StepIcon } from '../../canvas/families.js';
import { IconTile } from '../../ui/index.js';
import classes from './gallery.module.css';
import { stripsOf } from './strips.js';

/** What a recipe does, step by step, as its icons in a row: small as it is, a drawing of the canvas could not be read. */
export function RecipePicture({ journey }: { journey: JourneyDraft }) {
  const strips = useMemo(() => stripsOf(journey), [journey]);
  return (
    <div className={classes['picture']}>
      {strips.map(([trigger, ...steps]) => (
        <ol key={trigger?.id} aria-label="Steps" className={classes['strip']}>
          {trigger &&
            [trigger, ...steps].map((node) => (
              <li key={node.id} className={classes['step']} title={nodeTitle(node)}>
                <IconTile family={familyOf(node)}>
                  <StepIcon type={node.type} family={familyOf(node)} />
                </IconTile>
                <span className={classes['stepName']}>{nodeTitle(node)}</span>
              </li>
            ))}
        </ol>
      ))}
    </div>
  );
}
