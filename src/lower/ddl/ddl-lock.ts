import type { PgStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { DdlContext } from './ddl-context.js';
import { regclassText } from './names.js';

/**
 * `call ora.ddl_lock('app.t')`, in a program: what takes the table away from other sessions fails while these have changes
 * of it open, where PostgreSQL would wait for them. (Database Concepts, "Automatic Locks in DDL Operations")
 */
export const ddlLock = ({ inProgram }: DdlContext, span: Span, table: readonly string[]): readonly PgStatement[] =>
  inProgram
    ? [{ kind: 'PgCallStatement', span, name: ['ora', 'ddl_lock'], args: [b.text(span, regclassText(table))] }]
    : [];
