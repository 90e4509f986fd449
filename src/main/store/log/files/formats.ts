import type { Mapping } from '../../../../shared/contract/logs.js';

/** A source whose exports are known by their header. */
export interface KnownFormat {
  name: string;
  /** Columns that all must be there for the header to be this source's. */
  header: readonly string[];
  mapping: Mapping;
}

/** Names that shops and analytics tools give to what Segment's Ecommerce spec names (semantics §1). */
const REES46_EVENTS = {
  view: 'Product Viewed',
  cart: 'Product Added',
  remove_from_cart: 'Product Removed',
  purchase: 'Order Completed',
};

const GA4_EVENTS = {
  view_item: 'Product Viewed',
  view_item_list: 'Product List Viewed',
  select_item: 'Product Clicked',
  add_to_cart: 'Product Added',
  remove_from_cart: 'Product Removed',
  view_cart: 'Cart Viewed',
  begin_checkout: 'Checkout Started',
  purchase: 'Order Completed',
  refund: 'Order Refunded',
  search: 'Products Searched',
  add_to_wishlist: 'Product Added to Wishlist',
};

/** In the order in which they are tried; the more particular first. */
export const KNOWN_FORMATS: readonly KnownFormat[] = [
  {
    name: 'REES46 eCommerce events',
    header: ['event_time', 'event_type', 'product_id', 'user_id', 'user_session'],
    mapping: { userId: 'user_id', event: { column: 'event_type', names: REES46_EVENTS }, timestamp: 'event_time' },
  },
  {
    name: 'Google Analytics 4 export',
    header: ['event_timestamp', 'event_name', 'user_pseudo_id'],
    mapping: { userId: 'user_pseudo_id', event: { column: 'event_name', names: GA4_EVENTS }, timestamp: 'event_timestamp' },
  },
  {
    name: 'Amplitude export',
    header: ['event_type', 'event_time', 'user_id', 'amplitude_id'],
    mapping: { userId: 'user_id', event: 'event_type', timestamp: 'event_time', messageId: '$insert_id' },
  },
  {
    name: 'Amplitude export',
    header: ['event_type', 'event_time', 'user_id', 'insert_id'],
    mapping: { userId: 'user_id', event: 'event_type', timestamp: 'event_time', messageId: 'insert_id' },
  },
  {
    name: 'Mixpanel export',
    header: ['event', 'distinct_id', 'time'],
    mapping: { userId: 'distinct_id', event: 'event', timestamp: 'time', messageId: '$insert_id' },
  },
  {
    name: 'Mixpanel export',
    header: ['event', 'properties.distinct_id', 'properties.time'],
    mapping: {
      userId: 'properties.distinct_id',
      event: 'event',
      timestamp: 'properties.time',
      messageId: 'properties.$insert_id',
    },
  },
  {
    name: 'Segment',
    header: ['userId', 'event', 'timestamp', 'messageId'],
    mapping: { userId: 'userId', event: 'event', timestamp: 'timestamp', messageId: 'messageId' },
  },
  {
    name: 'Segment warehouse',
    header: ['user_id', 'event', 'timestamp', 'id'],
    mapping: { userId: 'user_id', event: 'event', timestamp: 'timestamp', messageId: 'id' },
  },
];

/** Column names that commonly mean a field, compared without regard to case, spaces and underscores. */
const SYNONYMS = {
  userId: [
    'userid',
    'customerid',
    'visitorid',
    'householdid',
    'distinctid',
    'clientid',
    'profileid',
    'contactid',
    'customer',
    'user',
    'uid',
    'anonymousid',
    'userpseudoid',
  ],
  event: ['event', 'eventname', 'eventtype', 'action', 'activity', 'type'],
  timestamp: [
    'timestamp',
    'eventtime',
    'time',
    'datetime',
    'date',
    'createdat',
    'occurredat',
    'eventtimestamp',
    'ts',
    'transactiontimestamp',
    'receivedat',
    'sentat',
  ],
  messageId: ['messageid', 'insertid', 'eventid'],
} as const;

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_$.-]/g, '');
}

function synonym(columns: readonly string[], field: keyof typeof SYNONYMS): string | undefined {
  const exact = columns.find((column) => column === field);
  if (exact !== undefined) return exact;
  for (const name of SYNONYMS[field]) {
    const found = columns.find((column) => plain(column) === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The source whose header these columns are, if it is a known one. */
export function knownFormat(columns: readonly string[]): KnownFormat | undefined {
  const present = new Set(columns);
  const format = KNOWN_FORMATS.find(({ header }) => header.every((column) => present.has(column)));
  if (format === undefined) return undefined;
  const { messageId, ...rest } = format.mapping;
  return messageId !== undefined && present.has(messageId) ? format : { ...format, mapping: rest };
}

/** The best guess at a mapping: a known format, else columns by the names that are usual for the fields. */
export function guessedMapping(columns: readonly string[]): Partial<Mapping> {
  const own = ownMapping(columns) ?? knownFormat(columns)?.mapping;
  if (own !== undefined) return own;
  const userId = synonym(columns, 'userId');
  const event = synonym(columns, 'event');
  const timestamp = synonym(columns, 'timestamp');
  const messageId = synonym(columns, 'messageId');
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(event === undefined ? {} : { event }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(messageId === undefined ? {} : { messageId }),
  };
}

/** The mapping where none is given: the fields by their own names, else that of a known format. */
export function defaultMapping(columns: readonly string[]): Mapping {
  return ownMapping(columns) ?? knownFormat(columns)?.mapping ?? FIELDS;
}

const FIELDS: Mapping = { userId: 'userId', event: 'event', timestamp: 'timestamp' };

function ownMapping(columns: readonly string[]): Mapping | undefined {
  if (!['userId', 'event', 'timestamp'].every((column) => columns.includes(column))) return undefined;
  return columns.includes('messageId') ? { ...FIELDS, messageId: 'messageId' } : FIELDS;
}
