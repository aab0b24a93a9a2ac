import { isAnyOf } from '../../ir/kinds.js';
import type { CompoundTriggerBody, CreateTrigger, Expr, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, nodesOf } from '../../ir/walk.js';
import { outArguments, type RoutineHeadings } from './out-arguments.js';
import type { Uncompiled } from './uncompiled.js';

/**
 * The number of the error with which Oracle does not create a trigger: it uses :NEW, :OLD or WHEN where its kind has
 * none of them, changes them where it may not, or is none for its table or view, of which `subject` is the definition
 * where that is known; `headings` are of the routines that it may call. (Database
 * Error Messages, ORA-04077, ORA-04082, ORA-04084, ORA-04085, ORA-25001 to ORA-25005; PL/SQL Language Reference,
 * "CREATE TRIGGER Statement")
 */
export const triggerError = (
  trigger: CreateTrigger,
  subject: ScriptUnit | undefined,
  headings: RoutineHeadings,
): number | undefined => misplaced(trigger, subject) ?? errorOf(trigger, headings);

/** Views have INSTEAD OF triggers alone, and tables none; editioning views have those of tables. */
function misplaced({ timing, when, on }: CreateTrigger, subject: ScriptUnit | undefined): number | undefined {
  if (timing === 'FOR' || (on.kind === 'Table' && on.nestedColumn)) return undefined;
  const view = subject?.kind === 'CreateView' && subject.editioning !== true ? subject : undefined;
  if (timing !== 'INSTEAD OF') return view && 25001;
  if (subject?.kind === 'CreateTable') return 25002;
  if (when) return 25004;
  return view?.restriction === 'READ ONLY' ? 25005 : undefined;
}

function errorOf(trigger: CreateTrigger, headings: RoutineHeadings): number | undefined {
  const { timing, forEachRow, when, body, on, events } = trigger;
  if (on.kind !== 'Table') return undefined;
  if (!events.every(({ event }) => isAnyOf(event, 'INSERT', 'UPDATE', 'DELETE'))) return undefined;
  const isOfStatement = !forEachRow && timing !== 'INSTEAD OF' && timing !== 'FOR';
  if (isOfStatement && body.kind === 'Block') {
    if (when) return 4077;
    return contains(body, ({ kind }) => kind === 'CorrelationName') ? 4082 : undefined;
  }
  return changedRows(trigger, (part) => changedIn(part, headings))?.code;
}

/**
 * The first change of a field of :NEW or :OLD where a trigger may not change it, and the number of Oracle's error.
 * @param changedIn what is changed in a part of the trigger
 */
export function changedRows(
  trigger: CreateTrigger,
  changedIn: (part: OracleNode) => readonly Expr[],
): { readonly target: Expr; readonly code: number } | undefined {
  const { events, referencing, on } = trigger;
  if (on.kind !== 'Table' || !events.every(({ event }) => isAnyOf(event, 'INSERT', 'UPDATE', 'DELETE')))
    return undefined;
  const deletes = events.every(({ event }) => event === 'DELETE');
  for (const [part, keepsNew] of rowParts(trigger)) {
    const changed = changedIn(part);
    const of = (name: string): Expr | undefined => changed.find((target) => correlationOf(target) === name);
    const old = of(referencing?.old ?? 'OLD');
    if (old) return { target: old, code: 4085 };
    const fresh = keepsNew || deletes ? of(referencing?.new ?? 'NEW') : undefined;
    if (fresh) return { target: fresh, code: 4084 };
  }
  return undefined;
}

/**
 * The parts of a trigger that run for each row; `true`: :NEW keeps what it has there, which only BEFORE may change.
 * (PL/SQL Language Reference, "Correlation Names and Pseudorecords", "INSTEAD OF DML Triggers", "Compound DML Trigger
 * Restrictions")
 */
function rowParts({ timing, body }: CreateTrigger): readonly (readonly [OracleNode, boolean])[] {
  if (body.kind === 'CompoundTriggerBody')
    return body.sections.flatMap(({ timing: point, block }) =>
      point.endsWith('EACH ROW') ? [[block, point !== 'BEFORE EACH ROW'] as const] : [],
    );
  return body.kind === 'Block' || body.kind === 'TriggerCall' ? [[body, timing !== 'BEFORE']] : [];
}

const changedIn = (part: OracleNode, headings: RoutineHeadings): readonly Expr[] => [
  ...nodesOf(part, 'Assignment').map(({ target }) => target),
  ...nodesOf(part, 'IntoClause').flatMap(({ targets }) => targets),
  ...nodesOf(part, 'UsingArgument').flatMap(({ mode, value }) => (mode === 'IN' ? [] : [value])),
  ...outArguments(part, headings),
];

/** `NEW` of `:NEW.c` and of `:NEW.c.attribute`. */
function correlationOf(target: Expr): string | undefined {
  if (target.kind === 'Member') return correlationOf(target.target);
  return target.kind === 'CorrelationName' ? target.correlation : undefined;
}

/**
 * Why Oracle does not compile a compound trigger: its declarations and the sections of the statement have no row.
 * (PL/SQL Language Reference, "Compound DML Trigger Restrictions"; Database Error Messages, PLS-00679)
 */
export function rowWithoutRow({ declarations, sections }: CompoundTriggerBody): Uncompiled | undefined {
  const ofStatement = sections.flatMap(({ timing, block }) => (timing.endsWith('STATEMENT') ? [block] : []));
  const [name] = [...declarations, ...ofStatement].flatMap((part) => nodesOf(part, 'CorrelationName'));
  return name && { span: name.span, error: 'PLS-00679: trigger binds not allowed in before/after statement section' };
}
