import { isAnyOf } from '../../../ir/kinds.js';
import type { CreateTrigger, Expr, ScriptUnit } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains } from '../../../ir/walk.js';

/**
 * The number of the error with which Oracle does not create a trigger: it uses :NEW, :OLD or WHEN where its kind has
 * none of them, or is none for its table or view, of which `subject` is the definition where that is known. (Database
 * Error Messages, ORA-04077, ORA-04082, ORA-04084, ORA-04085, ORA-25001 to ORA-25005; PL/SQL Language Reference,
 * "CREATE TRIGGER Statement")
 */
export const triggerError = (trigger: CreateTrigger, subject: ScriptUnit | undefined): number | undefined =>
  misplaced(trigger, subject) ?? errorOf(trigger);

/** Views have INSTEAD OF triggers alone, and tables none; editioning views have those of tables. */
function misplaced({ timing, when, on }: CreateTrigger, subject: ScriptUnit | undefined): number | undefined {
  if (timing === 'FOR' || (on.kind === 'Table' && on.nestedColumn)) return undefined;
  const view = subject?.kind === 'CreateView' && subject.editioning !== true ? subject : undefined;
  if (timing !== 'INSTEAD OF') return view && 25001;
  if (subject?.kind === 'CreateTable') return 25002;
  if (when) return 25004;
  return view?.restriction === 'READ ONLY' ? 25005 : undefined;
}

function errorOf({ timing, forEachRow, when, body, on, events, referencing }: CreateTrigger): number | undefined {
  if (on.kind !== 'Table' || body.kind !== 'Block' || timing === 'FOR') return undefined;
  if (!events.every(({ event }) => isAnyOf(event, 'INSERT', 'UPDATE', 'DELETE'))) return undefined;
  if (!forEachRow && timing !== 'INSTEAD OF') {
    if (when) return 4077;
    return contains(body, ({ kind }) => kind === 'CorrelationName') ? 4082 : undefined;
  }
  const changes = (name: string): boolean =>
    contains(body, (node) => targetsOf(node).some((t) => t.kind === 'CorrelationName' && t.correlation === name));
  if (changes(referencing?.old ?? 'OLD')) return 4085;
  const keepsNew = timing === 'AFTER' || events.every(({ event }) => event === 'DELETE');
  return keepsNew && changes(referencing?.new ?? 'NEW') ? 4084 : undefined;
}

function targetsOf(node: OracleNode): readonly Expr[] {
  if (node.kind === 'Assignment') return [node.target];
  return node.kind === 'IntoClause' ? node.targets : [];
}
