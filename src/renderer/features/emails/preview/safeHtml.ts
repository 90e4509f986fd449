import { render } from 'dom-serializer';
import { DomUtils, ElementType, parseDocument } from 'htmlparser2';
import { escapeText } from '../../../../shared/email/entities.js';

/**
 * The HTML of an e-mail as a preview may show it: what acts is gone and nothing is fetched, so that looking at a message tells nobody
 * that it was looked at. The frame it is shown in forbids the same again (`PreviewFrame`), so that this alone need not be trusted.
 */
export interface PreviewLook {
  /** As mailboxes show it in the dark: with its own colours for that, where it has some, else recoloured as some of them do. */
  dark: boolean;
}

type Node = ReturnType<typeof parseDocument>['children'][number];
type Element = Extract<Node, { attribs: unknown }>;

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
const FORBIDDEN: ReadonlySet<string> = new Set([
  ...['script', 'noscript', 'iframe', 'frame', 'frameset', 'object', 'embed', 'applet', 'link', 'base', 'form', 'template'],
  ...['audio', 'video', 'source', 'track', 'image', 'feimage', 'use', 'portal'],
]);
const FORBIDDEN_ATTRIBUTES = /^(on.*|background|srcset|ping|poster|formaction|xlink:href)$/i;
const REMOTE = /url\s*\((?!\s*['"]?data:)[^)]*\)?|image-set\s*\([^)]*\)?/gi;
const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi;
const IMPORT = /@import[^;]*;?/gi;
const DARK =
  'html{filter:invert(0.93) hue-rotate(180deg);background:#fff}img,[data-picture]{filter:invert(1) hue-rotate(180deg)}';
const MARKS = 'mark.wp-missing{padding:0 4px;border-radius:3px;background:#fdecec;color:#b9272d;font-weight:500}';
const PICTURE =
  'display:inline-block;box-sizing:border-box;max-width:100%;height:auto;min-height:56px;padding:18px 8px;background:#e9ecf2;color:#4b5462;font:12px/1.4 sans-serif;text-align:center';

/** @returns a whole document for `srcdoc` */
export function safeHtml(html: string, { dark }: PreviewLook): string {
  const document = parseDocument(html);
  clean(document.children, dark);
  const hasOwnDark = /prefers-color-scheme/i.test(html);
  const head = DomUtils.findOne(({ name }) => name === 'head', document.children);
  const first = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  const last = `<style>${MARKS}${dark && !hasOwnDark ? DARK : ''}</style>`;
  if (!head) return `<!doctype html><html><head>${first}${last}</head><body>${render(document)}</body></html>`;
  for (const node of parseDocument(first).children) DomUtils.prependChild(head, node);
  for (const node of parseDocument(last).children) DomUtils.appendChild(head, node);
  return render(document);
}

function clean(nodes: readonly Node[], dark: boolean): void {
  for (const node of [...nodes]) {
    if ('attribs' in node) cleanElement(node, dark);
    else if (node.type === ElementType.ElementType.Comment) DomUtils.removeElement(node);
  }
}

function cleanElement(element: Element, dark: boolean): void {
  const { name, attribs } = element;
  if (FORBIDDEN.has(name.toLowerCase()) || 'http-equiv' in attribs) return DomUtils.removeElement(element);
  for (const attribute of Object.keys(attribs))
    if (FORBIDDEN_ATTRIBUTES.test(attribute)) Reflect.deleteProperty(attribs, attribute);
  const { style } = attribs;
  if (style !== undefined) attribs['style'] = style.replaceAll(REMOTE, 'none');
  if (name === 'img' && !/^data:image\//i.test(attribs['src'] ?? '')) return placeholder(element);
  if (name === 'style') {
    for (const child of element.children) if ('data' in child) child.data = cleanStyle(child.data, dark);
    return undefined;
  }
  return clean(element.children, dark);
}

/** Styles that fetch nothing, in the light that was chosen instead of that of this machine. */
function cleanStyle(css: string, dark: boolean): string {
  return css
    .replaceAll(IMPORT, '')
    .replaceAll(REMOTE, 'none')
    .replaceAll(SCHEME, (_, scheme: string) =>
      (scheme.toLowerCase() === 'dark') === dark ? '(min-width: 0)' : '(max-width: 0)',
    );
}

/** A picture that was not fetched: its description in a frame of its size. */
function placeholder(picture: Element): void {
  const { alt, width = '', style = '' } = picture.attribs;
  const size = /^\d+$/.test(width) ? `width:${width}px;` : '';
  picture.name = 'span';
  picture.attribs = { 'data-picture': '', style: `${style};${size}${PICTURE}` };
  for (const node of parseDocument(escapeText(alt || 'Picture')).children) DomUtils.appendChild(picture, node);
}
