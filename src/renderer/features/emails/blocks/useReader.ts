import { useMemo } from 'react';
import { parseMjml } from '../../../../shared/email/document.js';
import { attributeReader, type Reader } from './look.js';

/** Reads attributes as they apply; the same function as long as the head of the e-mail says the same. */
export function useReader(head: string): Reader {
  return useMemo(() => attributeReader(parseMjml(`<mjml>${head}</mjml>`).root), [head]);
}
