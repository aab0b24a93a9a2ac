/** Steps on the rows of the table: groups, windows, MERGE, INSERT … SELECT and RETURNING. */
import { add, div, int, type OraNumber } from '../expression-oracle/number.js';
import { expression } from './expressions.js';
import { guarded, linesOr, type Step, type World } from './program.js';
import { throughModel } from './reading.js';
import { read, type Scope, strict } from './scope.js';
import { modelOf } from './session.js';
import { shownText, shownValue } from './shown.js';
import { given, inPlsql, inRows, inSql, intoPlace } from './statements.js';
import { sessionText } from './texts.js';
import { daysBetween, isMoment, type Kind, type Moment, ordering, Unsettled, type Value } from './values.js';

const ofColumns = (world: World): Scope => ({ ...inPlsql(world), places: world.columns, depth: 2, sql: true });

const keyOf = (x: Value): string =>
  x === null
    ? ''
    : typeof x === 'string'
      ? x
      : JSON.stringify(x, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v));

/** Rows in groups of equal moments or intervals. */
function grouped(world: World, label: string): Step {
  const { random, session } = world;
  const of = expression(ofColumns(world), random.pick(['DATE', 'DATE', 'TIMESTAMP', 'YM', 'DS', 'TEXT'] as const));
  if (!/c\d/.test(of.text)) throw new Unsettled();
  const expected = linesOr(label, () => {
    const groups = new Map<string, { x: Value; n: number }>();
    for (const x of inRows(world, of)) {
      const group = groups.get(keyOf(x)) ?? { x, n: 0 };
      groups.set(keyOf(x), { x, n: group.n + 1 });
    }
    return [...groups.values()]
      .toSorted((a, b) =>
        a.x === null || b.x === null ? Number(a.x === null) - Number(b.x === null) : ordering(a.x, b.x),
      )
      .map(({ x, n }) => `${label} ${shownValue(x, of.kind, session)} ${n}`);
  });
  return {
    body: guarded(label, [
      `FOR r IN (SELECT ${of.text} AS x, COUNT(*) AS n FROM tt GROUP BY ${of.text} ORDER BY 1) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText('r.x', of.kind)} || ' ' || r.n);`,
      'END LOOP;',
    ]),
    expected,
  };
}

/** AVG and SUM of the days between. */
function averaged(world: World, label: string): Step {
  const { random, session } = world;
  const scope = ofColumns(world);
  const [a, b] = [expression(scope, 'DATE'), expression(scope, 'DATE')];
  const difference = strict<Moment>([a, b], daysBetween);
  const average = random.chance(0.6);
  return {
    body: guarded(label, [
      `FOR r IN (SELECT ${average ? 'AVG' : 'SUM'}(${a.text} - ${b.text}) AS x FROM tt) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText('r.x', 'NUMBER')});`,
      'END LOOP;',
    ]),
    expected: linesOr(label, () => {
      const values = inRows(world, { text: '', kind: 'NUMBER', value: difference }).filter(
        (x) => x !== null,
      ) as OraNumber[];
      const sum = values.reduce((x, y) => add(x, y), int(0));
      const x = values.length === 0 ? null : average ? div(sum, int(values.length)) : sum;
      return [`${label} ${shownValue(x, 'NUMBER', session)}`];
    }),
  };
}

/** What lies between a row and the one before it. */
function lagged(world: World, label: string): Step {
  const { random, session } = world;
  const kind = random.pick(['DATE', 'TIMESTAMP', 'LOCAL'] as const);
  const by = random.pick(world.columns.filter((c) => c.kind === kind));
  const of = read(by);
  const result: Kind = kind === 'DATE' ? 'NUMBER' : 'DS';
  const order = world.rows.map((_, i) => i);
  const at = (i: number): Value => world.rows[i]?.get(by.name) ?? null;
  const sorted = order.toSorted((i, j) => {
    const [x, y] = [at(i), at(j)];
    return (x === null || y === null ? Number(x === null) - Number(y === null) : ordering(x, y)) || i - j;
  });
  const lines = sorted.map((i, place) => {
    const [x, y] = [at(i), place === 0 ? null : at(sorted[place - 1] ?? 0)];
    const between = isMoment(x) && isMoment(y) ? (kind === 'DATE' ? daysBetween(x, y) : { span: x.us - y.us }) : null;
    return `${label} ${i + 1} ${shownValue(between, result, session)}`;
  });
  const text = `${of.text} - LAG(${of.text}) OVER (ORDER BY ${of.text}, id)`;
  return {
    body: guarded(label, [
      `FOR r IN (SELECT id, ${text} AS x FROM tt ORDER BY ${of.text}, id) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || ${shownText('r.x', result)});`,
      'END LOOP;',
    ]),
    expected: lines,
  };
}

/** SELECT … INTO a variable of its own precision, static or in a text. */
function selectedInto(world: World, label: string): Step {
  const { random, session } = world;
  const to = random.pick(world.variables.filter((v) => v.kind !== 'ZONED'));
  const of = expression(inSql(world), to.kind);
  const row = 1 + random.below(world.rows.length);
  const dynamic = random.chance(0.3) && !/\bv\d/.test(of.text);
  const expected = linesOr(label, () => {
    const own = world.rows[row - 1] ?? new Map<string, Value>();
    const made = intoPlace(of.value(new Map([...world.held, ...own])), to);
    world.held.set(to.name, made);
    return [`${label} ${shownValue(made, to.kind, session)}`];
  });
  const query = `SELECT ${of.text} INTO ${to.name} FROM tt WHERE id = ${row};`;
  const text = `EXECUTE IMMEDIATE 'SELECT ${of.text.replaceAll("'", "''")} FROM tt WHERE id = :1' INTO ${to.name} USING ${row};`;
  return {
    body: guarded(label, [
      dynamic ? text : query,
      `DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText(to.name, to.kind)});`,
    ]),
    expected,
  };
}

/** UPDATE of one row that gives its new value back, and MERGE that sets it. */
function changedRow(world: World, label: string): Step {
  const { random, session } = world;
  const to = random.pick(world.columns.filter((c) => c.kind !== 'ZONED'));
  const into = random.pick(world.variables.filter((v) => v.kind === to.kind));
  const of = given(inSql(world), to.kind);
  const n = 1 + random.below(world.rows.length);
  const row = world.rows[n - 1] as Map<string, Value>;
  const merge = random.chance(0.4);
  const expected = linesOr(label, () => {
    const made = intoPlace(of.value(new Map([...world.held, ...row])), to);
    const back = merge ? made : intoPlace(made, into);
    row.set(to.name, made);
    if (!merge) world.held.set(into.name, back);
    return [`${label} ${shownValue(back, to.kind, session)}`];
  });
  const failing = expected[0]?.startsWith(`${label} error`) === true;
  if (!merge && failing) throw new Unsettled();
  const text = merge
    ? [
        `MERGE INTO tt USING (SELECT ${n} AS k FROM dual) s ON (tt.id = s.k) WHEN MATCHED THEN UPDATE SET tt.${to.name} = ${of.text};`,
        `FOR r IN (SELECT ${to.name} AS x FROM tt WHERE id = ${n}) LOOP`,
        `  DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText('r.x', to.kind)});`,
        'END LOOP;',
      ]
    : [
        `UPDATE tt SET ${to.name} = ${of.text} WHERE id = ${n} RETURNING ${to.name} INTO ${into.name};`,
        `DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText(into.name, to.kind)});`,
      ];
  return { body: guarded(label, text), expected };
}

/** A text that writes a moment into a statement by its own text, as the session shows it. */
function written(world: World, label: string): Step {
  const { random, session } = world;
  const to = random.pick(world.columns.filter((c) => c.kind === 'DATE' || c.kind === 'TIMESTAMP'));
  const of = expression(inPlsql(world), to.kind);
  const n = 1 + random.below(world.rows.length);
  const row = world.rows[n - 1] as Map<string, Value>;
  const expected = linesOr(label, () => {
    const x = of.value(world.held);
    const model = modelOf(session, to.kind);
    const back = isMoment(x) ? throughModel(x, model, 0) : x;
    const made = intoPlace(back, to);
    row.set(to.name, made);
    return [`${label} ${shownValue(made, to.kind, session)}`];
  });
  return {
    body: guarded(label, [
      `EXECUTE IMMEDIATE 'UPDATE tt SET ${to.name} = ''' || ${of.text} || ''' WHERE id = ${n}';`,
      `FOR r IN (SELECT ${to.name} AS x FROM tt WHERE id = ${n}) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText('r.x', to.kind)});`,
      'END LOOP;',
    ]),
    expected,
  };
}

/** A moment in a variable of VARCHAR2, and back. */
function throughVariable(world: World, label: string): Step {
  const { random, session } = world;
  const kind = random.pick(['DATE', 'TIMESTAMP'] as const);
  const to = random.pick(world.variables.filter((v) => v.kind === kind));
  const of = expression(inPlsql(world), kind);
  world.declarations.push(`w_${label} VARCHAR2(60);`);
  const expected = linesOr(label, () => {
    const x = of.value(world.held);
    const text = isMoment(x) ? sessionText({ session }, x, kind) : '';
    const back = isMoment(x) ? throughModel(x, modelOf(session, kind), 0) : x;
    const made = intoPlace(back, to);
    world.held.set(to.name, made);
    return [`${label} ${text} ${shownValue(made, kind, session)}`];
  });
  return {
    body: guarded(label, [
      `w_${label} := ${of.text};`,
      `${to.name} := w_${label};`,
      `DBMS_OUTPUT.PUT_LINE('${label} ' || w_${label} || ' ' || ${shownText(to.name, kind)});`,
    ]),
    expected,
  };
}

export const rowSteps = [
  { make: written, weight: 1 },
  { make: throughVariable, weight: 1 },
  { make: grouped, weight: 1.5 },
  { make: averaged, weight: 1 },
  { make: lagged, weight: 0.7 },
  { make: selectedInto, weight: 2 },
  { make: changedRow, weight: 2 },
];
