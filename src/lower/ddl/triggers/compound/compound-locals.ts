import type { CompoundTriggerBody, Declaration, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, walk } from '../../../../ir/walk.js';
import { leavesList } from '../../../plsql/cursors/lifetime/closed-in-list.js';

/**
 * Need the variable of a compound trigger, which the session's store cannot hold, no store? One section alone has it,
 * and that runs once a statement; or it is a cursor that each section closes before it ends. (PL/SQL Language
 * Reference, "Compound DML Triggers": the state lasts as long as the statement)
 */
export function isLocalToSections(body: CompoundTriggerBody, declaration: Declaration): boolean {
  if (declaration.kind !== 'CursorDeclaration' && declaration.kind !== 'VariableDeclaration') return false;
  const { name } = declaration.name;
  if (body.declarations.some((d) => d.kind === 'RoutineDefinition' && hasName(d, name))) return false;
  const users = body.sections.filter((s) => hasName(s.block, name));
  if (users.length <= 1 && users.every((s) => s.timing.endsWith('STATEMENT'))) return true;
  return declaration.kind === 'CursorDeclaration' && users.every((s) => closesItself(s.block, name));
}

const hasName = (node: OracleNode, name: string): boolean =>
  contains(node, (n) => n.kind === 'Identifier' && n.name === name);

/** Is the cursor closed after each OPEN in the same list, which nothing leaves in between, not even for a handler? */
function closesItself(block: OracleNode, name: string): boolean {
  if (contains(block, (n) => n.kind === 'ExceptionHandler')) return false;
  let opened = 0;
  let closed = 0;
  walk(block, (node) => {
    if (node.kind === 'OpenCursor' && hasName(node.cursor, name)) opened += 1;
    for (const list of Object.values(node)) {
      if (!Array.isArray(list)) continue;
      const statements: readonly Statement[] = list;
      statements.forEach((s, at) => {
        if (s.kind !== 'OpenCursor' || !hasName(s.cursor, name)) return;
        const end = statements.findIndex((x, i) => i > at && x.kind === 'CloseCursor' && hasName(x.cursor, name));
        if (end > 0 && !statements.slice(at, end).some(leavesList)) closed += 1;
      });
    }
  });
  return opened === closed;
}
