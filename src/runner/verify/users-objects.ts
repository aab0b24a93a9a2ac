import { ledgerSchema } from '../ledger/ledger.js';
import { asideSchema } from '../plan/changes/change.js';

/* Conditions of queries over the catalog: what users made, and not PostgreSQL, extensions or oraphant itself. */

/** Is the schema, by the alias of its row of pg_namespace, one of users? */
export const isUsers = (schema: string): string =>
  `${schema}.nspname !~ '^pg_' and ${schema}.nspname not in ('information_schema', '${ledgerSchema}', ` +
  `'${asideSchema}')`;

/** Is the object, a row of the catalog's table, no part of an extension? */
export const notOfExtension = (oid: string, table: string): string =>
  `not exists (select from pg_depend e where e.classid = '${table}'::regclass and e.objid = ${oid} and e.deptype ` +
  `= 'e')`;
