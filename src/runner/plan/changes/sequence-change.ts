import { quotePath } from '../../sql/quoting.js';
import { TokenCursor, tokensOf } from '../../sql/statement-tokens.js';
import { shapeOf } from '../statements/statement-shape.js';

/** What CREATE SEQUENCE says; undefined where it leaves the default. */
interface SequenceOptions {
  increment?: string;
  minimum?: string;
  maximum?: string;
  start?: string;
  cache?: string;
  cycle?: boolean;
}

/**
 * The ALTER SEQUENCE from one CREATE SEQUENCE to another; undefined where they differ in something else. The next value
 * stays: START WITH only says where RESTART begins. (PostgreSQL manual, ALTER SEQUENCE)
 */
export function alterSequence(before: string, after: string): string | undefined {
  const [old, now] = [optionsOf(before), optionsOf(after)];
  if (old === undefined || now === undefined) return undefined;
  const increment = now.increment ?? '1';
  // The defaults of the bounds go by the direction, but ALTER keeps what CREATE chose.
  const isTurned = increment.startsWith('-') !== (old.increment ?? '1').startsWith('-');
  const first = increment.startsWith('-') ? (now.maximum ?? '-1') : (now.minimum ?? '1');
  const bound = (word: string, value: string | undefined) => (value === undefined ? `no ${word}` : `${word} ${value}`);
  const changes = [
    (old.increment ?? '1') === increment ? '' : `increment by ${increment}`,
    old.minimum === now.minimum && !isTurned ? '' : bound('minvalue', now.minimum),
    old.maximum === now.maximum && !isTurned ? '' : bound('maxvalue', now.maximum),
    old.start === now.start &&
    old.minimum === now.minimum &&
    old.maximum === now.maximum &&
    old.increment === now.increment
      ? ''
      : `start with ${now.start ?? first}`,
    (old.cache ?? '1') === (now.cache ?? '1') ? '' : `cache ${now.cache ?? '1'}`,
    (old.cycle ?? false) === (now.cycle ?? false) ? '' : now.cycle ? 'cycle' : 'no cycle',
  ].filter((change) => change !== '');
  return changes.length === 0 ? undefined : `alter sequence ${quotePath(shapeOf(after).name)} ${changes.join(' ')}`;
}

function optionsOf(sql: string): SequenceOptions | undefined {
  const at = new TokenCursor(tokensOf(sql).filter(({ text }) => text !== ';'));
  if (!at.accept('create', 'sequence')) return undefined;
  at.accept('if', 'not', 'exists');
  at.path();
  const options: SequenceOptions = {};
  const number = (): string => {
    const sign = at.acceptText('-') ? '-' : '';
    return sign + (at.take()?.text ?? '');
  };
  while (at.here !== undefined) {
    if (at.accept('increment')) {
      at.accept('by');
      options.increment = number();
    } else if (at.accept('start')) {
      at.accept('with');
      options.start = number();
    } else if (at.accept('minvalue')) options.minimum = number();
    else if (at.accept('maxvalue')) options.maximum = number();
    else if (at.accept('cache')) options.cache = number();
    else if (at.accept('cycle')) options.cycle = true;
    else if (!at.accept('no', 'minvalue') && !at.accept('no', 'maxvalue') && !at.accept('no', 'cycle'))
      return undefined;
  }
  return options;
}
