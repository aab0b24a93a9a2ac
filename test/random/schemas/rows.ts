import type { Random } from '../random.js';
import {
  type Column,
  misfit,
  type Outcome,
  placeOf,
  refusesNull,
  rowErrors,
  type Table,
  type Value,
  type World,
} from './world.js';

/** A statement, and what it does to the world when it runs. */
export interface Step {
  readonly text: string;
  readonly run: () => Outcome;
  /** DDL commits. */
  readonly ddl: boolean;
  /** The value that a query gives. */
  readonly shows?: () => string;
}

export const literal = (value: Value): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value}'`;

export function someValue(random: Random, column: Column): Value {
  if (random.chance(0.15)) return null;
  const { kind, size } = column.type;
  if (kind === 'NUMBER') return random.chance(0.05) ? 10 ** size : random.below(12) - 2;
  const length = random.chance(0.05) ? size + 1 : 1 + random.below(Math.min(2, size));
  return Array.from({ length }, () => random.pick(['a', 'b', 'c', 'd'])).join('');
}

/** Puts the rows in place where nothing is violated. */
function put(world: World, table: Table, rows: Value[][], others: readonly number[]): Outcome {
  const errors = [...new Set([...others, ...rowErrors(world, table, rows)])];
  if (errors.length > 1) return undefined;
  const [error] = errors;
  if (error !== undefined) return error;
  table.rows = rows;
  return 'ok';
}

export function insertRow(random: Random, world: World, table: Table): Step {
  const isListed = random.chance(0.6);
  const columns = isListed ? table.columns.filter(() => random.chance(0.8)) : table.columns;
  const used = columns.length > 0 ? columns : table.columns;
  const values = used.map((c) => (random.chance(0.1) ? 'DEFAULT' : someValue(random, c)));
  const list = isListed || columns.length === 0 ? ` (${used.map((c) => c.name).join(', ')})` : '';
  const texts = values.map((v) => (v === 'DEFAULT' ? v : literal(v)));
  return {
    ddl: false,
    text: `INSERT INTO ${table.name}${list} VALUES (${texts.join(', ')})`,
    run: () => {
      const row = table.columns.map((c) => {
        const at = used.indexOf(c);
        const value = at < 0 ? 'DEFAULT' : (values[at] ?? null);
        return value === 'DEFAULT' ? c.defaultValue : value;
      });
      const errors = table.columns.flatMap((c, i) => {
        const error = row[i] === null && refusesNull(table, c) ? 1400 : misfit(c.type, row[i] ?? null);
        return error ?? [];
      });
      return put(world, table, [...table.rows, row], errors);
    },
  };
}

/** A condition on one column, and its rows. */
function someRows(
  random: Random,
  table: Table,
): { readonly text: string; readonly meets: (row: readonly Value[]) => boolean } {
  const column = random.pick(table.columns);
  const place = table.columns.indexOf(column);
  const value = table.rows[random.below(table.rows.length)]?.[place] ?? null;
  if (value === null) return { text: `${column.name} IS NULL`, meets: (row) => row[place] === null };
  if (random.chance(0.6)) return { text: `${column.name} = ${literal(value)}`, meets: (row) => row[place] === value };
  return {
    text: `${column.name} >= ${literal(value)}`,
    meets: (row) => {
      const own = row[place] ?? null;
      return own !== null && own >= value;
    },
  };
}

export function updateRows(random: Random, world: World, table: Table): Step | undefined {
  if (table.rows.length === 0) return undefined;
  const where = someRows(random, table);
  const column = random.pick(table.columns);
  const place = table.columns.indexOf(column);
  const adds = column.type.kind === 'NUMBER' && random.chance(0.4);
  const value = random.chance(0.1) ? 'DEFAULT' : someValue(random, column);
  return {
    ddl: false,
    text:
      `UPDATE ${table.name} SET ${column.name} = ` +
      `${adds ? `${column.name} + 1` : value === 'DEFAULT' ? value : literal(value)} WHERE ${where.text}`,
    run: () => {
      const errors: number[] = [];
      const rows = table.rows.map((row) => {
        if (!where.meets(row)) return row;
        const old = row[place] ?? null;
        const made = adds ? (old === null ? null : Number(old) + 1) : value === 'DEFAULT' ? column.defaultValue : value;
        const error = made === null && refusesNull(table, column) ? 1407 : misfit(column.type, made);
        if (error !== undefined) errors.push(error);
        return row.map((v, i) => (i === place ? made : v));
      });
      return put(world, table, rows, errors);
    },
  };
}

export function deleteRows(random: Random, world: World, table: Table): Step | undefined {
  if (table.rows.length === 0) return undefined;
  const where = someRows(random, table);
  return {
    ddl: false,
    text: `DELETE FROM ${table.name} WHERE ${where.text}`,
    run: () => {
      const gone = table.rows.filter((r) => where.meets(r));
      const before = world.tables.map((t) => ({ t, rows: t.rows }));
      const rows = table.rows.filter((r) => !where.meets(r));
      for (const child of world.tables) {
        for (const c of child.constraints) {
          if (c.parent?.table !== table || !c.enabled || c.onDelete === undefined) continue;
          if (child === table) return undefined;
          const key = table.columns.indexOf(c.parent.column);
          const lost = new Set(gone.flatMap((r) => r[key] ?? []));
          const place = placeOf(child, c.columns[0] ?? '');
          const isChild = (r: readonly Value[]): boolean => lost.has(r[place] ?? '');
          if (c.onDelete === 'CASCADE') child.rows = child.rows.filter((r) => !isChild(r));
          else {
            const own = child.columns[place];
            if (own && refusesNull(child, own) && child.rows.some(isChild)) {
              for (const b of before) b.t.rows = b.rows;
              return 1407;
            }
            child.rows = child.rows.map((r) => (isChild(r) ? r.map((v, i) => (i === place ? null : v)) : r));
          }
          // What the rows that changed there violate is another matter.
          if (rowErrors(world, child, child.rows).some((e) => e !== 2291)) {
            for (const b of before) b.t.rows = b.rows;
            return undefined;
          }
        }
      }
      const outcome = put(world, table, rows, []);
      if (outcome !== 'ok') for (const b of before) b.t.rows = b.rows;
      return outcome;
    },
  };
}
