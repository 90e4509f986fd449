import type { TemplateFinding } from '../../../../shared/email/finding.js';
import type { Element } from './elements.js';

/** A picture inside the message itself counts towards its size and is not shown by the big mailboxes. */
const HEAVY_BYTES = 100 * 1024;
/** Twice the width of a message: more is only weight. */
const WIDEST = 1_400;

/** Pictures without words for those who do not see them, and pictures that mailboxes do not show or that weigh too much. */
export function pictureFindings(elements: readonly Element[]): TemplateFinding[] {
  return elements
    .filter(({ tag }) => tag === 'mj-image' || tag === 'img')
    .flatMap((picture) => {
      const at = { part: 'mjml' as const, from: picture.from, to: picture.to };
      return [altFault(picture), embeddedFault(picture), formatFault(picture), widthFault(picture)].flatMap((fault) =>
        fault ? [{ ...at, ...fault }] : [],
      );
    });
}

type Fault = Pick<TemplateFinding, 'kind' | 'severity' | 'message' | 'suggestion'>;

function altFault({ attributes }: Element): Fault | undefined {
  const alt = attributes.get('alt');
  const name = (attributes.get('src') ?? '').split('/').at(-1) ?? '';
  if (alt === undefined)
    return {
      kind: 'altText',
      severity: 'warning',
      message: 'A picture has no alternative text: whoever does not see it learns nothing.',
      suggestion: 'Say in a few words what it shows, or give it alt="" if it only decorates.',
    };
  if (/\.(png|jpe?g|gif|webp)$/i.test(alt) || (alt !== '' && alt === name))
    return {
      kind: 'altText',
      severity: 'warning',
      message: `The alternative text “${alt}” is the name of a file.`,
      suggestion: 'Say in a few words what the picture shows.',
    };
  return undefined;
}

function embeddedFault({ attributes }: Element): Fault | undefined {
  const source = attributes.get('src') ?? '';
  if (!/^data:/i.test(source)) return undefined;
  const bytes = Math.round((source.length - source.indexOf(',') - 1) * (/;base64,/i.test(source) ? 0.75 : 1));
  return {
    kind: 'image',
    severity: bytes > HEAVY_BYTES ? 'error' : 'warning',
    message: `A picture of ${String(Math.ceil(bytes / 1024))} kB lies inside the message. Gmail and Outlook do not show such pictures.`,
    suggestion: 'Put it on your web site and link to it there.',
  };
}

function formatFault({ attributes }: Element): Fault | undefined {
  const [, format] = /\.(svg|tiff?|bmp|avif|heic)(?:[?#]|$)/i.exec(attributes.get('src') ?? '') ?? [];
  if (format === undefined) return undefined;
  return {
    kind: 'image',
    severity: 'warning',
    message: `Many mailboxes do not show ${format.toUpperCase()} pictures.`,
    suggestion: 'Use PNG, JPEG or GIF.',
  };
}

function widthFault({ attributes }: Element): Fault | undefined {
  const width = Number.parseInt(attributes.get('width') ?? '', 10);
  if (!(width > WIDEST)) return undefined;
  return {
    kind: 'image',
    severity: 'warning',
    message: `A picture is ${String(width)} pixels wide, more than twice as wide as a message.`,
    suggestion: 'Make it at most 1 200 pixels wide.',
  };
}
