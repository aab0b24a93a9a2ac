import { format } from '../expression-oracle/calendar.js';
import { isMoment, type Type, textOf, type Value } from './values.js';

/** An expression of PL/SQL that is the text of a value, with all that can differ in it. */
export function shownText(text: string, type: Type): string {
  switch (type) {
    case 'NUMBER':
      return `NVL(TO_CHAR(${text}), '-')`;
    case 'VARCHAR2':
      return `'[' || ${text} || ']'`;
    case 'RAW':
      return `NVL(RAWTOHEX(${text}), '-')`;
    case 'CLOB':
      return `NVL(TO_CHAR(LENGTH(${text})), '-') || TO_CHAR(${text})`;
    case 'CHAR':
      return `'[' || ${text} || ']c'`;
    case 'DATE':
    case 'TIMESTAMP':
      return `NVL(TO_CHAR(${text}, 'YYYY-MM-DD HH24:MI:SS${type === 'DATE' ? '' : '.FF3'}'), '-')`;
  }
}

/** That text. */
export function shownValue(value: Value, type: Type): string {
  if (type === 'VARCHAR2') return `[${textOf(value)}]`;
  if (type === 'CHAR') return `[${textOf(value)}]c`;
  if (value === null) return '-';
  if (type === 'CLOB') return `${textOf(value).length}${textOf(value)}`;
  if (!isMoment(value)) return textOf(value);
  const day = format({ seconds: Math.floor(value.ms / 1000) }, 'YYYY-MM-DD HH24:MI:SS');
  return type === 'DATE' ? day : `${day}.${String(((value.ms % 1000) + 1000) % 1000).padStart(3, '0')}`;
}
