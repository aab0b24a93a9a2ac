import type { StatementShape } from '../plan/statements/statement-shape.js';
import type { Project } from '../script/project.js';
import type { Target } from '../target/target.js';

/**
 * What the role of the connection may not do, and the project asks for: a sentence each.
 * (PostgreSQL manual, "Privileges")
 */
export async function missingPrivileges(target: Target, files: Project['files']): Promise<readonly string[]> {
  const statements = files.flatMap((file) => file.statements);
  const shapes = statements.map(({ shape }) => shape);
  const [[mayCreate, isSuper, mayCreateRoles, user = ''] = []] = (
    await target.execute(
      `select has_database_privilege(current_database(), 'CREATE'), rolsuper, rolcreaterole, quote_ident(rolname) ` +
        'from pg_roles where rolname = current_user',
    )
  ).rows;
  if (!isNo(isSuper)) return [];
  const problems: string[] = [];
  const makes = (kind: StatementShape['kind']) =>
    shapes.some(({ action, kind: is }) => action === 'create' && is === kind);
  if (isNo(mayCreate)) problems.push(`role ${user} may not create schemas here: grant create on database … to ${user}`);
  if (makes('event trigger')) problems.push(`role ${user} is no superuser, and the project has event triggers`);
  if (isNo(mayCreateRoles)) {
    const wanted = await rolesThatAreMissing(target, statements);
    if (wanted.length > 0)
      problems.push(
        `role ${user} may not create roles: alter role ${user} createrole, or have ${wanted.join(', ')} created`,
      );
  }
  for (const schema of await closedSchemas(target, shapes))
    problems.push(
      `role ${user} may not create objects in schema ${schema}: grant usage, create on schema ${schema} to ${user}`,
    );
  return problems;
}

const isNo = (value: string | null | undefined): boolean => value === 'f' || value === 'false';

async function rolesThatAreMissing(
  target: Target,
  statements: readonly { readonly sql: string }[],
): Promise<readonly string[]> {
  const names = new Set(
    statements.flatMap(({ sql }) =>
      [...sql.matchAll(/\bcreate\s+(?:role|user)\s+(?:"((?:[^"]|"")+)"|(\w+))/gi)].map(
        ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.toLowerCase(),
      ),
    ),
  );
  if (names.size === 0) return [];
  const known = new Set((await target.execute('select rolname from pg_roles')).rows.map(([name]) => name));
  return [...names].filter((name) => !known.has(name));
}

/** Schemas that stand already, get something new and are closed to the role. */
async function closedSchemas(target: Target, shapes: readonly StatementShape[]): Promise<readonly string[]> {
  const wanted = new Set<string>();
  for (const { action, kind, name, on, temporary } of shapes) {
    if (action !== 'create' || temporary || notInSchemas.has(kind)) continue;
    const path = on.length > 0 ? on : name;
    wanted.add(path.length > 1 ? (path[0] ?? '') : 'public');
  }
  const { rows } = await target.execute(
    `select nspname, quote_ident(nspname) from pg_namespace where not has_schema_privilege(oid, 'CREATE') or not ` +
      `has_schema_privilege(oid, 'USAGE') order by 1`,
  );
  return rows.flatMap(([name, quoted]) => (wanted.has(name ?? '') ? [quoted ?? ''] : []));
}

const notInSchemas: ReadonlySet<StatementShape['kind']> = new Set([
  'schema',
  'extension',
  'role',
  'event trigger',
  'cast',
  'other',
]);
