/** What the tokens of a project are about, in the order in which they are offered. */
export const TOKEN_GROUPS = ['Customer', 'Event', 'Product', 'History', 'Cart', 'Orders', 'Message', 'Sender'] as const;
export type TokenGroup = (typeof TOKEN_GROUPS)[number];
