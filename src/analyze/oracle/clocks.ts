/**
 * Functions that read the clock, with the fraction of its second. (SQL Language Reference, "SYSTIMESTAMP",
 * "CURRENT_TIMESTAMP", "LOCALTIMESTAMP")
 */
export const fineClocks = ['SYSTIMESTAMP', 'CURRENT_TIMESTAMP', 'LOCALTIMESTAMP'] as const;

/** Those that read whole seconds. (SQL Language Reference, "SYSDATE", "CURRENT_DATE") */
export const coarseClocks = ['SYSDATE', 'CURRENT_DATE'] as const;
