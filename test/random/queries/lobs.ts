import { type Choice, column, simple } from './expressions.js';
import type { Condition, Expression, QueryGenerator, Scope } from './scope.js';
import { not, textOf, textOrNull, type Value } from './values.js';

/*
 * CLOB: an empty one is not NULL, of length 0, and no text as VARCHAR2. `||` with CLOB is CLOB.
 * (SQL Language Reference, "EMPTY_CLOB", "Concatenation Operator"; SecureFiles and Large Objects Developer's Guide, "SQL Semantics and LOBs")
 */

/** Characters of a CLOB, or NULL. */
interface Lob {
  readonly text: string;
  readonly value: (row: Parameters<Expression['value']>[0]) => string | null;
}

function lobColumn(g: QueryGenerator, scope: Scope): Lob | undefined {
  const found = column(g, scope, 'CLOB');
  return found && { text: found.text, value: (row) => characters(found.value(row)) };
}

const characters = (x: Value): string | null => (x === null ? null : textOf(x));

function lob(g: QueryGenerator, scope: Scope): Lob | undefined {
  const { random } = g;
  const own = lobColumn(g, scope);
  if (!own) return undefined;
  switch (random.below(6)) {
    case 0: {
      const more = simple(g, scope, random.pick(['VARCHAR2', 'CHAR', 'NUMBER']));
      return {
        text: `(${own.text} || ${more.text})`,
        value: (row) => {
          const [x, y] = [own.value(row), more.value(row)];
          return x === null && y === null ? null : (x ?? '') + textOf(y);
        },
      };
    }
    case 1:
      return { text: `NVL(${own.text}, EMPTY_CLOB())`, value: (row) => own.value(row) ?? '' };
    case 2: {
      const other = lobColumn(g, scope) ?? own;
      return { text: `COALESCE(${own.text}, ${other.text})`, value: (row) => own.value(row) ?? other.value(row) };
    }
    case 3:
      return { text: `UPPER(${own.text})`, value: (row) => own.value(row)?.toUpperCase() ?? null };
    default:
      return own;
  }
}

const withLob =
  (type: 'NUMBER' | 'VARCHAR2', text: (x: string) => string, value: (x: string) => Value): Choice['make'] =>
  (g, scope) => {
    const x = lob(g, scope);
    return (
      x && {
        type,
        text: text(x.text),
        value: (row) => {
          const found = x.value(row);
          return found === null ? null : value(found);
        },
      }
    );
  };

/** DBMS_LOB.COMPARE: -1, 0 or 1; NULL where one is NULL. */
const compared: Choice['make'] = (g, scope) => {
  const [x, y] = [lob(g, scope), lob(g, scope)];
  if (!x || !y) return undefined;
  return {
    type: 'NUMBER',
    text: `SIGN(DBMS_LOB.COMPARE(${x.text}, ${y.text}))`,
    value: (row) => {
      const [a, b] = [x.value(row), y.value(row)];
      return a === null || b === null ? null : a < b ? -1 : a > b ? 1 : 0;
    },
  };
};

export const lobNumbers = (): readonly Choice[] => [
  {
    weight: 1.5,
    make: withLob(
      'NUMBER',
      (x) => `LENGTH(${x})`,
      (x) => x.length,
    ),
  },
  {
    weight: 0.7,
    make: withLob(
      'NUMBER',
      (x) => `DBMS_LOB.GETLENGTH(${x})`,
      (x) => x.length,
    ),
  },
  {
    weight: 0.7,
    make: withLob(
      'NUMBER',
      (x) => `INSTR(${x}, 'b')`,
      (x) => x.indexOf('b') + 1,
    ),
  },
  { weight: 0.7, make: compared },
];

export const lobTexts = (): readonly Choice[] => [
  { weight: 2, make: withLob('VARCHAR2', (x) => `TO_CHAR(${x})`, textOrNull) },
  {
    weight: 1,
    make: withLob(
      'VARCHAR2',
      (x) => `DBMS_LOB.SUBSTR(${x}, 2, 1)`,
      (x) => textOrNull(x.slice(0, 2)),
    ),
  },
  {
    weight: 1,
    make: withLob(
      'VARCHAR2',
      (x) => `TO_CHAR(SUBSTR(${x}, 2))`,
      (x) => textOrNull(x.slice(1)),
    ),
  },
];

/** CLOBs that may be stored: an empty one is stored as such. */
export const lobChoices: readonly Choice[] = [
  {
    weight: 1,
    make: (g, scope) => {
      const x = lob(g, scope);
      return x && { type: 'CLOB', text: x.text, value: x.value };
    },
  },
  {
    weight: 1,
    make: (g, scope) => {
      const x = simple(g, scope, 'VARCHAR2');
      return { type: 'CLOB', text: `TO_CLOB(${x.text})`, value: x.value };
    },
  },
  { weight: 0.3, make: () => ({ type: 'CLOB', text: 'EMPTY_CLOB()', value: () => '' }) },
];

/** Conditions that a CLOB may stand in. */
export function lobCondition(g: QueryGenerator, scope: Scope): Condition | undefined {
  const x = lob(g, scope);
  if (!x) return undefined;
  const negative = g.random.chance(0.4);
  const word = negative ? 'NOT ' : '';
  if (g.random.chance(0.5))
    return { text: `${x.text} IS ${word}NULL`, truth: (row) => (x.value(row) === null) !== negative };
  // Whether an empty one is like '%' is not said.
  const own = lobColumn(g, scope) ?? x;
  const pattern = g.random.pick(['a%', '%b', '_', '%']);
  const like = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
  return {
    text: `${own.text} ${word}LIKE '${pattern}'`,
    truth: (row) => {
      const found = own.value(row);
      if (found === null) return null;
      return negative ? not(like.test(found)) : like.test(found);
    },
  };
}
