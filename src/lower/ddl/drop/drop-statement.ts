import type { DropObject } from '../../../ir/oracle/index.js';
import type { PgDrop } from '../../../ir/postgres/index.js';
import type { DdlContext } from '../ddl-context.js';

/** Is it an error where the object is not there? Scripts drop before they create; a program says IF EXISTS then. */
export const mustBeThere = (unit: DdlContext, node: DropObject): boolean => unit.inProgram && !node.ifExists;

/** `drop table if exists a, b cascade`; what must exist is an error where it does not. */
export const drop = (
  { span }: DropObject,
  objectKind: PgDrop['objectKind'],
  names: PgDrop['names'],
  { mustExist, cascade = false }: { readonly mustExist: boolean; readonly cascade?: boolean },
): PgDrop => ({ kind: 'PgDrop', span, objectKind, names, ifExists: !mustExist, cascade });

/** CASCADE, and CASCADE CONSTRAINTS of a table. */
export const cascades = ({ options }: DropObject): boolean => options.some((o) => o.startsWith('CASCADE'));
