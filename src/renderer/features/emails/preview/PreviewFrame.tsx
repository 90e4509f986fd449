import { useEffect, useMemo, useRef } from 'react';
import { safeHtml } from './safeHtml.js';
import classes from './preview.module.css';

interface PreviewFrameProps {
  title: string;
  html: string;
  dark?: boolean;
  /** Pixels of the window it is shown in. */
  width?: number | undefined;
  /** Tells the place in the MJML of what was clicked, where the HTML knows it. */
  onPick?: ((place: number) => void) | undefined;
  /** The place of what is selected, to be framed. */
  marked?: number | undefined;
}

const PLACE = /(?:^|\s)wp-at-(\d+)(?:\s|$)/;

/** The place of the element that a click came from, or of one around it. */
function placeOf(target: EventTarget | null, frame: Document): number | undefined {
  const view = frame.defaultView;
  // Elements of the frame are of its own realm.
  let element = view && target instanceof view.Element ? target : null;
  for (; element; element = element.parentElement) {
    const place = PLACE.exec(element.getAttribute('class') ?? '')?.[1];
    if (place !== undefined) return Number(place);
  }
  return undefined;
}

/**
 * An e-mail as mailboxes show it, in a frame that runs no scripts, opens nothing and fetches nothing. It shares the page's origin only
 * so that the page can hear clicks and frame what is selected; without scripts nothing in it can make use of that.
 */
export function PreviewFrame({ title, html, dark = false, width, onPick, marked }: PreviewFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const document = useMemo(() => safeHtml(html, { dark }), [html, dark]);
  const pick = useRef(onPick);
  const mark = useRef(marked);
  useEffect(() => {
    pick.current = onPick;
    mark.current = marked;
    showMark(frame.current, marked);
  });
  return (
    <iframe
      ref={frame}
      title={title}
      className={classes['frame']}
      sandbox="allow-same-origin"
      srcDoc={document}
      style={width === undefined ? {} : { width }}
      onLoad={({ currentTarget }) => {
        const inside = currentTarget.contentDocument;
        inside?.addEventListener('click', (event) => {
          event.preventDefault();
          const place = placeOf(event.target, inside);
          if (place !== undefined) pick.current?.(place);
        });
        showMark(currentTarget, mark.current);
      }}
    />
  );
}

function showMark(frame: HTMLIFrameElement | null, place: number | undefined): void {
  const inside = frame?.contentDocument;
  if (!inside) return;
  for (const element of inside.querySelectorAll<HTMLElement>('[data-marked]')) {
    element.style.outline = '';
    delete element.dataset['marked'];
  }
  const target = place === undefined ? null : inside.querySelector<HTMLElement>(`.wp-at-${String(place)}`);
  if (!target) return;
  target.dataset['marked'] = '';
  target.style.outline = '2px solid #3d5afe';
  target.style.outlineOffset = '-2px';
  target.scrollIntoView({ block: 'nearest' });
}
