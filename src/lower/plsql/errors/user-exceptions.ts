import { createHash } from 'node:crypto';

/** The SQLSTATE of a user-defined exception: `OU` and three base-36 digits of a hash of its path; never ending in 000, which PL/pgSQL takes for a class. */
export function userSqlstate(path: string): string {
  const number = createHash('sha256').update(path).digest().readUInt32BE(0);
  const digits = ((number % (36 ** 3 - 1)) + 1).toString(36).toUpperCase().padStart(3, '0');
  return `OU${digits}`;
}
