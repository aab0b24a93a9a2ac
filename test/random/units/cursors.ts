import { expression, literal, number } from './expressions.js';
import {
  type Context,
  type Expression,
  type Generator,
  indented,
  pickName,
  type Statement,
  setVariable,
  type Variable,
  valueOf,
} from './generator.js';
import { Raised, type Run, Useless } from './session.js';
import { printed } from './statements.js';
import {
  booleanType,
  cursorType,
  fitted,
  numberOf,
  numberType,
  OpenCursor,
  recordOf,
  textOf,
  type Value,
} from './values.js';

/*
 * Cursor variables of two columns with numbers. (PL/SQL Language Reference, "Cursor Variables")
 *   - Copies of a variable share what it is open for; OPEN FOR need not be preceded by CLOSE.
 *   - A variable that is not open is INVALID_CURSOR for FETCH, CLOSE and the attributes but %ISOPEN.
 *   - FETCH behind the last row leaves its targets as they are. ("FETCH Statement")
 */

const invalidCursor = (): Raised => new Raised(-1001, 'INVALID_CURSOR');

function opened(run: Run, v: Variable): OpenCursor {
  const cursor = valueOf(run, v);
  if (!(cursor instanceof OpenCursor) || !cursor.isOpen) throw invalidCursor();
  return cursor;
}

const cursorsOf = (cx: Context): readonly Variable[] =>
  cx.pure ? [] : cx.variables.filter((v) => v.type.kind === 'cursor');

interface Query {
  readonly text: string;
  /** In quotes, for dynamic SQL, with what USING gives. */
  readonly dynamic: string;
  readonly rows: (run: Run) => readonly (readonly Value[])[];
}

/** A number that a query may have without meaning a column. */
function bound(g: Generator, cx: Context): Expression {
  const own = cx.variables.filter(
    (v) =>
      v.type.kind === 'number' &&
      v.package === undefined &&
      v.attribute === undefined &&
      !v.names.some((n) => /^(id|v|k|y|level)$/i.test(n)),
  );
  if (own.length === 0 || g.random.chance(0.3)) return literal(g.random.below(12));
  const v = g.random.pick(own);
  return { text: pickName(g, v), type: numberType, value: (run) => valueOf(run, v) };
}

function query(g: Generator, cx: Context): Query {
  const { random } = g;
  const given = bound(g, cx);
  if (cx.sql && random.chance(0.6)) {
    const least = random.chance(0.5);
    const where = (of: string): string => (least ? `WHERE NVL(v, 0) >= ${of} ` : '');
    const text = (of: string): string => `SELECT id, v FROM t ${where(of)}ORDER BY id`;
    return {
      text: text(given.text),
      dynamic: `'${text(':b')}'${least ? ` USING ${given.text}` : ''}`,
      rows: (run) => {
        const from = least ? numberOf(given.value(run)) : 0;
        return [...run.session.rows]
          .sort(([a], [b]) => a - b)
          .filter(([, v]) => !least || (from !== null && (v ?? 0) >= from))
          .map(([id, v]) => [id, v]);
      },
    };
  }
  const count = 1 + random.below(3);
  const text = (of: string): string => `SELECT LEVEL, ${of} FROM DUAL CONNECT BY LEVEL <= ${count}`;
  return {
    text: text(given.text),
    dynamic: `'${text(':b')}' USING ${given.text}`,
    rows: (run) => {
      const y = numberOf(given.value(run));
      return Array.from({ length: count }, (_, i) => [i + 1, y]);
    },
  };
}

export function openCursor(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const open = cursorsOf(cx).filter((v) => !v.constant);
  if (open.length === 0) return undefined;
  const v = random.pick(open);
  const made = query(g, cx);
  const isDynamic = v.type.kind === 'cursor' && v.type === cursorType && random.chance(0.3);
  return {
    lines: [`OPEN ${pickName(g, v)} FOR ${isDynamic ? made.dynamic : made.text};`],
    execute: (run) => {
      const before = valueOf(run, v);
      // Whether another variable that was open for the same sees the new rows is not said.
      if (before instanceof OpenCursor && before.isShared) throw new Useless();
      const cursor = new OpenCursor(made.rows(run));
      if (before instanceof OpenCursor) before.isOpen = false;
      setVariable(run, v, cursor);
      run.session.step();
    },
  };
}

interface Target {
  readonly text: string;
  readonly give: (run: Run, row: readonly Value[]) => void;
}

const isNumber = (v: Variable): boolean =>
  v.type.kind === 'number' && v.type.low === undefined && v.type.high === undefined && !v.type.notNull;

function target(g: Generator, cx: Context): Target | undefined {
  const { random } = g;
  const records = cx.variables.filter((v) => !v.constant && v.package === undefined && v.type.kind === 'record');
  if (records.length > 0 && random.chance(0.3)) {
    const v = random.pick(records);
    return {
      text: pickName(g, v),
      give: (run, [a, b]) => {
        const record = recordOf(valueOf(run, v));
        const text = textOf(b ?? null);
        if ((text?.length ?? 0) > 6) throw new Useless();
        record.fields.set('a', a ?? null);
        record.fields.set('s', text);
      },
    };
  }
  const own = cx.variables.filter((v) => !v.constant && v.package === undefined && isNumber(v));
  const [a, b] = [random.below(own.length), random.below(own.length)];
  const [first, second] = [own[a], own[b]];
  if (!first || !second || a === b) return undefined;
  return {
    text: `${pickName(g, first)}, ${pickName(g, second)}`,
    give: (run, row) => {
      setVariable(run, first, fitted(row[0] ?? null, first.type));
      setVariable(run, second, fitted(row[1] ?? null, second.type));
    },
  };
}

function fetched(run: Run, v: Variable, into: Target): boolean {
  const cursor = opened(run, v);
  const row = cursor.rows[cursor.fetched];
  cursor.found = row !== undefined;
  if (!row) return false;
  cursor.fetched++;
  into.give(run, row);
  return true;
}

export function fetchCursor(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const own = cursorsOf(cx);
  const into = target(g, cx);
  if (own.length === 0 || !into) return undefined;
  const v = random.pick(own);
  const name = pickName(g, v);
  if (random.chance(0.5))
    return { lines: [`FETCH ${name} INTO ${into.text};`], execute: (run) => void fetched(run, v, into) };
  const inside = printed(g, [number(g, cx, 1)]);
  const mark = g.fresh('p');
  return {
    lines: [
      'LOOP',
      ...indented([
        `FETCH ${name} INTO ${into.text};`,
        `EXIT WHEN ${name}%NOTFOUND;`,
        `DBMS_OUTPUT.PUT_LINE('${mark} ' || ${name}%ROWCOUNT);`,
        ...inside.lines,
      ]),
      'END LOOP;',
    ],
    execute: (run) => {
      for (;;) {
        run.session.step();
        if (!fetched(run, v, into)) return;
        run.session.print(`${mark} ${opened(run, v).fetched}`);
        inside.execute(run);
      }
    },
  };
}

export function closeCursor(g: Generator, cx: Context): Statement | undefined {
  const own = cursorsOf(cx);
  if (own.length === 0) return undefined;
  const v = g.random.pick(own);
  const name = pickName(g, v);
  const isGuarded = g.random.chance(0.4);
  return {
    lines: [isGuarded ? `IF ${name}%ISOPEN THEN CLOSE ${name}; END IF;` : `CLOSE ${name};`],
    execute: (run) => {
      const cursor = valueOf(run, v);
      if (cursor instanceof OpenCursor && cursor.isOpen) cursor.isOpen = false;
      else if (!isGuarded) throw invalidCursor();
    },
  };
}

export function cursorAttributes(g: Generator, cx: Context): Statement | undefined {
  const own = cursorsOf(cx);
  if (own.length === 0) return undefined;
  const v = g.random.pick(own);
  const name = pickName(g, v);
  const kind = g.random.pick(['%ISOPEN', '%FOUND', '%NOTFOUND', '%ROWCOUNT', ' IS NULL'] as const);
  return printed(g, [
    {
      text: `${name}${kind}`,
      type: kind === '%ROWCOUNT' ? numberType : booleanType,
      value: (run) => {
        const value = valueOf(run, v);
        if (kind === ' IS NULL') {
          // What a variable that was closed is, is not said.
          if (value instanceof OpenCursor && !value.isOpen) throw new Useless();
          return value === null;
        }
        if (kind === '%ISOPEN') return value instanceof OpenCursor && value.isOpen;
        const cursor = opened(run, v);
        if (kind === '%ROWCOUNT') return cursor.fetched;
        return cursor.found === null ? null : cursor.found === (kind === '%FOUND');
      },
    },
  ]);
}

/** A cursor variable takes what another is open for. */
export function cursorAssignment(g: Generator, cx: Context): Statement | undefined {
  const own = cursorsOf(cx);
  const open = own.filter((v) => !v.constant);
  if (open.length === 0) return undefined;
  const v = g.random.pick(open);
  const value = expression(g, cx, cursorType, 1);
  if (!value) return undefined;
  return {
    lines: [`${pickName(g, v)} := ${value.text};`],
    execute: (run) => {
      const made = value.value(run);
      if (made instanceof OpenCursor && value.variable) made.isShared = true;
      setVariable(run, v, made);
    },
  };
}
