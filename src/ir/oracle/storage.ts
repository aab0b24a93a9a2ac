import type { NodeBase } from './names.js';

/** A clause without effect on meaning (storage, caching, logging): its words, for the report. */
export interface PhysicalClause extends NodeBase {
  readonly kind: 'PhysicalClause';
  /**
   * First words in upper case: `TABLESPACE`, `STORAGE`, `PCTFREE`, `LOB STORAGE`, `COMPRESS`, `ORGANIZATION INDEX` …
   */
  readonly what: string;
}
