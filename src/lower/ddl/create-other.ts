import { databaseLink, materializedViewLog, otherObject } from '../../diagnostics/op6.js';
import type { CreateMaterializedViewLog, CreateOther } from '../../ir/oracle/index.js';
import type { UnitContext } from '../context.js';
import { written } from './names.js';

/** What to do instead, by kind of object. */
const instead: Readonly<Record<string, string>> = {
  DIRECTORY: 'Files of the server are read by roles with pg_read_server_files; pass paths instead of directory names.',
  CONTEXT:
    'SYS_CONTEXT of converted code reads settings of the session that DBMS_SESSION.SET_CONTEXT writes; who may write is not checked.',
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

/** Objects known by name only. */
export function lowerCreateOther(unit: UnitContext, node: CreateOther): void {
  const name = written(node.name);
  if (node.objectKind.includes('DATABASE LINK')) {
    unit.report(databaseLink(node.span, name));
    return;
  }
  // Reported where it was found, when the text was cut into units (OP9011).
  if (/^(JAVA|MLE MODULE)/.test(node.objectKind)) return;
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

export function lowerMaterializedViewLog(unit: UnitContext, node: CreateMaterializedViewLog): void {
  unit.report(materializedViewLog(node.span, written(node.table)));
}
