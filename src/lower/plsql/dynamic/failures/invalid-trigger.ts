import type { CreateTrigger, ExecuteImmediate, Expr } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import { contains } from '../../../../ir/walk.js';
import { relationNamed } from '../../../ddl/names.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { refusedDdl } from './refused-ddl.js';

/**
 * The error of a trigger that uses :NEW, :OLD or WHEN where its kind has none of them, or that is none for its table or
 * view, behind the COMMIT in front of any DDL. (Database Error Messages, ORA-04077, ORA-04082, ORA-04084, ORA-04085,
 * ORA-25001 to ORA-25005; PL/SQL Language Reference, "CREATE TRIGGER Statement")
 */
export function wrongTrigger(rc: BodyBuilder, s: ExecuteImmediate, trigger: CreateTrigger): PlStatement[] | undefined {
  const code = misplaced(rc, trigger) ?? errorOf(trigger);
  if (code === undefined) return undefined;
  return refusedDdl(rc, s, oracleFailure(code));
}

/** Views have INSTEAD OF triggers alone, and tables none. */
function misplaced({ unit }: BodyBuilder, { timing, when, on }: CreateTrigger): number | undefined {
  const relation = on.kind === 'Table' && !on.nestedColumn ? relationNamed(unit, on.name) : undefined;
  const { definition } = relation ?? {};
  if (timing === 'FOR') return undefined;
  if (timing !== 'INSTEAD OF') return definition?.kind === 'CreateView' ? 25001 : undefined;
  if (definition?.kind === 'CreateTable') return 25002;
  if (when) return 25004;
  return definition?.kind === 'CreateView' && definition.restriction === 'READ ONLY' ? 25005 : undefined;
}

function errorOf({ timing, forEachRow, when, body, on, events, referencing }: CreateTrigger): number | undefined {
  if (on.kind !== 'Table' || body.kind !== 'Block' || timing === 'FOR') return undefined;
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
