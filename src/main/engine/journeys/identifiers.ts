const LONGEST = 60;

/**
 * An id made of a name: "Cart recovery!" → "cart-recovery". Ids show in message lists, so they should be readable.
 * @param otherwise what a name without letters and figures becomes.
 */
export function slugOf(name: string, otherwise = 'journey'): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  const slug = plain
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return slug === '' ? otherwise : slug;
}

/** The wish itself, or the wish with the first number from 2 that is free. */
export function freeId(wish: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(wish)) return wish;
  for (let number = 2; ; number += 1) {
    const id = `${wish}-${String(number)}`;
    if (!isTaken(id)) return id;
  }
}
