const LONGEST = 254;
const LONGEST_LOCAL = 64;
/** Letters of any script, digits and the signs of RFC 5322's dot-atom; nothing that could end a header or begin another address. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/** An address as it is compared with others: the case of a mailbox means nothing to any big provider. */
export function normalAddress(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** Why a message cannot go to this address; `undefined` when it can. Quoted local parts and address literals are refused. */
export function addressFault(text: string): string | undefined {
  const address = text.trim();
  if (address === '') return 'The address is empty';
  const at = address.lastIndexOf('@');
  if (at <= 0) return `“${shown(address)}” is no address: it has no @`;
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (address.length > LONGEST || local.length > LONGEST_LOCAL) return `“${shown(address)}” is too long for an address`;
  if (!LOCAL.test(local)) return `“${shown(address)}” is no address: what stands before the @ is not allowed there`;
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)))
    return `“${shown(address)}” is no address: its domain is none`;
  if (/^\d+$/.test(labels[labels.length - 1] ?? '')) return `“${shown(address)}” is no address: its domain is none`;
  return undefined;
}

/** A text for one header line: control signs, line ends and marks that turn the direction of writing become spaces. */
export function headerText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

function shown(text: string): string {
  const clean = headerText(text);
  return clean.length > 80 ? `${clean.slice(0, 80)}…` : clean;
}
