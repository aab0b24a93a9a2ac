/** The comment on a column that keeps the time zone of another one beside it: by it those who write rows know of both. */
export const zoneComment = (column: string): string => `oraphant: the time zone of ${column}`;
