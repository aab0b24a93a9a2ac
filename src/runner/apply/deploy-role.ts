import { ledgerSchema } from '../ledger/ledger.js';
import type { Project } from '../script/project.js';
import { quoteIdentifier, quotePath } from '../sql/quoting.js';

/**
 * A script for an administrator that makes a role which may apply a project, and nothing beyond it (PostgreSQL manual,
 * "Privileges"). What only a superuser may do is done by the script, or named in it.
 */
export function deployRole(project: Project, database: string, role: string): string {
  const shapes = project.files.flatMap(({ statements }) => statements.map(({ shape }) => shape));
  const [name, place] = [quoteIdentifier(role), quoteIdentifier(database)];
  const created = (kind: string): readonly string[] => [
    ...new Set(
      shapes.filter((shape) => shape.action === 'create' && shape.kind === kind).map((shape) => quotePath(shape.name)),
    ),
  ];
  const own = new Set(created('schema'));
  const used = new Set<string>();
  for (const { action, kind, name: path, on } of shapes) {
    if (
      !['create', 'alter', 'drop'].includes(action) ||
      ['schema', 'extension', 'role', 'event trigger'].includes(kind)
    )
      continue;
    const [schema] = on.length > 0 ? on : path;
    if ((on.length > 0 ? on : path).length > 1 && schema !== undefined) used.add(quoteIdentifier(schema));
    else used.add('"public"');
  }
  const foreign = [...used].filter((schema) => !own.has(schema) && schema !== quoteIdentifier(ledgerSchema)).sort();
  const makesRoles =
    shapes.some((shape) => shape.action === 'create' && shape.kind === 'role') ||
    project.files.some(({ statements }) => statements.some(({ sql }) => /\bcreate\s+(role|user)\b/i.test(sql)));
  const lines = [
    `-- Run this as an administrator of ${database}: role ${role} may then apply the project, and nothing beyond it.`,
    `create role ${name} login nosuperuser nocreatedb ${makesRoles ? 'createrole' : 'nocreaterole'} noreplication ` +
      'nobypassrls;',
    '-- Set its password with \\password, or let it come by a certificate: none is written here.',
    `grant connect, create, temporary on database ${place} to ${name};`,
    `alter database ${place} set lc_messages = 'C'; -- converted handlers tell Oracle errors apart by messages in English`,
    ...foreign.map((schema) => `grant usage, create on schema ${schema} to ${name};`),
    ...created('extension').map(
      (extension) => `create extension if not exists ${extension}; -- made here: it may need a superuser`,
    ),
  ];
  const events = created('event trigger');
  if (events.length > 0)
    lines.push(
      `-- ${events.length} event triggers need a superuser: ${events.join(', ')}. Apply with one, or leave them out.`,
    );
  lines.push(
    `-- What stands already can be changed by its owner only: alter … owner to ${name}, or grant the owner's role ` +
      'to it.',
  );
  return `${lines.join('\n')}\n`;
}
