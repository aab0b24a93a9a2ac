import { userCreated } from '../../../diagnostics/op6.js';
import type { CreateRole, CreateUser } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { identifierText } from '../names.js';

/**
 * CREATE ROLE where it does not exist: roles belong to the whole cluster, and PostgreSQL has no IF NOT EXISTS for them.
 */
export function createRole(span: Span, name: string): PgStatement {
  const exists = b.exists(
    span,
    b.select(span, {
      items: [],
      from: [b.table(span, ['pg_roles'])],
      where: b.eq(span, b.column(span, 'rolname'), b.text(span, name)),
    }),
  );
  const create = {
    kind: 'PlSql',
    span,
    statement: { kind: 'PgUtility', span, text: `create role ${identifierText(name)}`, createsRole: name },
  } as const;
  return { kind: 'PgDo', span, body: b.block(span, { body: [b.ifThen(span, b.not(span, exists), [create])] }) };
}

/** A user is a schema; a role of the name is made where it gets rights. */
export function lowerCreateUser(unit: UnitContext, node: CreateUser): PgStatement[] {
  const { comments, blankBefore } = node;
  return [{ ...createUser(unit, node.span, node.name.name), comments, blankBefore }];
}

/** The schema of a user that CREATE USER or `GRANT … IDENTIFIED BY` creates. */
export function createUser(unit: UnitContext, span: Span, name: string): PgStatement {
  unit.report(userCreated(span));
  return { kind: 'PgCreateSchema', span, name: unit.naming.schemaOf(name), ifNotExists: true };
}

/** A role without login and password. */
export function lowerCreateRole(node: CreateRole): PgStatement[] {
  return [
    { ...createRole(node.span, foldName(node.name.name)), comments: node.comments, blankBefore: node.blankBefore },
  ];
}
