import type { QueryGenerator } from '../queries/scope.js';

/*
 * Ways in which the text of a statement comes to where it is executed: as a literal, in pieces, through variables, routines,
 * collections, constants of packages, templates. (PL/SQL Language Reference, "PL/SQL Dynamic SQL")
 */

/** An expression of PL/SQL for the text, and what has to stand before it. */
export interface Carried {
  readonly text: string;
  readonly setup?: readonly string[];
  /** Variables and types of the block, which stand before its routines. */
  readonly declared?: readonly string[];
  readonly routines?: readonly string[];
  readonly before?: readonly string[];
}

type Carrier = (g: QueryGenerator, sql: string) => Carried;

const doubled = (sql: string): string => `'${sql.replaceAll("'", "''")}'`;

/** A literal, with doubled quotes or with quotes of one's own. */
export function literal(g: QueryGenerator, sql: string): string {
  const [open, close] = g.random.pick(['[]', '{}', '!!', '<>'].map((pair) => [pair[0] ?? '', pair[1] ?? ''] as const));
  return sql === '' || sql.includes(close) || g.random.chance(0.6) ? doubled(sql) : `q'${open}${sql}${close}'`;
}

/** The text cut at blanks outside of literals. */
function cut({ random }: QueryGenerator, sql: string, most: number): string[] {
  const places: number[] = [];
  let quoted = false;
  for (let i = 0; i < sql.length; i++) {
    if (sql[i] === "'") quoted = !quoted;
    else if (sql[i] === ' ' && !quoted) places.push(i + random.below(2));
  }
  const chosen = new Set(Array.from({ length: 1 + random.below(most) }, () => random.pick([sql.length, ...places])));
  const ends = [...chosen, sql.length].sort((x, y) => x - y);
  return ends.map((end, i) => sql.slice(ends[i - 1] ?? 0, end)).filter((piece) => piece !== '');
}

const asLiteral: Carrier = (g, sql) => ({ text: literal(g, sql) });

const inPieces: Carrier = (g, sql) => ({
  text: cut(g, sql, 3)
    .map((piece) => literal(g, piece))
    .join(' || '),
});

const variableOf = (g: QueryGenerator): { readonly name: string; readonly declared: string } => {
  const name = g.fresh('v');
  return { name, declared: `${name} ${g.random.pick(['VARCHAR2(4000)', 'VARCHAR2(32767)', 'CLOB'])};` };
};

const inVariable: Carrier = (g, sql) => {
  const { name, declared } = variableOf(g);
  const [first = '', ...rest] = cut(g, sql, 3);
  return {
    text: name,
    declared: [declared],
    before: [`${name} := ${literal(g, first)};`, ...rest.map((piece) => `${name} := ${name} || ${literal(g, piece)};`)],
  };
};

/**
 * The last clause under a condition, which is met: ORDER BY of a query, WHERE of DML. What it decides is the same in every
 * run; the compiler need not know.
 */
const byCondition: Carrier = (g, sql) => {
  const { name, declared } = variableOf(g);
  const at = sql.lastIndexOf(sql.startsWith('SELECT') ? ' ORDER BY ' : ' WHERE ');
  if (at < 0 || /[)'"]$/.test(sql) || sql.slice(at).includes(')')) return inVariable(g, sql);
  const table = g.random.pick(g.tables);
  const count = g.fresh('k');
  return {
    text: name,
    declared: [declared, `${count} NUMBER;`],
    before: [
      `SELECT COUNT(*) INTO ${count} FROM ${table.name};`,
      `${name} := ${literal(g, sql.slice(0, at))};`,
      `IF ${count} ${table.rows.length > 0 ? '> 0' : '= 0'} THEN`,
      `  ${name} := ${name} || ${literal(g, sql.slice(at))};`,
      'END IF;',
    ],
  };
};

const byFunction: Carrier = (g, sql) => {
  const name = g.fresh('f');
  const body = [`RETURN VARCHAR2 IS`, 'BEGIN', `  RETURN ${inPieces(g, sql).text};`, 'END;'];
  if (g.random.chance(0.5)) return { text: name, routines: [`FUNCTION ${name} ${body[0]}`, ...body.slice(1)] };
  return { text: name, setup: [`CREATE FUNCTION ${name} ${body[0]}`, ...body.slice(1), '/'] };
};

/** A function that chooses between the text and another that could stand there. */
const byChoice: Carrier = (g, sql) => {
  const name = g.fresh('f');
  const at = sql.lastIndexOf(' ORDER BY ');
  const isQuery = sql.startsWith('SELECT ');
  if (
    /:\w/.test(sql) ||
    (isQuery ? at < 0 || sql.slice(at).includes(')') : !/^(?:UPDATE|INSERT INTO|DELETE|MERGE) /.test(sql))
  )
    return byFunction(g, sql);
  const other = isQuery ? sql.slice(0, at) : `DELETE FROM ${g.random.pick(g.tables).name} WHERE 1 = 0`;
  const isFirst = g.random.chance(0.5);
  const [first, second] = isFirst ? [sql, other] : [other, sql];
  const body = g.random.chance(0.5)
    ? [
        'BEGIN',
        '  IF k > 0 THEN',
        `    RETURN ${inPieces(g, first).text};`,
        '  END IF;',
        `  RETURN ${inPieces(g, second).text};`,
        'END;',
      ]
    : ['BEGIN', `  RETURN CASE WHEN k > 0 THEN ${literal(g, first)} ELSE ${literal(g, second)} END;`, 'END;'];
  const head = `FUNCTION ${name}(k IN NUMBER) RETURN VARCHAR2 IS`;
  const text = `${name}(${isFirst ? 1 : 'NULL'})`;
  if (g.random.chance(0.5)) return { text, routines: [head, ...body] };
  return { text, setup: [`CREATE ${head}`, ...body, '/'] };
};

const byConstant: Carrier = (g, sql) => {
  const name = g.fresh('k');
  const declared = `${name} CONSTANT VARCHAR2(4000) := ${literal(g, sql)};`;
  if (g.random.chance(0.5)) return { text: name, declared: [declared] };
  const pk = g.fresh('pk');
  return { text: `${pk}.${name}`, setup: [`CREATE PACKAGE ${pk} IS`, `  ${declared}`, 'END;', '/'] };
};

const inCollection: Carrier = (g, sql) => {
  const [type, list, at] = [g.fresh('lt'), g.fresh('l'), g.fresh('i')];
  const pieces = cut(g, sql, 3);
  const { name, declared } = variableOf(g);
  return {
    text: name,
    declared: [declared, `TYPE ${type} IS TABLE OF VARCHAR2(4000) INDEX BY PLS_INTEGER;`, `${list} ${type};`],
    before: [
      ...pieces.map((piece, i) => `${list}(${i + 1}) := ${literal(g, piece)};`),
      `FOR ${at} IN 1 .. ${list}.COUNT LOOP`,
      `  ${name} := ${name} || ${list}(${at});`,
      'END LOOP;',
    ],
  };
};

/** Names of tables put in when it runs. */
const withTable: Carrier = (g, sql) => {
  const table = g.random.pick(g.tables).name;
  const parts = sql.split(new RegExp(`(?<=\\b(?:FROM|JOIN|INTO|UPDATE) )${table}\\b`));
  if (parts.length === 1) return inPieces(g, sql);
  const name = g.fresh('t');
  const given = g.random.pick([
    `'${table}'`,
    `'${table.toUpperCase()}'`,
    `LOWER('${table.toUpperCase()}')`,
    `DBMS_ASSERT.SIMPLE_SQL_NAME('${table}')`,
  ]);
  if (g.random.chance(0.4)) {
    const mark = g.random.pick(['#T#', '{table}', ':tab:']);
    return {
      text: `REPLACE(${literal(g, parts.join(mark))}, '${mark}', ${name})`,
      declared: [`${name} VARCHAR2(30) := ${given};`],
    };
  }
  return {
    text: parts.map((part) => literal(g, part)).join(` || ${name} || `),
    declared: [`${name} VARCHAR2(30) := ${given};`],
  };
};

/** Through a parameter of a routine, which hands it on. */
const handedOn: Carrier = (g, sql) => {
  const [name, text] = [g.fresh('h'), inPieces(g, sql).text];
  return {
    text: `${name}(${text})`,
    routines: [`FUNCTION ${name}(q IN VARCHAR2) RETURN VARCHAR2 IS`, 'BEGIN', '  RETURN q;', 'END;'],
  };
};

const carriers: readonly { readonly weight: number; readonly carry: Carrier }[] = [
  { weight: 2, carry: asLiteral },
  { weight: 2, carry: inPieces },
  { weight: 3, carry: inVariable },
  { weight: 2, carry: byCondition },
  { weight: 1, carry: byFunction },
  { weight: 1.5, carry: byChoice },
  { weight: 1, carry: byConstant },
  { weight: 0.3, carry: inCollection },
  { weight: 3, carry: withTable },
  { weight: 1, carry: handedOn },
];

export const carried: Carrier = (g, sql) => g.random.weighted(carriers).carry(g, sql);
