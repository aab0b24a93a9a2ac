import { sqlstateOf } from '../../ir/oracle-error.js';
import type { PgCreateRoutine, PgStatement } from '../../ir/postgres/index.js';
import type { PostgresNode } from '../../ir/postgres/node.js';
import { walk } from '../../ir/walk.js';
import { b } from '../../lower/builders.js';
import type { ScriptStatement } from './redefinitions.js';

/**
 * A view or the default of a parameter may call what the specification of a package or type declares before the script
 * comes to the body: Oracle needs the specification only. PostgreSQL needs the function: it is created before, and
 * raises ORA-04067 until the body's own takes its place. (Database PL/SQL Language Reference, "CREATE PACKAGE Statement")
 */
export function announcingBodies(statements: readonly ScriptStatement[]): readonly ScriptStatement[] {
  // The overloads of the first body: another body of the package belongs to a specification that is still to come, too.
  const toCome = new Map<string, { readonly body: ScriptStatement['owner']; readonly routines: PgCreateRoutine[] }>();
  for (const { statement, owner } of statements) {
    if (statement.kind !== 'PgCreateRoutine' || statement.routine !== 'function') continue;
    if (owner.unit.kind !== 'CreatePackageBody' && owner.unit.kind !== 'CreateTypeBody') continue;
    const name = statement.name.join('.');
    // One that takes the place of an earlier definition is there already.
    if (statement.orReplace) continue;
    const first = toCome.get(name) ?? { body: owner, routines: [] };
    toCome.set(name, first);
    if (first.body === owner) first.routines.push(statement);
  }
  const announced = new Set<PgStatement>();
  return statements.flatMap(({ statement, owner }): readonly ScriptStatement[] => {
    const stubs = functionsIn(neededBy(statement)).flatMap((name) => toCome.get(name)?.routines ?? []);
    const announcing = stubs.map((routine) => ({ statement: withoutBody(routine), owner }));
    for (const routine of stubs) {
      announced.add(routine);
      toCome.delete(routine.name.join('.'));
    }
    if (statement.kind !== 'PgCreateRoutine') return [...announcing, { statement, owner }];
    toCome.delete(statement.name.join('.'));
    const own = announced.has(statement) ? { ...statement, orReplace: true } : statement;
    return [...announcing, { statement: own, owner }];
  });
}

/** What PostgreSQL looks at when it creates this: the functions in it have to be there. */
function neededBy(statement: PgStatement): readonly PostgresNode[] {
  if (statement.kind === 'PgCreateView') return [statement.query];
  return statement.kind === 'PgCreateRoutine' ? statement.parameters.flatMap((p) => p.default ?? []) : [];
}

function functionsIn(nodes: readonly PostgresNode[]): readonly string[] {
  const names = new Set<string>();
  for (const node of nodes)
    walk(node, (inner) => {
      if (inner.kind === 'PgCall') names.add(inner.name.join('.'));
    });
  return [...names];
}

function withoutBody(routine: PgCreateRoutine): PgCreateRoutine {
  const { span } = routine;
  const name = routine.name.slice(0, -1).join('.').toUpperCase();
  const message = `ORA-04067: not executed, package body "${name}" does not exist`;
  const body = b.block(span, { body: [b.raise(span, sqlstateOf(4067), message)] });
  return { ...routine, comments: [], language: 'plpgsql', body, variableConflict: undefined };
}
