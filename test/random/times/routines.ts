/** Steps through functions, procedures, records and collections of moments and intervals. */
import { declaredType } from './casts.js';
import { expression } from './expressions.js';
import { guarded, linesOr, type Step, type World } from './program.js';
import type { Place } from './scope.js';
import { shownText, shownValue } from './shown.js';
import { given, inPlsql, inRows, inSql, intoPlace } from './statements.js';
import type { Kind, Value } from './values.js';

const kinds = ['DATE', 'TIMESTAMP', 'TIMESTAMP', 'LOCAL', 'YM', 'DS', 'NUMBER'] as const;

/** Parameters and results have the kind, and no precision of their own. */
const bare: Readonly<Record<Kind, string>> = {
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP',
  ZONED: 'TIMESTAMP WITH TIME ZONE',
  LOCAL: 'TIMESTAMP WITH LOCAL TIME ZONE',
  YM: 'YMINTERVAL_UNCONSTRAINED',
  DS: 'DSINTERVAL_UNCONSTRAINED',
  NUMBER: 'NUMBER',
  TEXT: 'VARCHAR2',
};

/** A function of one parameter that is called in PL/SQL, or in SQL where it is a function of the schema. */
function called(world: World, label: string): Step {
  const { random, session } = world;
  const kind = random.pick(kinds);
  const result = random.pick(kinds);
  const name = `f_${label}`;
  const schema = random.chance(0.5);
  const parameter: Place = { name: 'p', kind, type: bare[kind] };
  const own = { ...inPlsql(world), places: [parameter], depth: 2 };
  const body = expression(own, result);
  const shape = [
    `FUNCTION ${name}(p ${bare[kind]}) RETURN ${bare[result]} IS`,
    'BEGIN',
    `  RETURN ${body.text};`,
    `END ${name};`,
  ];
  if (schema) world.setup.push(...shape.map((line, i) => (i === 0 ? `CREATE ${line}` : line)), '/');
  else world.declarations.push(...shape);
  const value = (x: Value): Value => body.value(new Map([['p', x]]));
  if (schema && random.chance(0.5)) {
    const argument = expression({ ...inSql(world), depth: 2 }, kind);
    const of = { text: '', kind: result, value: (env: ReadonlyMap<string, Value>) => value(argument.value(env)) };
    return {
      body: guarded(label, [
        `FOR r IN (SELECT id, ${name}(${argument.text}) AS x FROM tt ORDER BY id) LOOP`,
        `  DBMS_OUTPUT.PUT_LINE('${label} ' || r.id || ' ' || ${shownText('r.x', result)});`,
        'END LOOP;',
      ]),
      expected: linesOr(label, () =>
        inRows(world, of).map((x, i) => `${label} ${i + 1} ${shownValue(x, result, session)}`),
      ),
    };
  }
  const argument = expression({ ...inPlsql(world), depth: 2 }, kind);
  return {
    body: guarded(label, [`DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText(`${name}(${argument.text})`, result)});`]),
    expected: linesOr(label, () => [`${label} ${shownValue(value(argument.value(world.held)), result, session)}`]),
  };
}

/** An OUT parameter, whose actual has a precision of its own. */
function handedBack(world: World, label: string): Step {
  const { random, session } = world;
  const to = random.pick(world.variables.filter((v) => v.kind !== 'ZONED'));
  const of = expression({ ...inPlsql(world), depth: 2 }, to.kind);
  world.declarations.push(
    `PROCEDURE p_${label}(given ${bare[to.kind]}, made OUT ${bare[to.kind]}) IS`,
    'BEGIN',
    '  made := given;',
    `END p_${label};`,
  );
  const expected = linesOr(label, () => {
    const made = intoPlace(of.value(world.held), to);
    world.held.set(to.name, made);
    return [`${label} ${shownValue(made, to.kind, session)}`];
  });
  return {
    body: guarded(label, [
      `p_${label}(${of.text}, ${to.name});`,
      `DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText(to.name, to.kind)});`,
    ]),
    expected,
  };
}

/** A field of a record or an element of a collection, of some precision. */
function kept(world: World, label: string): Step {
  const { random, session } = world;
  const kind = random.pick(kinds);
  const type = declaredType(world, kind);
  const place: Place = {
    name: '',
    kind,
    type: type.text,
    ...(type.digits !== undefined && { digits: type.digits }),
    ...(type.leading !== undefined && { leading: type.leading }),
  };
  const record = random.chance(0.5);
  world.declarations.push(
    record
      ? `TYPE t_${label} IS RECORD (a ${type.text}, b NUMBER);`
      : `TYPE t_${label} IS TABLE OF ${type.text} INDEX BY PLS_INTEGER;`,
    `k_${label} t_${label};`,
  );
  const name = record ? `k_${label}.a` : `k_${label}(3)`;
  const of = given(inPlsql(world), kind);
  return {
    body: guarded(label, [`${name} := ${of.text};`, `DBMS_OUTPUT.PUT_LINE('${label} ' || ${shownText(name, kind)});`]),
    expected: linesOr(label, () => [`${label} ${shownValue(intoPlace(of.value(world.held), place), kind, session)}`]),
  };
}

/** All rows at once into a collection of a precision of its own. */
function collected(world: World, label: string): Step {
  const { random, session } = world;
  const of = expression(inSql(world), random.pick(kinds));
  const type = declaredType(world, of.kind);
  const place: Place = {
    name: '',
    kind: of.kind,
    type: type.text,
    ...(type.digits !== undefined && { digits: type.digits }),
    ...(type.leading !== undefined && { leading: type.leading }),
  };
  world.declarations.push(`TYPE t_${label} IS TABLE OF ${type.text};`, `k_${label} t_${label};`);
  return {
    body: guarded(label, [
      `SELECT ${of.text} BULK COLLECT INTO k_${label} FROM tt ORDER BY id;`,
      `FOR i IN 1 .. k_${label}.COUNT LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${label} ' || i || ' ' || ${shownText(`k_${label}(i)`, of.kind)});`,
      'END LOOP;',
    ]),
    expected: linesOr(label, () =>
      inRows(world, { ...of, value: (env) => intoPlace(of.value(env), place) }).map(
        (x, i) => `${label} ${i + 1} ${shownValue(x, of.kind, session)}`,
      ),
    ),
  };
}

export const routineSteps = [
  { make: called, weight: 2.5 },
  { make: handedBack, weight: 1 },
  { make: kept, weight: 1.5 },
  { make: collected, weight: 1 },
];
