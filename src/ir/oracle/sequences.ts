import type { LineNode, QualifiedName } from './names.js';

/**
 * The clauses of a sequence or identity column, numbers as written without blanks, null for NOMINVALUE, NOMAXVALUE and
 * NOCACHE; what is not written is absent. (SQL Language Reference, "CREATE SEQUENCE")
 */
export interface SequenceOptions {
  readonly startWith?: string;
  /** START WITH LIMIT VALUE: behind the greatest value of the identity column. */
  readonly startAtLimit?: boolean;
  readonly incrementBy?: string;
  readonly minValue?: string | null;
  readonly maxValue?: string | null;
  readonly cycle?: boolean;
  readonly cache?: string | null;
  readonly order?: boolean;
  /** SESSION: every session has values of its own. */
  readonly session?: boolean;
  /** SCALE or SHARD: values begin with numbers of the instance and the session. */
  readonly scale?: 'SCALE' | 'SHARD';
  /** RESTART of ALTER SEQUENCE. */
  readonly restart?: boolean;
}

/** `CREATE SEQUENCE s START WITH 1 …`. (SQL Language Reference, "CREATE SEQUENCE") */
export interface CreateSequence extends LineNode {
  readonly kind: 'CreateSequence';
  readonly name: QualifiedName;
  readonly options: SequenceOptions;
  readonly ifNotExists?: boolean;
}
