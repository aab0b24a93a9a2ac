import { emptyRow, NewRows } from './assignments.js';
import type { Change } from './changes.js';
import { condition } from './conditions.js';
import { expression } from './expressions.js';
import type { Column, Expression, QueryGenerator, Row, Scope } from './scope.js';
import { type Table, tableColumns } from './tables.js';
import { exact, isMoment, numberOf, type Type, textOf, textOrNull, type Value } from './values.js';

/*
 * A view of expressions, whose INSTEAD OF triggers do what the statement says. (PL/SQL Language Reference, "INSTEAD OF DML Triggers")
 */

const viewColumns: readonly { readonly name: string; readonly type: Type; readonly text: string }[] = [
  { name: 'id', type: 'NUMBER', text: 'id' },
  { name: 'twice', type: 'NUMBER', text: 'n * 2' },
  { name: 'cs', type: 'VARCHAR2', text: 'c || s' },
  { name: 'day', type: 'DATE', text: 'TRUNC(d)' },
];

const at = (row: readonly Value[], name: string): Value => row[tableColumns.findIndex((c) => c.name === name)] ?? null;

const seen = (row: readonly Value[]): readonly Value[] => {
  const [n, d] = [at(row, 'n'), at(row, 'd')];
  return [
    at(row, 'id'),
    n === null ? null : numberOf(n) * 2,
    textOrNull(textOf(at(row, 'c')) + textOf(at(row, 's'))),
    isMoment(d) ? { ms: Math.floor(d.ms / 86_400_000) * 86_400_000 } : null,
  ];
};

/** What the triggers put into the table, of :NEW. */
function put(values: readonly Value[]): readonly { readonly column: string; readonly value: Value }[] {
  const [, twice, cs, day] = values;
  return [
    { column: 'n', value: twice == null ? null : exact(numberOf(twice) / 2) },
    { column: 's', value: textOrNull(textOf(cs ?? null).slice(0, 4)) },
    { column: 'd', value: isMoment(day ?? null) ? { ms: (day as { ms: number }).ms + 3_600_000 } : null },
  ];
}

const assigned = ':NEW.twice / 2, SUBSTR(:NEW.cs, 1, 4), :NEW.day + 1 / 24';

export function insteadOf(g: QueryGenerator, table: Table): Change {
  const { random } = g;
  const name = g.fresh('vi');
  const alias = g.fresh('z');
  const columns: readonly Column[] = viewColumns.map((c) => ({ text: `${alias}.${c.name}`, type: c.type }));
  const scope: Scope = { columns, outer: [], queries: true, depth: 1 };
  const where = condition(g, scope);
  const set = viewColumns.slice(1).filter(() => random.chance(0.6));
  const some = set.length > 0 ? set : viewColumns.slice(1, 2);
  const items = some.map((c): { name: string; of: Expression } => ({ name: c.name, of: expression(g, scope, c.type) }));
  const rowOf = (values: readonly Value[]): Row => new Map(columns.map((c, i) => [c.text, values[i] ?? null]));
  const given = (row: Row, before: readonly Value[]): readonly Value[] =>
    viewColumns.map((c, i) => {
      const item = items.find((x) => x.name === c.name);
      return item ? item.of.value(row) : (before[i] ?? null);
    });
  const body = (event: string, statement: string): readonly string[] => [
    `CREATE TRIGGER ${name}_${event[0]?.toLowerCase()} INSTEAD OF ${event} ON ${name} FOR EACH ROW`,
    'BEGIN',
    `  ${statement};`,
    'END;',
    '/',
  ];
  const setup = [
    `CREATE VIEW ${name} AS SELECT ${viewColumns.map((c) => `${c.text} AS ${c.name}`).join(', ')} FROM ${table.name};`,
    ...body('INSERT', `INSERT INTO ${table.name} (id, n, s, d) VALUES (:NEW.id, ${assigned})`),
    ...body('UPDATE', `UPDATE ${table.name} SET (n, s, d) = (SELECT ${assigned} FROM dual) WHERE id = :OLD.id`),
    ...body('DELETE', `UPDATE ${table.name} SET s = 'gone' WHERE id = :OLD.id AND :OLD.twice IS NOT NULL`),
  ];
  const assignmentsOf = (values: readonly Value[]) =>
    put(values).map(({ column, value }) => ({ column, of: { text: '', type: 'NUMBER' as const, value: () => value } }));
  const kind = random.below(3);
  const first = Math.max(0, ...table.rows.map(([x]) => Number(x)));
  const texts = [
    `INSERT INTO ${name} (${['id', ...items.map((i) => i.name)].join(', ')}) SELECT ${[`${first} + ${alias}.id`, ...items.map((i) => i.of.text)].join(', ')} FROM ${name} ${alias} WHERE ${where.text}`,
    `UPDATE ${name} ${alias} SET ${items.map((i) => `${i.name} = ${i.of.text}`).join(', ')} WHERE ${where.text}`,
    `DELETE FROM ${name} ${alias} WHERE ${where.text}`,
  ];
  return {
    setup,
    counts: true,
    text: texts[kind] ?? '',
    apply: () => {
      const made = new NewRows(table);
      const added: (readonly Value[])[] = [];
      let count = 0;
      const rows = table.rows.map((values) => {
        const before = seen(values);
        const row = rowOf(before);
        if (where.truth(row) !== true) return values;
        count++;
        if (kind === 0) {
          const now = given(row, [null, null, null, null]);
          added.push(made.changed(emptyRow(first + Number(values[0])), assignmentsOf(now), row, 'insert'));
          return values;
        }
        if (kind === 1) return made.changed(values, assignmentsOf(given(row, before)), row, 'update');
        if (before[1] === null) return values;
        const gone: Expression = { text: '', type: 'VARCHAR2', value: () => 'gone' };
        return made.changed(values, [{ column: 's', of: gone }], row, 'update');
      });
      return made.put([...rows, ...added], count);
    },
  };
}
