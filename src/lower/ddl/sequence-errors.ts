import type { SequenceOptions } from '../../ir/oracle/index.js';
import { type OracleFailure, oracleFailure } from '../../ir/oracle-failure.js';

/**
 * The error of CREATE SEQUENCE whose step is not less than its range, that cycles without an end, or whose CACHE, 20
 * where none is named, is one value or not less than one cycle. (SQL Language Reference, "CREATE SEQUENCE", INCREMENT
 * BY, CACHE)
 */
export const sequenceError = (options: SequenceOptions): OracleFailure | undefined =>
  stepError(options) ?? cycleError(options) ?? cacheError(options);

/** The end that a sequence which cycles comes to has no default. (Database Error Messages, ORA-04014, ORA-04015) */
export function cycleError({ cycle, incrementBy, minValue, maxValue }: SequenceOptions): OracleFailure | undefined {
  if (!cycle) return undefined;
  const ascends = Number(incrementBy ?? '1') > 0;
  if (ascends ? maxValue : minValue) return undefined;
  return ascends ? oracleFailure(4015) : oracleFailure(4014);
}

/** Undefined, too, where something else is wrong with the limits. */
export function stepError({ incrementBy, startWith, minValue, maxValue }: SequenceOptions): OracleFailure | undefined {
  const step = Number(incrementBy ?? '1');
  const low = minValue ? Number(minValue) : step > 0 ? 1 : undefined;
  const high = maxValue ? Number(maxValue) : step < 0 ? -1 : undefined;
  if (low === undefined || high === undefined || step === 0 || low >= high) return undefined;
  const start = startWith === undefined ? undefined : Number(startWith);
  if (start !== undefined && (start < low || start > high)) return undefined;
  // Whether a step of the whole range is one too many is not agreed upon: MINVALUE 0 MAXVALUE 1 is in use.
  return Math.abs(step) > high - low ? oracleFailure(4005) : undefined;
}

function cacheError(options: SequenceOptions): OracleFailure | undefined {
  if (options.cache === null) return undefined;
  const cache = Number(options.cache ?? '20');
  if (cache < 2) return oracleFailure(4010);
  const length = options.cycle ? cycleLength(options) : undefined;
  return length !== undefined && length > 0 && cache > length ? oracleFailure(4013) : undefined;
}

/** Undefined where a bound is not named and so is far away. */
function cycleLength({ incrementBy, minValue, maxValue }: SequenceOptions): number | undefined {
  const step = Number(incrementBy ?? '1');
  const low = minValue ?? (step > 0 ? '1' : undefined);
  const high = maxValue ?? (step < 0 ? '-1' : undefined);
  if (low === undefined || high === undefined || step === 0) return undefined;
  return Math.ceil((Number(high) - Number(low)) / Math.abs(step));
}
