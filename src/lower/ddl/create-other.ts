import { materializedViewLog } from '../../diagnostics/op6.js';
import { createDatabaseLink, otherObject } from '../../diagnostics/op6-objects.js';
import { lastName } from '../../ir/dotted.js';
import type { CreateMaterializedViewLog, CreateOther } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import type { UnitContext } from '../context.js';
import { literal, written } from './names.js';
import { runtimeStatement } from './runtime-statement.js';

/** What to do instead, by kind of object. */
const instead: Readonly<Record<string, string>> = {
  CLUSTER: 'Its tables become ordinary tables.',
  DIMENSION: 'PostgreSQL has no query rewrite that would use it.',
  LIBRARY: 'Routines in C are extensions of their own.',
  OPERATOR: 'Call the function it stands for.',
  INDEXTYPE: 'Use a GIN or GiST index.',
  PROFILE: 'Set limits by ALTER ROLE or in the connection pool.',
  TABLESPACE: 'Use the default tablespace, or create one by hand.',
  'AUDIT POLICY': 'The extension pgaudit records statements.',
  POLICY: 'Write a row security policy (CREATE POLICY).',
  EDITION: 'Use a schema a version and search_path.',
};

/** Objects known by name only, and contexts, whose values are the session's: ora.contexts tells who may write them. */
export function lowerCreateOther(unit: UnitContext, node: CreateOther): PgStatement[] {
  if (!node.context) {
    reportOther(unit, node);
    return [];
  }
  const { trusted, replace, shared } = node.context;
  if (shared) unit.report(otherObject(node.span, `${shared} of CONTEXT`, written(node.name), sharedValues));
  const [procedure, owner] = [...trusted.parts].reverse().map((part) => literal(part.name));
  const args = [literal(lastName(node.name)), owner ?? 'null', procedure ?? 'null', String(replace)];
  return [runtimeStatement(node.span, 'create_context', ...args)];
}

const sharedValues = 'Its values are those of the session that sets them.';

function reportOther(unit: UnitContext, node: CreateOther): void {
  const name = written(node.name);
  if (node.objectKind.includes('DATABASE LINK')) {
    unit.report(createDatabaseLink(node.span, name));
    return;
  }
  // Reported where it was found, when the text was cut into units (OP9011).
  if (/^(JAVA|MLE MODULE)/.test(node.objectKind)) return;
  if (node.objectKind === 'DIRECTORY') {
    unit.report(otherObject(node.span, node.objectKind, name, directoryAdvice(node)));
    return;
  }
  const kind = Object.keys(instead).find((k) => node.objectKind.includes(k));
  unit.report(
    otherObject(
      node.span,
      node.objectKind,
      node.detail ? `${name} (${node.detail})` : name,
      kind ? (instead[kind] ?? '') : 'There is no counterpart.',
    ),
  );
}

/** A directory is a setting of the database; which path it has on the new server nobody knows here. */
function directoryAdvice({ name, detail }: CreateOther): string {
  const setting = `ora.directory_${lastName(name).toLowerCase()}`;
  return `Give it its path on the new server: alter database … set ${setting} = '${detail ?? '…'}'.`;
}

/** Reports it: PostgreSQL refreshes a materialized view as a whole. */
export function lowerMaterializedViewLog(unit: UnitContext, node: CreateMaterializedViewLog): void {
  unit.report(materializedViewLog(node.span, written(node.table)));
}
