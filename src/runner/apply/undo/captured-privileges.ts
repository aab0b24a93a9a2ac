import type { LedgerTarget } from '../../ledger/ledger.js';
import type { StatementShape } from '../../plan/statements/statement-shape.js';
import { quotePath, quoteText } from '../../sql/quoting.js';
import { DatabaseError } from '../../target/database-error.js';

/** The whole privilege list of the object: everything is taken from its holders, then given back as it was. */
export async function capturedPrivileges(
  target: LedgerTarget,
  shape: StatementShape,
  sql: string,
): Promise<readonly string[]> {
  const isRoutine = ['function', 'procedure', 'routine'].includes(shape.kind);
  const place = privilegePlace(shape, sql, isRoutine ? await namedRoutine(target, shape) : '');
  if (place === undefined) return [];
  const { rows } = await target.execute(
    `select o.name, x.privilege_type, case when x.grantee = 0 then 'public' else x.grantee::regrole::text end, x.is_grantable, x.grantee = o.owner
     from (${place.query}) o cross join lateral aclexplode(coalesce(o.acl, acldefault('${place.kind}', o.owner))) x`,
  );
  const grantees =
    /\b(?:to|from)\s+([^']*?)(?:\s+with\s+grant\s+option|\s+granted\s+by[^']*|\s+cascade|\s+restrict)?\s*$/i.exec(
      sql,
    )?.[1] ?? '';
  const names = new Set((await target.execute(place.query)).rows.map(([name]) => name ?? ''));
  const undo: string[] = [];
  for (const name of names) {
    if (grantees !== '') undo.push(`revoke all on ${place.word} ${name} from ${grantees}`);
    for (const [object, privilege, grantee, isGrantable] of rows) {
      if (object !== name) continue;
      const option = isGrantable === 't' ? ' with grant option' : '';
      undo.push(`grant ${privilege} on ${place.word} ${name} to ${grantee}${option}`);
    }
    if (place.kind === 'r') undo.push(...(await columnPrivileges(target, name)));
  }
  return undo;
}

/** REVOKE ALL on a table takes those on its columns, too. (PostgreSQL manual, REVOKE, "Description") */
async function columnPrivileges(target: LedgerTarget, relation: string): Promise<readonly string[]> {
  const { rows } = await target.execute(
    `select format('grant %s (%I) on table %s to %s%s', x.privilege_type, a.attname, a.attrelid::regclass,
         case when x.grantee = 0 then 'public' else x.grantee::regrole::text end, case when x.is_grantable then ' with grant option' else '' end)
       from pg_attribute a cross join lateral aclexplode(a.attacl) x
       where a.attrelid = to_regclass(${quoteText(relation)}) and not a.attisdropped order by a.attnum, 1`,
  );
  return rows.map(([grant]) => grant ?? '');
}

/** The objects of a kind in PostgreSQL's catalog, as GRANT names them. */
interface PrivilegeCatalog {
  readonly word: string;
  /** As `acldefault` calls the kind. */
  readonly kind: string;
  readonly columns: string;
}

const privilegeCatalogs = {
  schema: {
    word: 'schema',
    kind: 'n',
    columns: 'quote_ident(nspname) as name, nspacl as acl, nspowner as owner from pg_namespace',
  },
  routine: {
    word: 'routine',
    kind: 'f',
    columns: 'oid::regprocedure::text as name, proacl as acl, proowner as owner from pg_proc',
  },
  table: {
    word: 'table',
    kind: 'r',
    columns: 'oid::regclass::text as name, relacl as acl, relowner as owner from pg_class',
  },
  sequence: {
    word: 'sequence',
    kind: 's',
    columns: 'oid::regclass::text as name, relacl as acl, relowner as owner from pg_class',
  },
  type: {
    word: 'type',
    kind: 'T',
    columns: 'oid::regtype::text as name, typacl as acl, typowner as owner from pg_type',
  },
} satisfies Record<string, PrivilegeCatalog>;

/** What the statement grants privileges on: how that is written, and the query for the privileges as they are. */
function privilegePlace(
  shape: StatementShape,
  sql: string,
  routine: string,
): { readonly word: string; readonly kind: string; readonly query: string } | undefined {
  const path = quoteText(quotePath(shape.name));
  const among = ({ word, kind, columns }: PrivilegeCatalog, condition: string) => ({
    word,
    kind,
    query: `select ${columns} where ${condition}`,
  });
  const { schema, routine: routines, table, sequence, type } = privilegeCatalogs;
  switch (shape.kind) {
    case 'schema':
      if (/\ball\s+(functions|procedures|routines)\s+in\s+schema\b/i.test(sql))
        return among(routines, `pronamespace = to_regnamespace(${path})`);
      if (/\ball\s+tables\s+in\s+schema\b/i.test(sql))
        return among(table, `relnamespace = to_regnamespace(${path}) and relkind in ('r', 'p', 'v', 'm', 'f')`);
      return among(schema, `oid = to_regnamespace(${path})`);
    case 'function':
    case 'procedure':
    case 'routine':
      return among(routines, `oid = ${routine}`);
    case 'table':
    case 'view':
    case 'materialized view':
      return among(table, `oid = to_regclass(${path})`);
    case 'sequence':
      return among(sequence, `oid = to_regclass(${path})`);
    case 'type':
    case 'domain':
      return among(type, `oid = to_regtype(${path})`);
    default:
      return undefined;
  }
}

/** The routine of GRANT or COMMENT; a list with argument names is not one that regprocedure reads. */
export async function namedRoutine(
  target: LedgerTarget,
  shape: { readonly name: readonly string[]; readonly signature: string },
): Promise<string> {
  const path = quotePath(shape.name);
  if (shape.signature === '') return `to_regproc(${quoteText(path)})`;
  const oid = `to_regprocedure(${quoteText(path + shape.signature)})`;
  await target.execute('savepoint oraphant_look');
  try {
    await target.execute(`select ${oid}`);
    return oid;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await target.execute('rollback to savepoint oraphant_look');
    return `to_regproc(${quoteText(path)})`;
  }
}

/** Gives what is made again to its owner, where that is another role than the one that makes it. */
export async function capturedOwner(
  target: LedgerTarget,
  word: string,
  object: string,
  owner: string,
): Promise<readonly string[]> {
  const { rows } = await target.execute(
    `select format('alter %s %s owner to %s', ${quoteText(word)}, o.name, o.owner::regrole) from (select ${object} as name, ${owner} as owner) o
       where o.owner is not null and o.owner <> current_user::regrole`,
  );
  return rows.map(([statement]) => statement ?? '');
}
