import { type Assignment, assignments, emptyRow, NewRows } from './assignments.js';
import type { Change } from './changes.js';
import { condition } from './conditions.js';
import { expression } from './expressions.js';
import type { Column, Condition, QueryGenerator, Row, Scope } from './scope.js';
import { type Table, tableColumns, tableRelation } from './tables.js';
import type { Value } from './values.js';

interface Branch {
  readonly when: Condition | undefined;
  readonly table: Table;
  readonly list: readonly Assignment[];
}

/**
 * `INSERT ALL|FIRST WHEN … THEN INTO … ELSE INTO … SELECT …`: ALL goes by each condition that is true, FIRST by the first one; ELSE where none is.
 * (SQL Language Reference, "INSERT", multi_table_insert)
 */
export function multiTable(g: QueryGenerator, first: Table): Change {
  const { random } = g;
  const source = tableRelation(g, random.pick(g.tables));
  const own: Scope = { columns: source.columns, outer: [], queries: true, depth: 1 };
  const kept = tableColumns.filter((c) => c.name !== 'p');
  const items = kept.map((c) =>
    c.name === 'id' || c.numeric || random.chance(0.5) ? undefined : expression(g, { ...own, queries: false }, c.type),
  );
  const columns: readonly Column[] = kept.map((c) => ({
    text: `k_${c.name}`,
    type: c.type,
    ...(c.numeric && { numeric: true }),
  }));
  const textOfItem = (i: number): string =>
    items[i]?.text ?? source.columns.find((c) => c.text.endsWith(`.${kept[i]?.name}`))?.text ?? '';
  const where = condition(g, own);
  const scope: Scope = { columns, outer: [], queries: false, depth: 2 };
  const whole = random.chance(0.25);
  const firstOnly = !whole && random.chance(0.5);
  const branches: readonly Branch[] = Array.from({ length: 2 + random.below(2) }, (_, i) => ({
    when: whole || (i > 1 && random.chance(0.5)) ? undefined : condition(g, scope),
    table: i === 0 ? first : random.pick(g.tables),
    list: assignments(g, scope),
  }));
  const bases = new Map(g.tables.map((t) => [t, Math.max(0, ...t.rows.map(([x]) => Number(x)))]));
  const idOf = (branch: Branch, place: number): { readonly text: string; readonly value: (row: Row) => number } => {
    const base = (bases.get(branch.table) ?? 0) + place + 1;
    return {
      text: `${base} + ${branches.length} * k_id`,
      value: (row) => base + branches.length * Number(row.get('k_id')),
    };
  };
  const clauses = branches.map((branch, i) => {
    const into = `INTO ${branch.table.name} (${['id', ...branch.list.map((a) => a.column)].join(', ')}) VALUES (${[idOf(branch, i).text, ...branch.list.map((a) => a.of.text)].join(', ')})`;
    return whole ? into : branch.when ? `WHEN ${branch.when.text} THEN ${into}` : `ELSE ${into}`;
  });
  return {
    counts: true,
    text: `INSERT ${firstOnly ? 'FIRST' : 'ALL'} ${clauses.join(' ')} SELECT ${kept.map((c, i) => `${textOfItem(i)} AS k_${c.name}`).join(', ')} FROM ${source.text} WHERE ${where.text}`,
    apply: () => {
      const made = new Map(g.tables.map((t) => [t, { rows: new NewRows(t), list: [] as (readonly Value[])[] }]));
      for (const from of source.rows().filter((row) => where.truth(row) === true)) {
        const row: Row = new Map(
          columns.map((c, i) => [
            c.text,
            items[i]?.value(from) ?? (items[i] ? null : (from.get(textOfItem(i)) ?? null)),
          ]),
        );
        let some = false;
        for (const [i, branch] of branches.entries()) {
          const goes = whole || (branch.when ? branch.when.truth(row) === true && !(firstOnly && some) : !some);
          if (!goes) continue;
          if (branch.when) some = true;
          const target = made.get(branch.table);
          target?.list.push(target.rows.changed(emptyRow(idOf(branch, i).value(row)), branch.list, row, 'insert'));
        }
      }
      const all = [...made.entries()];
      const before = g.tables.map((t) => t.rows);
      const outcomes = all.map(([table, { rows, list }]) => rows.put([...table.rows, ...list], list.length));
      const numbers = outcomes.filter((o) => typeof o === 'number');
      if (numbers.length === outcomes.length) return numbers.reduce((x, y) => x + y, 0);
      for (const [i, table] of g.tables.entries()) table.rows = before[i] ?? [];
      const errors = new Set(outcomes.flatMap((o) => (typeof o === 'object' ? [o.error] : [])));
      const [error] = errors;
      return outcomes.includes(undefined) || errors.size !== 1 || error === undefined ? undefined : { error };
    },
  };
}
