import type { Effects } from '../analysis.js';

/** Effects while they are collected. */
export type MutableEffects = {
  -readonly [K in keyof Effects]: Effects[K] extends ReadonlySet<infer T> ? Set<T> : Effects[K];
};

/** The effects of what does nothing. */
export const noEffects = (): MutableEffects => ({
  transactionControl: false,
  autonomous: false,
  writesTables: new Set(),
  readsTables: new Set(),
  writesInTransaction: new Set(),
  readsInTransaction: new Set(),
  dynamicSql: false,
  dynamicChanges: false,
  dynamicDml: false,
  changesBySupplied: false,
  readsState: false,
  writesState: false,
  output: false,
  noDataFoundEscapes: false,
  userErrorEscapes: false,
  raises: false,
  refusesValues: false,
  readsError: false,
  sharesSqlAttributes: false,
  sharesBulkAttributes: false,
  calls: new Set(),
});
