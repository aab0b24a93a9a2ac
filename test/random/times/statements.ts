/** The steps of a program: expressions in PL/SQL, queries, assignments and changes of rows. */
import { OraError } from '../expression-oracle/number.js';
import { fitted } from './casts.js';
import { condition } from './conditions.js';
import { expression } from './expressions.js';
import { guarded, linesOr, type Step, type World } from './program.js';
import { routineSteps } from './routines.js';
import { rowSteps } from './rows.js';
import type { Env, Expression, Place, Scope } from './scope.js';
import { dateModels, timestampModels } from './session.js';
import { shownText, shownValue } from './shown.js';
import { literalText } from './texts.js';
import { isMoment, isSpan, type Kind, ordering, Unsettled, type Value } from './values.js';

const shownKinds: readonly Kind[] = ['DATE', 'TIMESTAMP', 'ZONED', 'LOCAL', 'YM', 'DS', 'NUMBER', 'TEXT', 'TEXT'];

export const inPlsql = (world: World): Scope => ({
  random: world.random,
  session: world.session,
  places: world.variables,
  depth: 3,
  sql: false,
});
export const inSql = (world: World): Scope => ({
  ...inPlsql(world),
  places: [...world.columns, ...world.columns, ...world.variables],
  sql: true,
});
const envOf = (world: World, row: ReadonlyMap<string, Value>): Env => new Map([...world.held, ...row]);

/** An expression of PL/SQL. */
function printed(world: World, label: string): Step {
  const { random, session } = world;
  const of = expression(inPlsql(world), random.pick(shownKinds));
  return {
    body: guarded(label, [`DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText(of.text, of.kind)});`]),
    expected: linesOr(label, () => [`${label} ${shownValue(of.value(world.held), of.kind, session)}`]),
  };
}

/** The values of the expression in all rows; where more than one way to fail is there, the manual does not say which comes first. */
export function inRows(world: World, of: Expression): readonly Value[] {
  const codes = new Set<number>();
  const values: Value[] = [];
  for (const row of world.rows) {
    try {
      values.push(of.value(envOf(world, row)));
    } catch (error) {
      if (!(error instanceof OraError)) throw error;
      codes.add(error.code);
    }
  }
  const [code] = codes;
  if (codes.size > 1) throw new Unsettled();
  if (code !== undefined) throw new OraError(code);
  return values;
}

/** A query of the expression, in the order of the rows. */
function queried(world: World, label: string): Step {
  const { random, session } = world;
  const of = expression(inSql(world), random.pick(shownKinds));
  const outside = random.chance(0.4) && of.kind !== 'ZONED';
  const item = outside ? of.text : shownText(of.text, of.kind);
  const shown = outside ? shownText('r.x', of.kind) : 'r.x';
  return {
    body: guarded(label, [
      `FOR r IN (SELECT id, ${item} AS x FROM tt ORDER BY id) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || ${shown});`,
      'END LOOP;',
    ]),
    expected: linesOr(label, () =>
      inRows(world, of).map((x, i) => `${label} ${i + 1} ${shownValue(x, of.kind, session)}`),
    ),
  };
}

/** The rows that a condition picks. */
function filtered(world: World, label: string): Step {
  const where = condition(inSql(world));
  return {
    body: guarded(label, [
      `FOR r IN (SELECT id FROM tt WHERE ${where.text} ORDER BY id) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id);`,
      'END LOOP;',
    ]),
    expected: linesOr(label, () => {
      const found = inRows(world, { text: '', kind: 'TEXT', value: (env) => (where.value(env) === true ? 'y' : null) });
      return found.flatMap((x, i) => (x === 'y' ? [`${label} ${i + 1}`] : []));
    }),
  };
}

/** A condition of PL/SQL. */
function decided(world: World, label: string): Step {
  const when = condition(inPlsql(world));
  return {
    body: guarded(label, [
      `IF ${when.text} THEN`,
      `  DBMS_OUTPUT.PUT_LINE('${label} yes');`,
      'ELSE',
      `  DBMS_OUTPUT.PUT_LINE('${label} no');`,
      'END IF;',
    ]),
    expected: linesOr(label, () => [`${label} ${when.value(world.held) === true ? 'yes' : 'no'}`]),
  };
}

export const intoPlace = (x: Value, to: Place): Value => (isMoment(x) || isSpan(x) ? fitted(x, to) : x);

/** What a place of the kind is given: text stands for a DATE or TIMESTAMP at times. */
export const given = (scope: Scope, kind: Kind): Expression =>
  (kind === 'DATE' || kind === 'TIMESTAMP') && scope.random.chance(0.2)
    ? literalText(scope, kind)
    : expression(scope, kind);

/** An assignment to a variable of another precision. */
function assigned(world: World, label: string): Step {
  const { random, session } = world;
  const to = random.pick(world.variables.filter((v) => v.kind !== 'ZONED'));
  const of = given(inPlsql(world), to.kind);
  const expected = linesOr(label, () => {
    const made = intoPlace(of.value(world.held), to);
    world.held.set(to.name, made);
    return [`${label} ${shownValue(made, to.kind, session)}`];
  });
  return {
    body: guarded(label, [
      `${to.name} := ${of.text};`,
      `DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText(to.name, to.kind)});`,
    ]),
    expected,
  };
}

/** UPDATE of a column. */
function updated(world: World, label: string): Step {
  const { random, session } = world;
  const to = random.pick(world.columns.filter((c) => c.kind !== 'ZONED'));
  const of = given(inSql(world), to.kind);
  const expected = linesOr(label, () => {
    const values = inRows(world, { ...of, value: (env) => intoPlace(of.value(env), to) });
    for (const [i, row] of world.rows.entries()) row.set(to.name, values[i] ?? null);
    return values.map((x, i) => `${label} ${i + 1} ${shownValue(x, to.kind, session)}`);
  });
  return {
    body: guarded(label, [
      `UPDATE tt SET ${to.name} = ${of.text};`,
      `FOR r IN (SELECT id, ${shownText(to.name, to.kind)} AS x FROM tt ORDER BY id) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || r.x);`,
      'END LOOP;',
    ]),
    expected,
  };
}

/** MIN, MAX and COUNT, and the rows in the order of an expression. */
function summed(world: World, label: string): Step {
  const { random, session } = world;
  const of = expression(inSql(world), random.pick(['DATE', 'TIMESTAMP', 'LOCAL', 'YM', 'DS', 'NUMBER'] as const));
  // A number alone would be the place of a column.
  if (random.chance(0.5) && /[a-z(]/i.test(of.text)) {
    const descending = random.chance(0.5);
    return {
      body: guarded(label, [
        `FOR r IN (SELECT id FROM tt ORDER BY ${of.text}${descending ? ' DESC' : ''}, id) LOOP`,
        `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id);`,
        'END LOOP;',
      ]),
      expected: linesOr(label, () => {
        const values = inRows(world, of);
        const order = (a: Value, b: Value): number =>
          a === null || b === null ? Number(a === null) - Number(b === null) : ordering(a, b);
        return values
          .map((x, i) => ({ x, i }))
          .toSorted((a, b) => (descending ? order(b.x, a.x) : order(a.x, b.x)) || a.i - b.i)
          .map(({ i }) => `${label} ${i + 1}`);
      }),
    };
  }
  const name = random.pick(['MIN', 'MAX']);
  return {
    body: guarded(label, [
      `FOR r IN (SELECT COUNT(${of.text}) AS n, ${shownText(`${name}(${of.text})`, of.kind)} AS x FROM tt) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.n || ' ' || r.x);`,
      'END LOOP;',
    ]),
    expected: linesOr(label, () => {
      const values = inRows(world, of).filter((x) => x !== null);
      const sorted = values.toSorted(ordering);
      const x = (name === 'MIN' ? sorted[0] : sorted.at(-1)) ?? null;
      return [`${label} ${values.length} ${shownValue(x, of.kind, session)}`];
    }),
  };
}

/** Another model for what follows, by ALTER SESSION in a text. */
function otherModel(world: World): Step {
  const { random, session } = world;
  const date = random.chance(0.5);
  const model = random.pick<string>(date ? dateModels : timestampModels);
  world.session = date ? { ...session, dateModel: model } : { ...session, timestampModel: model };
  const setting = date ? 'NLS_DATE_FORMAT' : 'NLS_TIMESTAMP_FORMAT';
  const text = random.chance(0.3)
    ? `DBMS_SESSION.SET_NLS('${setting}', '''${model}''');`
    : `EXECUTE IMMEDIATE 'ALTER SESSION SET ${setting} = ''${model}''';`;
  return { body: [text], expected: [] };
}

const steps = [
  { make: otherModel, weight: 0.7 },
  ...rowSteps,
  ...routineSteps,
  { make: printed, weight: 5 },
  { make: queried, weight: 4 },
  { make: filtered, weight: 2 },
  { make: decided, weight: 2 },
  { make: assigned, weight: 4 },
  { make: updated, weight: 2 },
  { make: summed, weight: 2 },
];

/** A step of the program. */
export const statement = (world: World, n: number): Step => world.random.weighted(steps).make(world, `s${n}`);
