/** Functions of the runtime that read the clock, with the fraction of its second. */
export const fineClocks: ReadonlySet<string> = new Set([
  'systimestamp',
  'systimestamp_local',
  'current_timestamp',
  'localtimestamp',
]);

/** Those that read whole seconds. */
export const coarseClocks: ReadonlySet<string> = new Set(['sysdate', 'current_date']);
