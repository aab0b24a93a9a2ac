/** A name of PostgreSQL, schema first, as a key of sets and maps. */
export const nameKey = (name: readonly string[]): string => name.join('.');
