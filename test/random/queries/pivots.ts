import { type Aggregate, aggregate, expression } from './expressions.js';
import type { Expression, Query, QueryGenerator, Row, Scope } from './scope.js';
import { source } from './source.js';
import { dates, literalOf, padded, texts } from './tables.js';
import { groups, key, same, type Type, type Value } from './values.js';

/*
 * PIVOT groups by the columns that neither it nor FOR names; UNPIVOT leaves NULLs out, unless it includes them.
 * (SQL Language Reference, "SELECT", pivot_clause and unpivot_clause)
 */

const flat = (g: QueryGenerator, scope: Scope, type: Type): Expression =>
  expression(g, { ...scope, queries: false, depth: 1 }, type);

/** A value of FOR and its literal. */
function forValue({ random }: QueryGenerator, type: Type): { readonly text: string; readonly value: Value } {
  const value: Value =
    type === 'NUMBER'
      ? random.below(5)
      : type === 'CHAR'
        ? padded(random.pick(texts))
        : type === 'VARCHAR2'
          ? random.pick(texts)
          : random.pick(dates);
  return { text: literalOf(value, type), value };
}

/** `PIVOT (MAX(v) AS a, COUNT(v) AS b FOR f IN (1 AS x, 2 AS y))`: the first column is what is grouped by. */
export function pivoted(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const { random } = g;
  const from = source(g, depth + 1);
  const [first = 'NUMBER', ...others] = types;
  const grouped = flat(g, from.scope, first);
  const forType = random.pick<Type>(['NUMBER', 'VARCHAR2', 'CHAR', 'DATE']);
  const pivot = flat(g, from.scope, forType);
  const [x, y] = [forValue(g, forType), forValue(g, forType)];
  const values =
    others.length === 0 ? [flat(g, from.scope, 'NUMBER')] : others.map((type) => flat(g, from.scope, type));
  const made = values.map((of, i) => ({
    of,
    name: random.pick<Aggregate>(of.type === 'NUMBER' ? ['SUM', 'COUNT', 'MIN', 'MAX'] : ['MIN', 'MAX']),
    alias: `a${i}`,
    literal: random.pick([x, y]),
  }));
  const inner = [`${grouped.text} AS k`, `${pivot.text} AS f`, ...made.map(({ of }, i) => `${of.text} AS v${i}`)];
  const shown = made.slice(0, others.length).map(({ alias, literal }) => `${literal === x ? 'x' : 'y'}_${alias}`);
  return {
    types,
    text:
      `SELECT ${['k', ...shown].map((name, i) => `${name} AS c${i + 1}`).join(', ')} FROM (SELECT ${inner.join(', ')} ${from.text}) ` +
      `PIVOT (${made.map(({ name, alias }, i) => `${name}(v${i}) AS ${alias}`).join(', ')} FOR f IN (${x.text} AS x, ${y.text} AS y))`,
    rows: () =>
      groups(from.rows(), (row) => key([grouped.value(row)])).map((group) => [
        grouped.value(group[0] as Row),
        ...made.slice(0, others.length).map(({ of, name, literal }) => {
          const met = group.filter((row) => {
            const value = pivot.value(row);
            return value !== null && same(value, literal.value);
          });
          return aggregate(name, met.map(of.value));
        }),
      ]),
  };
}

/** `UNPIVOT (v FOR f IN (a, b AS 'x'))`: the first column stays, the others are `v` or `f`. */
export function unpivoted(g: QueryGenerator, types: readonly Type[], depth: number): Query {
  const { random } = g;
  const from = source(g, depth + 1);
  const [first = 'NUMBER', ...others] = types;
  const stays = flat(g, from.scope, first);
  const folded = random.chance(0.4) ? 2 : 1;
  const valueTypes = Array.from({ length: folded }, (_, i) => others[i] ?? 'NUMBER');
  const columns = Array.from({ length: 2 + random.below(2) }, () =>
    valueTypes.map((type) => flat(g, from.scope, type)),
  );
  const labels = columns.map(() => random.chance(0.6));
  const includes = random.chance(0.4);
  const name = (i: number, j: number): string => `u${i}${j}`;
  const inner = [
    `${stays.text} AS k`,
    ...columns.flatMap((group, i) => group.map((of, j) => `${of.text} AS ${name(i, j)}`)),
  ];
  const list = (names: readonly string[]): string => (names.length > 1 ? `(${names.join(', ')})` : names.join(''));
  const items = columns.map((group, i) => `${list(group.map((_, j) => name(i, j)))}${labels[i] ? ` AS 'l${i}'` : ''}`);
  const labelOf = (i: number): string =>
    labels[i] ? `l${i}` : (columns[i]?.map((_, j) => name(i, j).toUpperCase()).join('_') ?? '');
  const shown = others.map((type, i) =>
    i < folded ? { text: `v${i}`, place: i } : type === 'VARCHAR2' ? { text: 'f', place: -1 } : undefined,
  );
  const nullOf: Readonly<Record<Type, string>> = {
    NUMBER: 'CAST(NULL AS NUMBER)',
    VARCHAR2: 'CAST(NULL AS VARCHAR2(9))',
    CHAR: 'CAST(NULL AS CHAR(3))',
    DATE: 'CAST(NULL AS DATE)',
    TIMESTAMP: 'CAST(NULL AS TIMESTAMP)',
    RAW: 'CAST(NULL AS RAW(4))',
    CLOB: 'TO_CLOB(NULL)',
  };
  return {
    types,
    text:
      `SELECT ${['k', ...shown.map((s, i) => s?.text ?? nullOf[others[i] ?? 'NUMBER'])].map((text, i) => `${text} AS c${i + 1}`).join(', ')} ` +
      `FROM (SELECT ${inner.join(', ')} ${from.text}) UNPIVOT ${includes ? 'INCLUDE NULLS ' : ''}` +
      `(${list(valueTypes.map((_, j) => `v${j}`))} FOR f IN (${items.join(', ')}))`,
    rows: () =>
      from.rows().flatMap((row) =>
        columns.flatMap((group, i) => {
          const values = group.map((of) => of.value(row));
          if (!includes && values.every((v) => v === null)) return [];
          return [
            [
              stays.value(row),
              ...shown.map((s) => (s === undefined ? null : s.place < 0 ? labelOf(i) : (values[s.place] ?? null))),
            ],
          ];
        }),
      ),
  };
}
