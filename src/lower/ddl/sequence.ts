import { sequenceClamped, sequenceOption } from '../../diagnostics/op1.js';
import type { CreateSequence, SequenceOptions } from '../../ir/oracle/index.js';
import { oracleFailure } from '../../ir/oracle-failure.js';
import type { PgSequenceOptions, PgStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import type { UnitContext } from '../context.js';
import { nameAsWritten, written } from './names.js';
import { raisingStatement } from './runtime-statement.js';
import { cycleError, stepError } from './sequence-errors.js';

const lowest = -9223372036854775808n;
const highest = 9223372036854775807n;

/**
 * CREATE SEQUENCE: Oracle's limits have 28 digits, PostgreSQL's are those of bigint. (SQL
 * Language Reference, CREATE SEQUENCE)
 */
export function lowerCreateSequence(unit: UnitContext, node: CreateSequence): PgStatement[] {
  const symbol = unit.analysis.declared(node);
  const beyond = cachesBeyondCycle(node.options) ? oracleFailure(4013) : undefined;
  const wrong = stepError(node.options) ?? cycleError(node.options) ?? beyond;
  if (wrong) return [raisingStatement(node.span, wrong, node.comments)];
  return [
    {
      kind: 'PgCreateSequence',
      span: node.span,
      name: symbol ? unit.naming.of(symbol) : nameAsWritten(unit, node.name),
      ifNotExists: node.ifNotExists,
      options: sequenceOptions(unit, node.options, written(node.name), node.span),
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
  ];
}

/**
 * Does a sequence that cycles keep more numbers ready than it has? 20, where nothing is said.
 * (Database Error Messages, ORA-04013)
 */
function cachesBeyondCycle({ cycle, cache, incrementBy, minValue, maxValue }: SequenceOptions): boolean {
  if (!cycle || cache === null) return false;
  const [by, kept] = [integer(incrementBy ?? '1') ?? 1n, integer(cache ?? '20') ?? 0n];
  // One of the limits is the usual one, far away.
  const low = minValue ? integer(minValue) : by > 0n ? 1n : undefined;
  const high = maxValue ? integer(maxValue) : by < 0n ? -1n : undefined;
  if (low === undefined || high === undefined || by === 0n || low >= high) return false;
  return kept > (high - low) / (by < 0n ? -by : by) + 1n;
}

/**
 * Options of a sequence or identity column. CACHE is left out: Oracle's cache is shared by all sessions, so numbers
 * rise with time, PostgreSQL's is one a session, so they would not.
 */
export function sequenceOptions(
  unit: UnitContext,
  options: SequenceOptions,
  name: string,
  span: Span,
): PgSequenceOptions {
  const limit = (text: string | null | undefined): string | undefined => (text ? clamped(text)?.text : undefined);
  const descending = (options.incrementBy ?? '1').trim().startsWith('-');
  const max = isUsual(options.maxValue) && !descending ? undefined : limit(options.maxValue);
  const min = isUsual(options.minValue) && descending ? undefined : limit(options.minValue);
  const start = limit(options.startWith);
  reportSequenceOptions(unit, options, name, span);
  return {
    start: start === (descending ? '-1' : '1') && (min === undefined || min === '1') && !descending ? undefined : start,
    increment:
      options.incrementBy === undefined || integer(options.incrementBy) === 1n ? undefined : limit(options.incrementBy),
    min: min === '1' && !descending ? undefined : min,
    max: max === '-1' && descending ? undefined : max,
    cycle: options.cycle ? true : undefined,
  };
}

/** What of the options PostgreSQL has no counterpart for. */
export function reportSequenceOptions(unit: UnitContext, options: SequenceOptions, name: string, span: Span): void {
  const { startWith, incrementBy, minValue, maxValue, scale, session } = options;
  const limits = [minValue, maxValue].filter((text) => !isUsual(text));
  if ([startWith, incrementBy, ...limits].some((text) => text && clamped(text)?.isOther))
    unit.report(sequenceClamped(span, name));
  if (scale) unit.report(sequenceOption(span, name, scale));
  if (session) unit.report(sequenceOption(span, name, 'SESSION'));
}

/**
 * The usual NOMAXVALUE of a dump, 9999999999999999999999999999, is PostgreSQL's NO MAXVALUE; nothing can tell them
 * apart.
 */
const isUsual = (text: string | null | undefined): boolean =>
  typeof text === 'string' && /^-?9{27,28}$/.test(text.trim());

/** A number within the range of bigint, and whether it is another one; undefined where the text is no integer. */
export function clamped(text: string): { readonly text: string; readonly isOther: boolean } | undefined {
  const value = integer(text);
  if (value === undefined) return undefined;
  const within = value < lowest ? lowest : value > highest ? highest : value;
  return { text: String(within), isOther: within !== value };
}

function integer(text: string): bigint | undefined {
  const compact = text.replace(/\s+/g, '').replace(/^\+/, '');
  if (/^-?\d+$/.test(compact)) return BigInt(compact);
  const scientific = /^(-?\d+)(?:\.0*)?[eE]\+?(\d+)$/.exec(compact);
  return scientific?.[1] && scientific[2] ? BigInt(scientific[1]) * 10n ** BigInt(scientific[2]) : undefined;
}
