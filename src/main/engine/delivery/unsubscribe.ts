import { UNSUBSCRIBE_NOWHERE, type DeliverySettings } from '../../../shared/delivery/settings.js';

/**
 * The headers of RFC 2369 and RFC 8058 by which a mailbox offers to unsubscribe, and the address for the message's own link: in messages that
 * can reach nobody one that leads nowhere (RFC 2606), so that they can be looked at before there is a way to unsubscribe.
 */
export function unsubscribeParts(
  { unsubscribeUrl, unsubscribeMailbox, transport }: DeliverySettings,
  emailId: string,
): { headers: Record<string, string>; link: string } {
  const id = encodeURIComponent(emailId);
  const url = unsubscribeUrl === '' ? undefined : new URL(unsubscribeUrl.replaceAll('{id}', id)).href;
  const mailbox = unsubscribeMailbox === '' ? undefined : `mailto:${encodeURI(unsubscribeMailbox)}?subject=unsubscribe%20${id}`;
  const ways = [url, mailbox].flatMap((way) => (way === undefined ? [] : [`<${way}>`]));
  return {
    headers: {
      ...(ways.length > 0 && { 'List-Unsubscribe': ways.join(', ') }),
      ...(url !== undefined && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
    link: url ?? mailbox ?? (transport.kind === 'folder' ? `${UNSUBSCRIBE_NOWHERE}${id}` : ''),
  };
}
