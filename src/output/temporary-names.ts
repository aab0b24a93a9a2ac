import { mapTree } from '../ir/map-tree.js';
import type { PgStatement } from '../ir/postgres/index.js';
import type { OrderedStatement } from '../lower/project/creation-rank.js';

/**
 * Types and routines of anonymous blocks live in pg_temp, as long as the session. Where several blocks are applied in
 * one session, those of a name that a block before has used get another one.
 */
export function distinctTemporaries<T, S extends Pick<OrderedStatement<T>, 'statement' | 'owner'>>(
  statements: readonly S[],
): readonly S[] {
  const used = new Map<string, { owner: T; count: number }>();
  const taken = new Set(statements.map(({ statement }) => temporaryName(statement)));
  const renamed = new Map<T, Map<string, string>>();
  for (const { statement, owner } of statements) {
    const name = temporaryName(statement);
    if (name === undefined) continue;
    const first = used.get(name);
    if (!first) used.set(name, { owner, count: 1 });
    else if (first.owner !== owner) {
      const own = renamed.get(owner) ?? new Map<string, string>();
      renamed.set(owner, own);
      if (own.has(name)) continue;
      let other: string;
      do other = `${name}_${++first.count}`;
      while (taken.has(other));
      own.set(name, other);
    }
  }
  return statements.map((item) => {
    const names = renamed.get(item.owner);
    return names ? { ...item, statement: renamedStatement(item.statement, names) } : item;
  });
}

function temporaryName(statement: PgStatement): string | undefined {
  switch (statement.kind) {
    case 'PgCreateType':
    case 'PgCreateDomain':
    case 'PgCreateRoutine':
      return statement.name[0] === 'pg_temp' ? statement.name[1] : undefined;
    default:
      return undefined;
  }
}

/** A routine's own name qualifies its parameters and variables, too: `x.p` where a column has the name p. */
function renamedStatement(statement: PgStatement, names: ReadonlyMap<string, string>): PgStatement {
  const copy = replaced(statement, names) as PgStatement;
  const own = statement.kind === 'PgCreateRoutine' ? temporaryName(statement) : undefined;
  const other = own === undefined ? undefined : names.get(own);
  if (own === undefined || other === undefined) return copy;
  return mapTree(copy, (column) => {
    if (column.kind !== 'PgColumn') return undefined;
    const [qualifier, name, ...rest] = column.parts;
    return qualifier === own && name !== undefined && rest.length === 0
      ? { ...column, parts: [other, name] }
      : undefined;
  });
}

/** A copy in which every name `pg_temp.x` is the new one. */
function replaced(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) {
    const [schema, name, ...rest] = value;
    if (schema === 'pg_temp' && typeof name === 'string' && rest.length === 0) return [schema, names.get(name) ?? name];
    return value.map((v) => replaced(v, names));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, k === 'span' ? v : replaced(v, names)]));
}
