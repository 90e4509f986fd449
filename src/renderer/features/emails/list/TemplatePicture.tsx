import { Skeleton } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useMemo } from 'react';
import { useProject } from '../../../app/project.js';
import { useEngineQuery } from '../../../app/queries.js';
import { PreviewFrame } from '../preview/PreviewFrame.js';
import classes from './list.module.css';

/** An e-mail drawn small, made when it comes into sight. It is a picture: nothing in it takes the keyboard. */
export function TemplatePicture({ mjml, small = false }: { mjml: string | undefined; small?: boolean }) {
  const { project } = useProject();
  const { ref, entry } = useIntersection({ rootMargin: '200px' });
  const isSeen = entry?.isIntersecting ?? false;
  const source = useMemo(() => ({ mjml: mjml ?? '', text: null }), [mjml]);
  const { data } = useEngineQuery(
    'emails.compile',
    { project, source },
    { enabled: mjml !== undefined && isSeen, keepPrevious: true },
  );
  return (
    <div ref={ref} className={classes['picture']} data-small={small || undefined} aria-hidden inert>
      {data ? data.html !== '' && <PreviewFrame title="" html={data.html} /> : <Skeleton height="100%" radius={0} />}
    </div>
  );
}

/** The picture of an e-mail of the project. */
export function StoredPicture({ id, small = false }: { id: string; small?: boolean }) {
  const { project } = useProject();
  const { data } = useEngineQuery('templates.get', { project, id });
  return <TemplatePicture mjml={data?.mjml} small={small} />;
}
