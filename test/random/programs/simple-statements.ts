import { type Grid, type NestedTable, noDataFound, OracleError, placeIn, valueError } from '../session.js';
import { condition, literal, number, simpleNumber, text } from './expressions.js';
import {
  type Context,
  type Generator,
  indented,
  printed,
  type Shown,
  type Statement,
  shownNumber,
  shownOfSession,
  writable,
} from './generator.js';

/*
 * Statements that touch no table.
 *   - A value that does not fit its variable is VALUE_ERROR, and the variable keeps what it has. (PL/SQL Language Reference, "Assignment Statement")
 *   - DELETE leaves a place of a nested table without element, TRIM and EXTEND count such places too; reading one is NO_DATA_FOUND.
 *     (PL/SQL Language Reference, "Collection Methods")
 *   - SQLCODE is of the handler that runs, in routines that it calls too, and 0 elsewhere. (PL/SQL Language Reference, "SQLCODE Function")
 */

export function assignment(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const texts = cx.texts.filter((name) => !cx.constants.has(name));
  if (texts.length > 0 && random.chance(0.3)) {
    const target = random.pick(texts);
    const value = text(g, cx);
    return {
      lines: [`${target} := ${value.text};`],
      execute: (run) => run.scope.set(target, value.value(run)),
    };
  }
  const targets = writable(cx);
  if (targets.length === 0) return undefined;
  const target = random.pick(targets);
  const value = number(g, cx);
  return { lines: [`${target} := ${value.text};`], execute: (run) => run.scope.set(target, value.value(run)) };
}

const shownText = (g: Generator, cx: Context): Shown => {
  const of = text(g, cx, 1);
  return { text: `'[' || ${of.text} || ']'`, value: (run) => `[${of.value(run) ?? ''}]` };
};

export function output(g: Generator, cx: Context): Statement {
  const { random } = g;
  const shown = [shownNumber(number(g, cx, 1)), random.chance(0.4) ? shownText(g, cx) : shownNumber(number(g, cx, 1))];
  if (random.chance(0.3)) shown.push(shownOfSession('SQLCODE', (session) => session.sqlcode));
  return printed(g, shown);
}

/** What is left of an error where nothing computes. */
export function outputOfError(g: Generator): Statement {
  return printed(g, [
    shownOfSession('tp.n', (session) => session.packages.number('tp.n') ?? '-'),
    shownOfSession('SUBSTR(SQLERRM, 1, 9)', (session) => session.handled?.head ?? 'ORA-0000:'),
  ]);
}

const exceptions = new Map<string, number>([
  ['pk.e1', 1],
  ['pk.e2', 1],
  ['pk.e3', -20003],
  ['ZERO_DIVIDE', -1476],
  ['NO_DATA_FOUND', 100],
  ['VALUE_ERROR', -6502],
  ['DUP_VAL_ON_INDEX', -1],
  ['PROGRAM_ERROR', -6501],
  ['CASE_NOT_FOUND', -6592],
  ['SUBSCRIPT_BEYOND_COUNT', -6533],
  ['COLLECTION_IS_NULL', -6531],
  ['INVALID_CURSOR', -1001],
]);

export function raise(g: Generator, cx: Context): Statement | undefined {
  if (cx.depth === 0) return undefined;
  const name = g.random.pick([...exceptions.keys()]);
  return guarded(g, cx, {
    lines: [`RAISE ${name};`],
    execute: () => {
      throw new OracleError(exceptions.get(name) ?? 1, name);
    },
  });
}

export function raiseApplicationError(g: Generator, cx: Context): Statement | undefined {
  if (cx.depth === 0) return undefined;
  const n = 1 + g.random.below(4);
  return guarded(g, cx, {
    lines: [`RAISE_APPLICATION_ERROR(-2000${n}, 'app ${n}');`],
    execute: () => {
      throw new OracleError(-20000 - n, n === 3 ? 'pk.e3' : undefined);
    },
  });
}

export function raiseAgain(_: Generator, cx: Context): Statement | undefined {
  if (!cx.inHandler) return undefined;
  return {
    lines: ['RAISE;'],
    execute: ({ session }) => {
      throw session.handled ?? new Error('RAISE outside of handlers');
    },
  };
}

function guarded(g: Generator, cx: Context, statement: Statement): Statement {
  if (g.random.chance(0.15)) return statement;
  const when = condition(g, cx, 1);
  return {
    lines: [`IF ${when.text} THEN`, ...indented(statement.lines), 'END IF;'],
    execute: (run) => {
      if (when.value(run) === true) statement.execute(run);
    },
  };
}

export function changeArray(g: Generator, cx: Context): Statement | undefined {
  if (cx.arrays.length === 0) return undefined;
  const array = g.random.pick(cx.arrays);
  const index = simpleNumber(g, cx);
  if (g.random.chance(0.3)) {
    return {
      lines: [`${array}.DELETE(${index.text});`],
      execute: (run) => {
        const i = index.value(run);
        if (i !== null) run.scope.array(array).delete(i);
      },
    };
  }
  const value = simpleNumber(g, cx);
  return {
    lines: [`${array}(${index.text}) := ${value.text};`],
    execute: (run) => {
      const i = index.value(run);
      if (i === null) throw valueError();
      run.scope.array(array).set(i, value.value(run));
    },
  };
}

interface TableChange {
  readonly lines: readonly string[];
  readonly change: (table: NestedTable) => void;
}

const tableChanges: readonly ((table: string) => TableChange)[] = [
  (name) => ({
    lines: [`${name}.EXTEND;`],
    change: (table) => table.elements.set(++table.size, null),
  }),
  (name) => ({
    lines: [`${name}.TRIM;`],
    change: (table) => {
      if (table.size === 0) throw new OracleError(-6533, 'SUBSCRIPT_BEYOND_COUNT');
      table.elements.delete(table.size--);
    },
  }),
  (name) => ({ lines: [`${name}.DELETE(1);`], change: (table) => table.elements.delete(1) }),
  (name) => ({
    lines: [`${name}.EXTEND(2);`, `${name}.DELETE(${name}.LAST);`],
    change: (table) => {
      table.elements.set(table.size + 1, null);
      table.size += 2;
    },
  }),
  (name) => ({ lines: [`${name} := pk.nt();`], change: (table) => emptied(table) }),
];

function emptied(table: NestedTable): void {
  table.elements.clear();
  table.size = 0;
}

export function changeTable(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const tables = cx.tables.filter((name) => !cx.constants.has(name));
  if (tables.length === 0) return undefined;
  const name = random.pick(tables);
  const kind = random.next();
  if (kind < 0.45) {
    const { lines, change } = random.pick(tableChanges)(name);
    return { lines, execute: ({ scope }) => change(scope.table(name)) };
  }
  if (kind < 0.6) {
    const from = random.pick(cx.tables);
    return {
      lines: [`${name} := ${from};`],
      execute: ({ scope }) => scope.set(name, scope.table(from).copy()),
    };
  }
  const subscript = simpleNumber(g, cx);
  const value = simpleNumber(g, cx);
  return {
    lines: [`${name}(${subscript.text}) := ${value.text};`],
    execute: (run) => {
      const table = run.scope.table(name);
      table.elements.set(table.place(subscript.value(run)), value.value(run));
    },
  };
}

export function readTable(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  if (cx.tables.length === 0) return undefined;
  const name = random.pick(cx.tables);
  const targets = writable(cx);
  if (targets.length > 0 && random.chance(0.5)) {
    const target = random.pick(targets);
    const subscript = simpleNumber(g, cx);
    return {
      lines: [`${target} := ${name}(${subscript.text});`],
      execute: (run) => {
        const table = run.scope.table(name);
        const place = table.place(subscript.value(run));
        const found = table.elements.get(place);
        if (found === undefined) throw noDataFound();
        run.scope.set(target, found);
      },
    };
  }
  const ofTable = (expression: string, value: (table: NestedTable) => number | null): Shown =>
    shownNumber({ text: expression, value: ({ scope }) => value(scope.table(name)) });
  return printed(g, [
    ofTable(`${name}.COUNT`, (table) => table.elements.size),
    ofTable(`${name}.LAST`, (table) => table.last()),
    ofTable(`${name}.NEXT(2)`, (table) => table.after(2)),
  ]);
}

/** A table of tables: rows that are NULL, whole rows, elements of rows. */
export function useGrid(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  if (cx.grids.length === 0) return undefined;
  const name = random.pick(cx.grids);
  const first = literal(1 + random.below(2));
  const second = simpleNumber(g, cx);
  const kind = random.next();
  if (kind < 0.2) return { lines: [`${name}.EXTEND;`], execute: ({ scope }) => void scope.grid(name).rows.push(null) };
  if (kind < 0.45 && cx.tables.length > 0) {
    const table = random.pick(cx.tables);
    return {
      lines: [`${name}(${first.text}) := ${table};`],
      execute: (run) => assignRow(run.scope.grid(name), first.value(run), run.scope.table(table).copy()),
    };
  }
  if (kind < 0.7) {
    const value = simpleNumber(g, cx);
    return {
      lines: [`${name}(${first.text})(${second.text}) := ${value.text};`],
      execute: (run) => {
        const row = run.scope.grid(name).row(first.value(run));
        row.elements.set(row.place(second.value(run)), value.value(run));
      },
    };
  }
  const size: Shown = shownNumber({ text: `${name}.COUNT`, value: ({ scope }) => scope.grid(name).rows.length });
  const rowSize: Shown = shownNumber({
    text: `${name}(${first.text}).COUNT`,
    value: (run) => run.scope.grid(name).row(first.value(run)).elements.size,
  });
  return printed(g, [size, rowSize]);
}

function assignRow(grid: Grid, subscript: number | null, row: NestedTable): void {
  grid.rows[placeIn(grid.rows.length, subscript) - 1] = row;
}

export function copyRecord(g: Generator, cx: Context): Statement | undefined {
  const targets = cx.records.filter((name) => !cx.constants.has(`${name}.a`));
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets);
  const from = g.random.pick(cx.records);
  return {
    lines: [`${target} := ${from};`],
    execute: ({ scope }) => {
      const [a, b] = [scope.number(`${from}.a`), scope.number(`${from}.b`)];
      scope.set(`${target}.a`, a);
      scope.set(`${target}.b`, b);
    },
  };
}

/** The package's own count, which only its function PK.BUMP sees: `v := pk.bump(n)`. */
export function bump(g: Generator, cx: Context): Statement | undefined {
  const targets = writable(cx);
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets);
  const by = simpleNumber(g, cx);
  return {
    lines: [`${target} := pk.bump(${by.text});`],
    execute: (run) => {
      const { packages } = run.session;
      const added = by.value(run);
      if (added === 2) throw new OracleError(1, 'pk.e2');
      const count = (packages.number('pk.count') ?? 0) + (added ?? 1);
      packages.set('pk.count', count);
      run.scope.set(target, count);
    },
  };
}

/** A line of the log, in a transaction of its own. */
export function log(g: Generator, cx: Context): Statement {
  const x = simpleNumber(g, cx);
  return { lines: [`pk.log(${x.text});`], execute: (run) => run.session.log(x.value(run)) };
}
