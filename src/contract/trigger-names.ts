/**
 * What the names of triggers begin with that compute virtual columns: rows that are loaded need them, where other triggers
 * are made when the rows are there.
 */
export const virtualColumnTrigger = 'zzz_virtual';
