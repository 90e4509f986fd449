import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { NODE_TYPES, TRIGGER_KINDS, type NodeType } from '../../shared/journey/schema.js';
import { colors, type Family, type Scheme } from '../ui/index.js';
import { StepIcon } from './families.js';

/** What tells the picture of a step: its type, for a trigger its kind. */
export function pictureOf(type: NodeType, family: Family): string {
  return type === 'trigger' ? family : type;
}

/** The icons of all steps, drawn once. */
function markups(): [picture: string, svg: string][] {
  const holder = document.createElement('div');
  const root = createRoot(holder);
  const steps = NODE_TYPES.filter((type) => type !== 'trigger').map((type) => ({ type, family: 'logic' as const }));
  const triggers = TRIGGER_KINDS.map((family) => ({ type: 'trigger' as const, family }));
  const icons = [...steps, ...triggers];
  flushSync(() => {
    root.render(icons.map((icon) => createElement(StepIcon, { key: pictureOf(icon.type, icon.family), ...icon })));
  });
  const svgs = [...holder.children].map((svg) => svg.outerHTML);
  root.unmount();
  return icons.map(({ type, family }, place) => [pictureOf(type, family), svgs[place] ?? '']);
}

/**
 * Gives the elements of a class the picture of their step (`data-icon`) as background. On a canvas of a thousand steps an SVG in each of
 * them would be moved by itself in every frame; a background moves with the step.
 */
export function addStepPictures(className: string): void {
  const sheet = new CSSStyleSheet();
  const rule = (scheme: Scheme, picture: string, svg: string) => {
    const drawn = svg.replaceAll('currentColor', colors[scheme].onFamily);
    const image = `url("data:image/svg+xml,${encodeURIComponent(drawn)}")`;
    return `[data-mantine-color-scheme="${scheme}"] .${className}[data-icon="${picture}"]{background-image:${image}}`;
  };
  const rules = markups().flatMap(([picture, svg]) => [rule('light', picture, svg), rule('dark', picture, svg)]);
  sheet.replaceSync(rules.join(''));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
