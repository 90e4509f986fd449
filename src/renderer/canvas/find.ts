import { NODE_LABELS } from '../../shared/journey/words/node.js';
import { notesOf } from '../../shared/journey/ui.js';
import { fitsSearch } from '../ui/index.js';
import type { CanvasContent } from './projection.js';

/** Something on the canvas that a search found. */
export interface Found {
  id: string;
  kind: string;
  title: string;
  detail: string;
}

/** What is written in a step's settings beyond its words: subjects, addresses, names of properties. */
function writtenIn(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(writtenIn).join(' ');
}

/** The steps and notes in which every word of the search occurs, in name, words, stage, kind or settings, from left to right. */
export function findOnCanvas({ draft, words }: Pick<CanvasContent, 'draft' | 'words'>, search: string): Found[] {
  if (search.trim() === '') return [];
  const isHit = (text: string) => fitsSearch(text, search);
  const steps = draft.nodes.flatMap((node) => {
    const { title, detail, ways = {} } = words(node);
    const kind = NODE_LABELS[node.type];
    const text = [title, detail, kind, node.stage ?? '', ...Object.values(ways), writtenIn(node.config)].join(' ');
    return isHit(text) ? [{ id: node.id, kind, title, detail, position: node.position ?? { x: 0, y: 0 } }] : [];
  });
  const notes = notesOf(draft).flatMap(({ id, text, position }) =>
    isHit(`note ${text}`) ? [{ id, kind: 'Note', title: text.split('\n')[0] ?? '', detail: '', position }] : [],
  );
  return [...steps, ...notes].sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
}
