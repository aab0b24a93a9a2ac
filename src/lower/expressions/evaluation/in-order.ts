import type { PgExpr, PgType, PlStatement } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { contains, walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { anyApart } from '../../plsql/errors/capture.js';
import { isSafe } from '../../plsql/errors/safe.js';
import { callsRoutine } from './calls-routine.js';
import { readsSession } from './left-out-calls.js';

/** How an operand's value is looked at and replaced. */
interface OperandAccess<I, T> {
  value(made: T): PgExpr;
  type(made: T, item: I): PgType;
  with(made: T, value: PgExpr): T;
  /**
   * Operands are put together pairwise from the left, so that a variable counts as read when the second operand after
   * it is evaluated.
   */
  readonly pairwise?: boolean;
  /** Do these values make the whole known before anything is evaluated? */
  readonly known?: (values: readonly PgExpr[]) => boolean;
}

/**
 * Lowers operands in their order: a call that has to run as a statement of its own runs after what stands to the left
 * of it. What is computed there and may notice the call is kept in a variable. A variable by itself is read when the
 * operator is applied, after all operands.
 */
export function inOrder<I, T>(
  ex: ExprContext,
  items: readonly I[],
  make: (ex: ExprContext, item: I) => T,
  access: OperandAccess<I, T>,
): T[] {
  const { hoist, routine } = ex;
  if (!hoist || !routine || ex.sql) return items.map((item) => make(ex, item));
  const made: T[] = [];
  for (const [at, item] of items.entries()) {
    const statements: PlStatement[] = [];
    const next = make({ ...ex, hoist: (s) => statements.push(s) }, item);
    if (statements.length > 0) {
      for (const [i, earlier] of made.entries()) {
        const value = access.value(earlier);
        const first = items[i];
        // What fails on the left keeps a call from being made whose work would stay.
        const fails = anyApart(statements) && !isSafe(value);
        if (first === undefined || !(fails || notices(value, statements, access.pairwise === true && at > 1))) continue;
        const kept = b.column(value.span, routine.temporary('operand', access.type(earlier, first)));
        hoist(b.assign(value.span, kept, value));
        made[i] = access.with(earlier, kept);
      }
    }
    for (const s of statements) hoist(s);
    made.push(next);
  }
  if (!access.known?.(made.map((x) => access.value(x)))) return made;
  return made.map((x, i) => {
    const [item, value] = [items[i], access.value(x)];
    if (item === undefined || !(callsRoutine(value) || failsForValues(value))) return x;
    const kept = b.column(value.span, routine.temporary('operand', access.type(x, item)));
    hoist(b.assign(value.span, kept, value));
    return access.with(x, kept);
  });
}

/** What fails for some values of what it reads: not left out beside what is known, either. */
export const failsForValues = (value: PgExpr): boolean =>
  !isSafe(value) && contains(value, (node) => node.kind === 'PgColumn' || readsSession(node));

/** May the value be another one after the statements, or its computing be seen to come after them? */
function notices(value: PgExpr, statements: readonly PlStatement[], variables: boolean): boolean {
  if (value.kind === 'PgColumn') return variables && writes(statements, new Set([value.parts[0] ?? '']));
  const names = new Set<string>();
  let acts = false;
  walk(value, (node) => {
    if (node.kind === 'PgColumn') names.add(node.parts[0] ?? '');
    if (node.kind === 'PgCall') acts ||= readsState(node.name);
    if (node.kind === 'PgScalarSubquery') acts = true;
    return !acts;
  });
  return (acts && callsSomething(statements)) || (names.size > 0 && writes(statements, names));
}

/** A routine of the user, a sequence's next value, the state of a package. */
const readsState = (name: readonly string[]): boolean =>
  name[0] === 'ora' ? /^(package|state)_/.test(name[1] ?? '') : name.length > 1 || name[0] === 'nextval';

function callsSomething(statements: readonly PlStatement[]): boolean {
  const calls = (node: PostgresNode): boolean =>
    node.kind === 'PlCall' || (node.kind === 'PgCall' && node.name.length > 1 && node.name[0] !== 'ora');
  return statements.some((s) => contains(s, calls));
}

/** Is one of the variables written: assigned to, fetched into, or an argument of CALL? */
function writes(statements: readonly PlStatement[], names: ReadonlySet<string>): boolean {
  const isNamed = (node: PostgresNode): boolean => node.kind === 'PgColumn' && names.has(node.parts[0] ?? '');
  return statements.some((s) => contains(s, (node) => targetsOf(node).some((target) => contains(target, isNamed))));
}

function targetsOf(node: PostgresNode): readonly PgExpr[] {
  if (node.kind === 'PlAssign') return [node.target];
  if (node.kind === 'PlCall') return node.args;
  if (node.kind === 'PlFetch' || node.kind === 'PlForDynamic') return node.targets;
  return 'into' in node ? (node.into?.targets ?? []) : [];
}
