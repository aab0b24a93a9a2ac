import { createHash } from 'node:crypto';

/** PostgreSQL's limit on names: NAMEDATALEN - 1 bytes. (PostgreSQL manual, 4.1.1) */
const longest = 63;

/**
 * A name within PostgreSQL's limit: a longer one is cut and gets a hash of the whole, so that two of them stay two
 * where PostgreSQL itself would cut them to the same.
 */
export function shorten(name: string): string {
  // No character has more than four bytes.
  if (name.length * 4 <= longest || Buffer.byteLength(name) <= longest) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  let head = name;
  while (Buffer.byteLength(head) > longest - 9) head = head.slice(0, -1);
  return `${head}_${hash}`;
}
