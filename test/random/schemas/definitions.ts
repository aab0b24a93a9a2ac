import type { Random } from '../random.js';
import { literal, type Step, someValue } from './rows.js';
import {
  type Column,
  type ColumnType,
  type Constraint,
  hasDuplicates,
  isKey,
  lacksParent,
  misfit,
  named,
  type Outcome,
  placeOf,
  referencesTo,
  type Table,
  violatesCheck,
  type World,
} from './world.js';

/*
 * DDL on tables, with the errors that it ends with. (SQL Language Reference, "ALTER TABLE", "CREATE TABLE", "DROP
 * TABLE", "TRUNCATE TABLE"; Database Error Messages)
 */

const columnNames = ['a', 'b', 'c', 'd', 'e'] as const;
const constraintNames = ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'] as const;
const tableNames = ['ta', 'tb', 'tc'] as const;

const typeText = ({ kind, size }: ColumnType): string => `${kind}(${size})`;

const someType = (random: Random): ColumnType =>
  random.chance(0.5) ? { kind: 'NUMBER', size: 2 + random.below(3) } : { kind: 'VARCHAR2', size: 2 + random.below(4) };

const step = (text: string, run: () => Outcome): Step => ({ ddl: true, text, run });

/** A column as CREATE TABLE and ADD have it. */
function someColumn(random: Random, name: string): { readonly text: string; readonly column: Column } {
  const type = someType(random);
  const column: Column = { name, type, notNull: random.chance(0.25), defaultValue: null };
  const value = random.chance(0.4) ? someValue(random, column) : null;
  if (value !== null && misfit(type, value) === undefined) column.defaultValue = value;
  const defaults = column.defaultValue === null ? '' : ` DEFAULT ${literal(column.defaultValue)}`;
  return { text: `${name} ${typeText(type)}${defaults}${column.notNull ? ' NOT NULL' : ''}`, column };
}

export function createTable(random: Random, world: World, name: string): Step {
  const made = ['id', ...columnNames.slice(0, 2 + random.below(2))].map((n) => someColumn(random, n));
  return step(`CREATE TABLE ${name} (${made.map((m) => m.text).join(', ')})`, () => {
    if (named(world.tables, name)) return 955;
    world.tables.push({ name, columns: made.map((m) => m.column), constraints: [], rows: [] });
    return 'ok';
  });
}

/** A table whose name is free: what a text would make of a taken one is not told apart from what is there. */
export function createSomeTable(random: Random, world: World): Step | undefined {
  const free = tableNames.filter((name) => !named(world.tables, name));
  return free.length === 0 ? undefined : createTable(random, world, random.pick(free));
}

/** CREATE TABLE AS SELECT: NOT NULL comes along, defaults and keys do not. */
export function copyTable(random: Random, world: World, table: Table): Step | undefined {
  const name = random.pick(tableNames);
  if (named(world.tables, name)) return undefined;
  return step(`CREATE TABLE ${name} AS SELECT * FROM ${table.name}`, () => {
    if (named(world.tables, name)) return 955;
    const columns = table.columns.map((c) => ({ ...c, defaultValue: null }));
    world.tables.push({ name, columns, constraints: [], rows: table.rows.map((r) => [...r]) });
    return 'ok';
  });
}

export function dropTable(random: Random, world: World, table: Table): Step {
  const cascades = random.chance(0.5);
  return step(`DROP TABLE ${table.name}${cascades ? ' CASCADE CONSTRAINTS' : ''}`, () => {
    const references = referencesTo(world, table).filter(({ child }) => child !== table);
    if (references.length > 0 && !cascades) return 2449;
    for (const { child, reference } of references) remove(child.constraints, reference);
    remove(world.tables, table);
    return 'ok';
  });
}

export function truncateTable(_random: Random, world: World, table: Table): Step {
  return step(`TRUNCATE TABLE ${table.name}`, () => {
    const references = referencesTo(world, table).filter(({ child }) => child !== table);
    if (references.some(({ reference }) => reference.enabled)) return 2266;
    if (references.length > 0) return undefined;
    table.rows = [];
    return 'ok';
  });
}

export function renameTable(random: Random, world: World, table: Table): Step {
  const name = random.pick(tableNames);
  const text = random.chance(0.5) ? `ALTER TABLE ${table.name} RENAME TO ${name}` : `RENAME ${table.name} TO ${name}`;
  return step(text, () => {
    if (name === table.name) return undefined;
    if (named(world.tables, name)) return 955;
    table.name = name;
    return 'ok';
  });
}

export function addColumn(random: Random, _world: World, table: Table): Step {
  const { text, column } = someColumn(random, random.pick(columnNames));
  return step(`ALTER TABLE ${table.name} ADD ${random.chance(0.5) ? `(${text})` : text}`, () => {
    if (named(table.columns, column.name)) return 1430;
    if (column.notNull && column.defaultValue === null && table.rows.length > 0) return 1758;
    table.columns.push({ ...column });
    table.rows = table.rows.map((r) => [...r, column.defaultValue]);
    return 'ok';
  });
}

const someName = (random: Random, table: Table): string =>
  random.chance(0.9) ? random.pick(table.columns).name : random.pick(columnNames);

export function dropColumn(random: Random, world: World, table: Table): Step {
  const name = someName(random, table);
  return step(`ALTER TABLE ${table.name} DROP COLUMN ${name}`, () => {
    const place = placeOf(table, name);
    const column = table.columns[place];
    if (!column) return 904;
    if (table.columns.length === 1) return 12983;
    const errors = [
      ...(referencesTo(world, table).some(({ reference }) => reference.parent?.column === column) ? [12992] : []),
      ...(table.constraints.some((c) => c.columns.length > 1 && c.columns.includes(name)) ? [12991] : []),
    ];
    if (errors.length > 0) return errors.length === 1 ? errors[0] : undefined;
    table.constraints = table.constraints.filter((c) => !c.columns.includes(name));
    table.columns.splice(place, 1);
    table.rows = table.rows.map((r) => r.filter((_, i) => i !== place));
    return 'ok';
  });
}

export function renameColumn(random: Random, _world: World, table: Table): Step {
  const from = someName(random, table);
  const to = random.pick(columnNames);
  return step(`ALTER TABLE ${table.name} RENAME COLUMN ${from} TO ${to}`, () => {
    const column = named(table.columns, from);
    const isTaken = named(table.columns, to) !== undefined;
    if (!column) return isTaken ? undefined : 904;
    if (isTaken) return 957;
    column.name = to;
    for (const c of table.constraints) c.columns = c.columns.map((x) => (x === from ? to : x));
    return 'ok';
  });
}

export function modifyColumn(random: Random, _world: World, table: Table): Step {
  const column = random.pick(table.columns);
  const place = table.columns.indexOf(column);
  const { name } = column;
  const alter = (what: string): string =>
    `ALTER TABLE ${table.name} MODIFY ${random.chance(0.5) ? `(${name} ${what})` : `${name} ${what}`}`;
  const isConstrained = table.constraints.some((c) => c.columns.includes(name));
  if (random.chance(0.3)) {
    const notNull = random.chance(0.5);
    return step(alter(notNull ? 'NOT NULL' : 'NULL'), () => {
      if (table.constraints.some((c) => c.kind === 'primary' && c.columns.includes(name))) return undefined;
      if (column.notNull === notNull) return notNull ? 1442 : 1451;
      if (notNull && table.rows.some((r) => r[place] === null)) return 2296;
      column.notNull = notNull;
      return 'ok';
    });
  }
  if (random.chance(0.4)) {
    const value = someValue(random, column);
    return step(alter(`DEFAULT ${literal(value)}`), () => {
      if (misfit(column.type, value) !== undefined) return undefined;
      column.defaultValue = value;
      return 'ok';
    });
  }
  const type = someType(random);
  return step(alter(typeText(type)), () => {
    const values = table.rows.map((r) => r[place] ?? null).filter((v) => v !== null);
    if (misfit(type, column.defaultValue) !== undefined) return undefined;
    if (type.kind !== column.type.kind) {
      if (isConstrained || column.defaultValue !== null) return undefined;
      if (values.length > 0) return 1439;
    } else if (type.kind === 'NUMBER' && type.size < column.type.size && values.length > 0) return 1440;
    else if (values.some((v) => misfit(type, v) !== undefined)) return 1441;
    column.type = type;
    return 'ok';
  });
}

export function addConstraint(random: Random, world: World, table: Table): Step {
  const name = random.pick(constraintNames);
  const isDisabled = random.chance(0.15);
  const column = random.pick(table.columns);
  const kind = random.pick(['primary', 'unique', 'check', 'foreign'] as const);
  const made: Constraint = { name, kind, columns: [column.name], enabled: !isDisabled, ...details() };
  const parent = made.parent;

  function details(): Partial<Constraint> {
    if (kind === 'check') {
      const value = someValue(random, column) ?? (column.type.kind === 'NUMBER' ? 1 : 'b');
      return { check: { operator: random.pick(['<', '>', '<>']), value } };
    }
    if (kind === 'foreign') {
      const target = random.pick(world.tables);
      const onDelete = random.chance(0.5) ? random.pick(['CASCADE', 'SET NULL'] as const) : undefined;
      return { parent: { table: target, column: random.pick(target.columns) }, ...(onDelete && { onDelete }) };
    }
    const other = random.pick(table.columns);
    return random.chance(0.3) && other !== column ? { columns: [column.name, other.name] } : {};
  }

  const list = made.columns.join(', ');
  const what = {
    primary: `PRIMARY KEY (${list})`,
    unique: `UNIQUE (${list})`,
    check: `CHECK (${column.name} ${made.check?.operator} ${literal(made.check?.value ?? null)})`,
    foreign:
      `FOREIGN KEY (${list}) REFERENCES ${parent?.table.name} (${parent?.column.name})` +
      (made.onDelete ? ` ON DELETE ${made.onDelete}` : ''),
  }[kind];
  const text = `ALTER TABLE ${table.name} ADD CONSTRAINT ${name} ${what}${isDisabled ? ' DISABLE' : ''}`;
  return step(text, () => {
    const errors: (number | undefined)[] = [];
    if (world.tables.some((t) => named(t.constraints, name))) errors.push(2264);
    if (isKey(made)) errors.push(...keyErrors(table, made));
    if (kind === 'foreign') errors.push(...referenceErrors(table, made));
    if (kind === 'check' && made.enabled && table.rows.some((r) => violatesCheck(table, made, r))) errors.push(2293);
    if (errors.length > 1 || (errors.length === 1 && errors[0] === undefined)) return undefined;
    const [error] = errors;
    if (error !== undefined) return error;
    table.constraints.push(made);
    return 'ok';
  });
}

function keyErrors(table: Table, made: Constraint): (number | undefined)[] {
  const errors: (number | undefined)[] = [];
  const same = (c: Constraint): boolean => isKey(c) && [...c.columns].sort().join() === [...made.columns].sort().join();
  const isRepeated = table.constraints.some(same);
  if (made.kind === 'primary' && table.constraints.some((c) => c.kind === 'primary')) errors.push(2260);
  else if (isRepeated)
    errors.push(table.constraints.some((c) => same(c) && c.columns.join() === made.columns.join()) ? 2261 : undefined);
  if (made.enabled && hasDuplicates(table, made, table.rows)) errors.push(made.kind === 'primary' ? 2437 : 2299);
  if (made.kind === 'primary' && made.columns.some((c) => table.rows.some((r) => r[placeOf(table, c)] === null)))
    errors.push(made.enabled ? 1449 : undefined);
  return errors;
}

function referenceErrors(table: Table, made: Constraint): (number | undefined)[] {
  const { parent } = made;
  const own = named(table.columns, made.columns[0] ?? '');
  if (!parent || !own || own.type.kind !== parent.column.type.kind || parent.table === table) return [undefined];
  const key = parent.table.constraints.find((c) => isKey(c) && c.columns.join() === parent.column.name);
  if (!key) return [2270];
  if (!key.enabled) return [undefined];
  if (table.constraints.some((c) => c.parent?.column === parent.column && c.columns.join() === made.columns.join()))
    return [2275];
  return made.enabled && table.rows.some((r) => lacksParent(table, made, r)) ? [2298] : [];
}

const someConstraint = (random: Random, table: Table): string =>
  table.constraints.length > 0 && random.chance(0.9)
    ? random.pick(table.constraints).name
    : random.pick(constraintNames);

/** Is it the key that the reference is to? */
const isReferenced = (
  world: World,
  table: Table,
  key: Constraint,
): { readonly child: Table; readonly reference: Constraint }[] =>
  isKey(key)
    ? referencesTo(world, table).filter(({ reference }) => reference.parent?.column.name === key.columns.join())
    : [];

export function dropConstraint(random: Random, world: World, table: Table): Step {
  const name = someConstraint(random, table);
  const cascades = random.chance(0.4);
  return step(`ALTER TABLE ${table.name} DROP CONSTRAINT ${name}${cascades ? ' CASCADE' : ''}`, () => {
    const constraint = named(table.constraints, name);
    if (!constraint) return 2443;
    const references = isReferenced(world, table, constraint);
    if (references.length > 0 && !cascades) return 2273;
    for (const { child, reference } of references) remove(child.constraints, reference);
    remove(table.constraints, constraint);
    return 'ok';
  });
}

export function renameConstraint(random: Random, world: World, table: Table): Step {
  const from = someConstraint(random, table);
  const to = random.pick(constraintNames);
  return step(`ALTER TABLE ${table.name} RENAME CONSTRAINT ${from} TO ${to}`, () => {
    const constraint = named(table.constraints, from);
    const isTaken = world.tables.some((t) => named(t.constraints, to));
    if (!constraint || to === from) return isTaken ? undefined : 23292;
    if (isTaken) return 2264;
    constraint.name = to;
    return 'ok';
  });
}

export function switchConstraint(random: Random, world: World, table: Table): Step {
  const name = someConstraint(random, table);
  const enables = random.chance(0.6);
  const verb = enables ? 'ENABLE' : 'DISABLE';
  const text =
    random.chance(0.8) || !named(table.constraints, name)
      ? `${verb} CONSTRAINT ${name}`
      : `MODIFY CONSTRAINT ${name} ${verb}`;
  return step(`ALTER TABLE ${table.name} ${text}`, () => {
    const constraint = named(table.constraints, name);
    if (!constraint) return text.startsWith('MODIFY') ? undefined : enables ? 2430 : 2431;
    if (constraint.enabled === enables) return 'ok';
    if (!enables) {
      if (isReferenced(world, table, constraint).some(({ reference }) => reference.enabled)) return 2297;
      if (isReferenced(world, table, constraint).length > 0) return undefined;
    } else {
      const error = violation(table, constraint);
      if (error !== 'ok') return error;
    }
    constraint.enabled = enables;
    return 'ok';
  });
}

/** What keeps a constraint from being enabled. */
function violation(table: Table, c: Constraint): Outcome {
  if (c.kind === 'primary' && c.columns.some((x) => table.rows.some((r) => r[placeOf(table, x)] === null)))
    return undefined;
  if (isKey(c) && hasDuplicates(table, c, table.rows)) return c.kind === 'primary' ? 2437 : 2299;
  if (c.kind === 'check' && table.rows.some((r) => violatesCheck(table, c, r))) return 2293;
  if (
    c.parent &&
    !c.parent.table.constraints.some((k) => isKey(k) && k.enabled && k.columns.join() === c.parent?.column.name)
  )
    return undefined;
  return c.kind === 'foreign' && table.rows.some((r) => lacksParent(table, c, r)) ? 2298 : 'ok';
}

function remove<T>(list: T[], item: T): void {
  const place = list.indexOf(item);
  if (place >= 0) list.splice(place, 1);
}
