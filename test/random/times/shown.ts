import { type OraNumber, round, toText } from '../expression-oracle/number.js';
import { print } from './models.js';
import type { Session } from './session.js';
import { convert, type Kind, type Moment, microsecondsOfDay, type Span, type Value } from './values.js';

const models: Readonly<Record<string, string>> = {
  DATE: 'YYYY-MM-DD HH24:MI:SS',
  TIMESTAMP: 'YYYY-MM-DD HH24:MI:SS.FF6',
  LOCAL: 'YYYY-MM-DD HH24:MI:SS.FF6',
  ZONED: 'YYYY-MM-DD HH24:MI:SS.FF6 TZH:TZM',
};

/** The expression that shows a value of the kind in full. */
export function shownText(text: string, kind: Kind): string {
  switch (kind) {
    case 'NUMBER':
      return `TO_CHAR(ROUND(${text}, 6))`;
    case 'TEXT':
      return `'[' || ${text} || ']'`;
    case 'YM':
      return `(EXTRACT(YEAR FROM ${text}) || 'y' || EXTRACT(MONTH FROM ${text}))`;
    case 'DS':
      return `(EXTRACT(DAY FROM ${text}) || 'd' || EXTRACT(HOUR FROM ${text}) || ':' || EXTRACT(MINUTE FROM ${text}) || ':' || EXTRACT(SECOND FROM ${text}))`;
    default:
      return `TO_CHAR(${text}, '${models[kind] ?? ''}')`;
  }
}

/** What it shows. */
export function shownValue(x: Value, kind: Kind, { zone }: Session): string {
  if (kind === 'TEXT') return `[${(x as string | null) ?? ''}]`;
  if (x === null) return kind === 'YM' ? 'y' : kind === 'DS' ? 'd::' : '';
  if (kind === 'NUMBER') return toText(round(x as OraNumber, 6));
  if (kind === 'YM' || kind === 'DS') {
    const { span } = x as Span;
    if (kind === 'YM') return `${span / 12n}y${span % 12n}`;
    const seconds = toText({ m: span % 60_000_000n, e: -6 });
    return `${span / microsecondsOfDay}d${(span / 3_600_000_000n) % 24n}:${(span / 60_000_000n) % 60n}:${trimmed(seconds)}`;
  }
  const shown = kind === 'LOCAL' ? convert(x as Moment, kind, 'TIMESTAMP', zone) : (x as Moment);
  return print(shown, models[kind] ?? '');
}
const trimmed = (digits: string): string =>
  digits.includes('.') ? digits.replace(/\.?0+$/, '').replace(/^(-?)$/, '$10') : digits;
