import { Button, Loader, Modal } from '@mantine/core';
import { getViewportForBounds, type Viewport } from '@xyflow/react';
import { IconRestore } from '@tabler/icons-react';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { JourneyVersion } from '../../../../shared/contract/journeys.js';
import { diffJourneys, marksOf } from '../../../../shared/journey/diff.js';
import type { JourneyDraft } from '../../../../shared/journey/schema.js';
import { describeDiff, diffSummary } from '../../../../shared/journey/words/diff.js';
import { useEngineQuery } from '../../../app/queries.js';
import { useSegments } from '../../../app/segments.js';
import { boundsOf, NODE_WIDTH } from '../../../canvas/geometry.js';
import { JourneyView } from '../../../canvas/JourneyView.js';
import { ErrorMessage, formatDateTime } from '../../../ui/index.js';
import { rememberingWords } from '../../../../shared/journey/words/step.js';
import { useDraft, useOpenJourney } from '../EditorContext.js';
import { ChangeList } from './ChangeList.js';
import { showVersion, useHistoryView } from './historyStore.js';
import classes from './history.module.css';
import { useVersionActions } from './useVersionActions.js';

/** A version beside the journey as it is now: both drawn, with what came, went and changed, and each change in words. */
export function VersionDialog() {
  const version = useHistoryView((state) => state.version);
  if (version === undefined) return null;
  return <Opened version={version} onClose={() => showVersion(undefined)} />;
}

function Opened({ version, onClose }: { version: number; onClose: () => void }) {
  const { project, journeyId } = useOpenJourney();
  const { data, error } = useEngineQuery('journeys.version', { project, id: journeyId, version });
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      title={data ? `“${data.name}” and now` : 'Version'}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ body: classes['dialogBody'] ?? '', content: classes['dialog'] ?? '' }}
      transitionProps={{ duration: 0 }}
    >
      <ErrorMessage error={error} title="The version could not be read" />
      {!data && !error && <Loader aria-label="Opening the version" />}
      {data && <Compared version={data} draft={data.draft} onClose={onClose} />}
    </Modal>
  );
}

/** Of the name over a picture, in pixels. */
const HEAD_HEIGHT = 40;

interface ComparedProps {
  version: JourneyVersion;
  draft: JourneyDraft;
  onClose: () => void;
}

function Compared({ version, draft: before, onClose }: ComparedProps) {
  const after = useDraft();
  const { names } = useSegments();
  const { restore } = useVersionActions();
  const [viewport, setViewport] = useState<Viewport | undefined>(undefined);
  const pictures = useRef<HTMLDivElement>(null);
  const compared = useMemo(() => {
    const diff = diffJourneys(before, after);
    return {
      summary: diffSummary(diff),
      changes: describeDiff(diff, before, after, names),
      marks: { before: marksOf(diff, 'before'), after: marksOf(diff, 'after') },
    };
  }, [before, after, names]);
  const words = useMemo(
    () => ({ before: rememberingWords(names)(before), after: rememberingWords(names)(after) }),
    [before, after, names],
  );
  // Both are in sight at first, at the same scale.
  useLayoutEffect(() => {
    const box = pictures.current?.getBoundingClientRect();
    const bounds = boundsOf({ ...after, nodes: [...before.nodes, ...after.nodes] });
    if (box && bounds) setViewport(getViewportForBounds(bounds, box.width / 2, box.height - HEAD_HEIGHT, 0.1, 1, 0.08));
  }, [before, after]);
  const show = useCallback(
    (id: string) => {
      const node = [...after.nodes, ...before.nodes].find((candidate) => candidate.id === id);
      const box = pictures.current?.getBoundingClientRect();
      if (!node?.position || !box) return;
      const { x, y } = node.position;
      setViewport({ zoom: 1, x: box.width / 4 - x - NODE_WIDTH / 2, y: box.height / 2 - y - 40 });
    },
    [after, before],
  );
  return (
    <div className={classes['compared']}>
      <div className={classes['changes']}>
        <div className={classes['changesHead']}>
          <p className={classes['summary']}>{`From “${version.name}” to now: ${compared.summary}`}</p>
          <Button
            leftSection={<IconRestore size={16} aria-hidden />}
            onClick={() => {
              void restore(version);
              onClose();
            }}
          >
            Restore this version
          </Button>
        </div>
        <ChangeList changes={compared.changes} onShow={show} />
      </div>
      <div ref={pictures} className={classes['pictures']}>
        <figure className={classes['picture']}>
          <figcaption>
            {version.name} <small>{formatDateTime(version.savedAt)}</small>
          </figcaption>
          {viewport && (
            <JourneyView
              draft={before}
              words={words.before}
              marks={compared.marks.before}
              label={`Version ${version.name}`}
              viewport={viewport}
              onViewport={setViewport}
            />
          )}
        </figure>
        <figure className={classes['picture']}>
          <figcaption>Now</figcaption>
          {viewport && (
            <JourneyView
              draft={after}
              words={words.after}
              marks={compared.marks.after}
              label="The journey now"
              viewport={viewport}
              onViewport={setViewport}
            />
          )}
        </figure>
      </div>
    </div>
  );
}
