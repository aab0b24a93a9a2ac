import type { AlterObject, SequenceOptions } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { literal, nameOf, regclassText, written } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { clamped, reportSequenceOptions } from '../sequence.js';

/**
 * `ALTER SEQUENCE s MAXVALUE 10 CYCLE` → the same in PostgreSQL, whose limits are those of bigint. START WITH stands
 * beside RESTART only. (SQL Language Reference, ALTER SEQUENCE)
 */
export function lowerAlterSequence(unit: UnitContext, node: AlterObject): PgStatement | undefined {
  const { span, name, sequenceOptions: options } = node;
  if (!name || !options) return undefined;
  if (options.startWith !== undefined && !options.restart)
    return runtimeStatement(span, 'raise', '2283', literal('cannot alter starting sequence number'));
  if (typeof options.cache === 'string' && Number(options.cache) < 2)
    return runtimeStatement(span, 'raise', '4010', literal(cacheTooSmall));
  reportSequenceOptions(unit, options, written(name), span);
  const text = changeOfSequence(regclassText(nameOf(unit, name)), options);
  return text === undefined ? undefined : { kind: 'PgFixedStatement', span, text };
}

const cacheTooSmall = 'the number of values to CACHE must be greater than 1';

/**
 * The statement that gives a sequence other options; undefined where there is nothing to do. Its next number depends on
 * the step that it had, or on its limits.
 */
export function changeOfSequence(sequence: string, options: SequenceOptions): string | undefined {
  const { incrementBy, startWith, restart, minValue, maxValue, cycle } = options;
  const limit = (word: string, value: string | null | undefined): string | undefined => {
    if (value === null) return `no ${word}`;
    const number = value === undefined ? undefined : clamped(value)?.text;
    return number === undefined ? undefined : `${word} ${number}`;
  };
  const start = startWith === undefined ? undefined : clamped(startWith)?.text;
  // Oracle does not keep where a sequence started; PostgreSQL does, and wants it within the limits.
  const inside = maxValue ?? minValue;
  const first = typeof inside === 'string' ? clamped(inside)?.text : undefined;
  const parts = [
    incrementBy === undefined ? undefined : `increment by ${clamped(incrementBy)?.text ?? incrementBy}`,
    limit('minvalue', minValue),
    limit('maxvalue', maxValue),
    start === undefined ? undefined : `restart with ${start}`,
    first === undefined ? undefined : `start with ${first}`,
    cycle === undefined ? undefined : cycle ? 'cycle' : 'no cycle',
  ].filter((p) => p !== undefined);
  const restarts = restart === true && start === undefined;
  if (restarts || (incrementBy !== undefined && start === undefined)) {
    const args = [literal(sequence), literal(parts.join(' ')), ...(restarts ? ['true'] : [])];
    return `select ora.alter_sequence(${args.join(', ')})`;
  }
  return parts.length > 0 ? `alter sequence ${sequence} ${parts.join(' ')}` : undefined;
}
