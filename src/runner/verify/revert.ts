import type { Engine } from '../apply/engine/engine.js';
import { pathOf } from '../ledger/adopted-changes.js';
import type { LedgerState } from '../ledger/ledger-state.js';
import { elementsOf } from '../plan/changes/table-elements.js';
import { type StatementShape, shapeOf } from '../plan/statements/statement-shape.js';
import { dropOf } from '../plan/undo.js';
import { quoteIdentifier, quotePath, quoteText } from '../sql/quoting.js';
import { isTrue, type Session } from '../target/session.js';
import type { CatalogDifference } from './catalog.js';

/** What brings one object back: one transaction. */
interface Step {
  readonly object: string;
  readonly unit: string;
  readonly sql: readonly string[];
}

/**
 * Performs again what makes each object that differs from the ledger; the names of those that came back. Tables and
 * sequences that are gone stay so, as their rows and values do. What the target refuses is told by `onRefused`.
 */
export async function revertObjects(
  state: LedgerState,
  differences: readonly CatalogDifference[],
  engine: Engine,
  session: Session,
  onRefused: (why: string) => void = () => {},
): Promise<readonly string[]> {
  const wanted = differences.filter(({ change }) => change !== 'added');
  const reverted: string[] = [];
  const done = new Set<string>();
  const perform = async ({ object, unit, sql }: Step): Promise<void> => {
    const outcome = await engine.perform({
      id: unit,
      sha256: '',
      action: 'revert',
      mode: 'tx',
      statements: sql.map((one) => ({ sql: one, undo: { kind: 'none' } })),
      file: '',
      line: 0,
      relations: [],
      detail: { object },
    });
    if (outcome.kind === 'failed') onRefused(`${object} does not come back: ${outcome.error.message}`);
    if (outcome.kind !== 'done') return;
    if (!done.has(object)) reverted.push(object);
    done.add(object);
  };
  for (const step of recordedSteps(state, wanted)) await perform(step);
  for (const step of constraintSteps(state, wanted)) await perform(step);
  for (const difference of wanted) {
    if (done.has(difference.object)) continue;
    const sql = await catalogStep(session, difference);
    if (sql.length > 0) await perform({ object: difference.object, unit: '', sql });
  }
  for (const step of rightsSteps(state, wanted)) await perform(step);
  return reverted;
}

/** Kinds whose whole definition is the statement that makes them. */
const remakable = new Set([
  ...['function', 'procedure', 'view', 'materialized view', 'trigger', 'index', 'policy', 'rule', 'type', 'domain'],
]);
const replaceable = new Set(['function', 'procedure', 'view', 'trigger']);

/** What the statements of the ledger make again, in their order. */
function recordedSteps(state: LedgerState, wanted: readonly CatalogDifference[]): readonly Step[] {
  return state.units.flatMap(({ id, statements }) =>
    statements.flatMap(({ key, sql }) => {
      const hit = sql === undefined ? undefined : wanted.find(({ object }) => isAbout(object, key));
      if (hit === undefined || sql === undefined) return [];
      const shape = shapeOf(sql);
      if (replaceable.has(shape.kind)) return [{ object: hit.object, unit: id, sql: [orReplace(sql)] }];
      // Others may stand on a type.
      if (hit.change === 'changed' && (shape.kind === 'type' || shape.kind === 'domain')) return [];
      return [{ object: hit.object, unit: id, sql: hit.change === 'changed' ? [dropOf(shape), sql] : [sql] }];
    }),
  );
}

const orReplace = (sql: string): string =>
  sql.replace(/^\s*create\s+(?!or\s+replace\b)(?=(function|procedure|view|trigger)\b)/i, 'create or replace ');

/** Whether a statement of the ledger makes the object. */
function isAbout(object: string, key: string): boolean {
  const plain = (text: string): string => text.replaceAll('"', '').toLowerCase();
  const kind = [...remakable].find((one) => object.startsWith(`${one} `) && key.startsWith(`${one} `));
  if (kind === undefined) return false;
  const head = (text: string): string =>
    plain(text)
      .replace(/\(.*$/s, '')
      .replace(/\bpublic\./g, '');
  return head(object) === head(key);
}

/** Keys first, and what refers to them last. */
const constraintOrder = ['p', 'u', 'e', 'c', 'f'];

function constraintSteps(state: LedgerState, wanted: readonly CatalogDifference[]): readonly Step[] {
  const steps = wanted.flatMap(({ change, object, before }) => {
    const [, name = '', on] = /^constraint ("(?:[^"]|"")*"|\S+) on (.+)$/s.exec(object) ?? [];
    if (on === undefined) return [];
    const recorded = before === '' ? recordedConstraint(state, name, on) : undefined;
    // The catalog's text says whether it is deferrable, too.
    const definition = before === '' ? recorded?.definition : before.replace(/( \| (deferrable|deferred))+$/, '');
    if (definition === undefined) return [];
    const drop = change === 'changed' ? [`alter table ${on} drop constraint ${name}`] : [];
    const sql = [...drop, `alter table ${on} add constraint ${name} ${definition}`];
    const order = constraintOrder.indexOf(definition.trim().charAt(0).toLowerCase());
    return [{ object, unit: recorded?.unit ?? '', sql, order }];
  });
  return steps.sort((a, b) => a.order - b.order);
}

/** The definition of a constraint that was too long to be kept beside its hash. */
function recordedConstraint(
  state: LedgerState,
  name: string,
  on: string,
): { readonly unit: string; readonly definition: string } | undefined {
  const [table, constraint = ''] = [quotePath(pathOf(on)), pathOf(name)[0]];
  const head = /^\s*(add\s+)?constraint\s+("(?:[^"]|"")*"|\S+)\s+/i;
  for (const { id, statements } of state.units) {
    for (const { sql = '' } of statements) {
      const shape = shapeOf(sql);
      if (shape.kind !== 'table' || quotePath(shape.name) !== table) continue;
      const text =
        shape.action === 'create'
          ? elementsOf(sql)?.constraints.get(constraint)?.text
          : shape.alterations.find(({ verb, name: of }) => verb === 'add constraint' && of === constraint)?.text;
      if (text !== undefined) return { unit: id, definition: text.replace(head, '') };
    }
  }
  return undefined;
}

/** What the catalog itself told: the definition of an index, default and NOT NULL of a column, a comment. */
async function catalogStep(session: Session, { change, object, before, after }: CatalogDifference): Promise<string[]> {
  if (before === '') return [];
  const index = /^index (.+)$/s.exec(object)?.[1];
  if (index !== undefined) {
    const { rows } = await session.execute(`select to_regclass(${quoteText(index)}) is null`);
    // That of a constraint has come back with it.
    return change === 'removed' && isTrue(rows[0]?.[0]) ? [before.replace(/ \| INVALID$/, '')] : [];
  }
  const column = /^column (.+)$/s.exec(object)?.[1];
  return column !== undefined && change === 'changed' ? columnBack(pathOf(column), before, after) : [];
}

/** Default and NOT NULL of a column whose type is as it was. */
function columnBack(path: readonly string[], before: string, after: string): string[] {
  const parts = (definition: string) => {
    const [, type = '', ...more] = definition.split(' | ');
    const notNull = more[0] === 'not null';
    return { type, notNull, rest: notNull ? more.slice(1) : more };
  };
  const [was, is] = [parts(before), parts(after)];
  const isPlain = (rest: readonly string[]): boolean => rest.length <= 1 && !rest.some((part) => /^[ads]$/.test(part));
  if (was.type !== is.type) return [];
  const alter = `alter table ${quotePath(path.slice(0, -1))} alter column ${quoteIdentifier(path.at(-1) ?? '')}`;
  const sql: string[] = [];
  if (was.notNull !== is.notNull) sql.push(`${alter} ${was.notNull ? 'set' : 'drop'} not null`);
  if (was.rest.join() !== is.rest.join()) {
    if (!isPlain(was.rest) || !isPlain(is.rest)) return [];
    sql.push(was.rest[0] === undefined ? `${alter} drop default` : `${alter} set default ${was.rest[0]}`);
  }
  return sql;
}

const grantable = new Set([...['table', 'view', 'materialized view', 'sequence', 'function', 'procedure', 'schema']]);

/** Names without a schema are in `public` in a run. */
function qualified({ kind, name, on }: StatementShape): readonly string[] {
  const isLocal = kind === 'column' ? on.length === 1 : name.length === 1 && kind !== 'schema';
  return isLocal ? ['public', ...name] : name;
}

/** Comments, and privileges that were taken away. */
function rightsSteps(state: LedgerState, wanted: readonly CatalogDifference[]): readonly Step[] {
  const plain = (path: readonly string[]): string => path.join('.');
  const objects = new Map<string, string>();
  for (const { object } of wanted) {
    const [, kind = '', name = ''] = /^(materialized view|\w+) (.+)$/s.exec(object) ?? [];
    const path = plain(pathOf(name.replace(/\(.*$/s, '')));
    if (kind === 'comment') objects.set(`comment ${path}`, object);
    else if (grantable.has(kind)) objects.set(`grant ${path}`, object);
  }
  if (objects.size === 0) return [];
  return state.units.flatMap(({ id, statements }) =>
    statements.flatMap(({ sql = '' }) => {
      const shape = shapeOf(sql);
      const action = shape.action === 'revoke' ? 'grant' : shape.action;
      const object = objects.get(`${action} ${plain(qualified(shape))}`);
      return object === undefined ? [] : [{ object, unit: id, sql: [sql] }];
    }),
  );
}
