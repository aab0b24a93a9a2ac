import type { Analysis } from '../../../analyze/analysis.js';
import type { Symbol as OracleSymbol, RelationSymbol, RoutineSymbol } from '../../../analyze/model/symbols.js';
import {
  callersRights,
  grantUnknownObject,
  objectPrivilege,
  roleForEverybody,
  suppliedRole,
  systemPrivilege,
} from '../../../diagnostics/op6.js';
import type { Grant, Identifier, QualifiedName, Revoke } from '../../../ir/oracle/index.js';
import type { PgGrant, PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import {
  executorsOf,
  othersAmong,
  ownersRights,
  withheldInside,
  withoutOwnersRights,
} from '../../calls/owners-rights.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { parametersOf } from '../../plsql/routines/routine-heading.js';
import { remembered } from '../../remembered.js';
import type { DdlContext } from '../ddl-context.js';
import { literal, nameAsWritten, identifierText as quote, symbolNamed, textArray, written } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { identitySequences } from '../tables/identity.js';
import { createRole, createUser } from './principals.js';

/**
 * GRANT and REVOKE of object privileges and roles; system privileges have no counterpart.
 * (SQL Language Reference, GRANT)
 */
export function lowerGrant(unit: DdlContext, node: Grant | Revoke): PgStatement[] {
  const grantees = node.grantees.map((g) => (g.name === 'PUBLIC' ? 'public' : foldName(g.name)));
  const roles =
    node.kind === 'Grant' ? grantees.filter((g) => g !== 'public').map((g) => takerOf(unit, node.span, g)) : [];
  const users = node.kind === 'Grant' ? (node.users ?? []).map(({ name }) => createUser(unit, node.span, name)) : [];
  const statements = node.object ? objectGrants(unit, node, node.object, grantees) : roleGrants(unit, node, grantees);
  const [first, ...rest] = statements;
  if (!first) return unit.inProgram && !node.object ? [...users, ...roles] : users;
  return [...users, ...roles, { ...first, comments: node.comments, blankBefore: node.blankBefore }, ...rest];
}

/** Who gets something: one that a program names is there, or the statement fails. */
const takerOf = (unit: DdlContext, span: Span, name: string): PgStatement =>
  unit.inProgram ? runtimeStatement(span, 'grantee', literal(name)) : createRole(span, name);

/** What a program revokes has been granted, or the statement fails. */
function checkedRevoke(unit: DdlContext, node: Grant | Revoke, made: PgStatement): readonly PgStatement[] {
  if (!unit.inProgram || node.kind !== 'Revoke' || made.kind !== 'PgGrant') return [made];
  if (made.objectKind !== 'table' && made.objectKind !== 'sequence') return [made];
  const names = made.privileges.map((p) => p.name);
  const relation = literal(made.object.map(quote).join('.'));
  return [runtimeStatement(node.span, 'revocable', relation, textArray(names), textArray(made.grantees)), made];
}

// ---------- objects ----------

function objectGrants(
  unit: DdlContext,
  node: Grant | Revoke,
  object: QualifiedName,
  grantees: readonly string[],
): PgStatement[] {
  const name = written(object);
  if (node.kind === 'Grant' && node.objectKind !== undefined) {
    unit.report(objectPrivilege(node.span, namesOf(node), `${node.objectKind} ${name}`));
    return [];
  }
  const symbol = symbolNamed(unit, object);
  if (!symbol) {
    const unseen = unit.inProgram ? onUnseenTable(unit, node, object, grantees) : undefined;
    if (unseen) return [...checkedRevoke(unit, node, unseen)];
    unit.report(grantUnknownObject(node.span, node.kind === 'Grant' ? 'GRANT' : 'REVOKE', name));
    return [];
  }
  const base = { kind: 'PgGrant', span: node.span, revoke: node.kind === 'Revoke' || undefined, grantees } as const;
  const quiet: DdlContext = { ...unit, report: () => {} };
  const made = inTurn(node, base)
    .flatMap((part, i) => onSymbol(i === 0 ? unit : quiet, node, symbol, part, name))
    .flatMap((statement) => checkedRevoke(unit, node, statement));
  if (made.length === 0) return [];
  if (node.kind === 'Grant') reportRights(unit, node, symbol, name);
  const schema = unit.naming.of(symbol)[0];
  // Without USAGE on the schema nothing in it can be named. REVOKE leaves it: other objects may need it. A package is a
  // schema itself.
  const usage: PgGrant[] =
    node.kind === 'Grant' && schema !== undefined && symbol.kind !== 'package'
      ? [{ ...base, privileges: [{ name: 'usage' }], objectKind: 'schema', object: [schema] }]
      : [];
  return [...usage, ...made];
}

/**
 * What a program grants on is there when it runs, or the statement fails; undefined for privileges that no table has.
 */
function onUnseenTable(
  unit: UnitContext,
  { span, kind, privileges }: Grant | Revoke,
  object: QualifiedName,
  grantees: readonly string[],
): PgGrant | undefined {
  const names = privileges.map((p) => onTable[p.name]);
  if (object.link !== undefined || privileges.some((p) => p.columns) || names.includes(undefined)) return undefined;
  return {
    kind: 'PgGrant',
    span,
    revoke: kind === 'Revoke' || undefined,
    grantees,
    privileges: names.map((name) => ({ name: name ?? '' })),
    objectKind: 'table',
    object: nameAsWritten(unit, object),
  };
}

/** What keeps its caller's rights, in the hands of somebody who owns nothing here. */
function reportRights(unit: DdlContext, node: Grant, symbol: OracleSymbol, name: string): void {
  if (symbol.kind !== 'routine' && symbol.kind !== 'package') return;
  const executors = executorsOf(unit.analysis, symbol);
  // One cause, one diagnostic, however many GRANTs there are. One in a program is none of the inputs'.
  if (executors && !unit.inProgram && executors.first !== node) return;
  const others = executors?.first === node ? executors.names : othersAmong(unit.analysis, node.grantees);
  if (others.length === 0) return;
  const kept = withoutOwnersRights(unit, symbol).map((r) => r.name);
  if (kept.length === 0) return;
  const what = symbol.kind === 'routine' ? name : `${[...new Set(kept)].join(', ')} of ${name}`;
  unit.report(callersRights(node.span, what, others.join(', ')));
}

type Base = Pick<PgGrant, 'kind' | 'span' | 'revoke' | 'grantees' | 'grantOption'>;

/** WITH GRANT OPTION goes to roles alone: PUBLIC gets the right without it. (PostgreSQL manual, GRANT) */
function inTurn(node: Grant | Revoke, base: Base): readonly Base[] {
  if (node.kind === 'Revoke' || (node.option !== 'GRANT' && node.option !== 'HIERARCHY')) return [base];
  const takers = base.grantees.filter((g) => g !== 'public');
  const passing = takers.length > 0 ? [{ ...base, grantees: takers, grantOption: true }] : [];
  return takers.length < base.grantees.length ? [...passing, { ...base, grantees: ['public'] }] : passing;
}

function onSymbol(
  unit: DdlContext,
  node: Grant | Revoke,
  symbol: OracleSymbol,
  base: Base,
  title: string,
): PgStatement[] {
  const object = unit.naming.of(symbol);
  const wanted = mapped(unit, node, symbol, title);
  if (wanted.length === 0) return [];
  switch (symbol.kind) {
    case 'relation':
      return [
        { ...base, privileges: wanted, objectKind: 'table', object },
        ...numbersInside(unit, node, symbol, base, wanted),
        ...functionsInside(unit, node, symbol, base),
      ];
    case 'sequence':
      return [{ ...base, privileges: wanted, objectKind: 'sequence', object }];
    case 'routine': {
      const routine = { objectKind: 'routine', object, signature: signatureOf(unit, symbol) } as const;
      return [...withheld(unit, node, symbol, base, routine), { ...base, privileges: wanted, ...routine }];
    }
    case 'package':
      return [
        { ...base, privileges: [{ name: 'usage' }], objectKind: 'schema', object },
        { kind: 'PgFixedStatement', span: node.span, text: allRoutines(base, object[0] ?? '') },
      ];
    case 'objectType':
    case 'collectionType':
      return [{ ...base, privileges: wanted, objectKind: 'type', object }];
    default:
      unit.report(objectPrivilege(node.span, namesOf(node), title));
      return [];
  }
}

/**
 * PostgreSQL lets everybody execute a new function: one with its owner's rights is not for them. Those of a package are
 * out of their reach, for USAGE on its schema comes with its own grants alone. (PostgreSQL manual, 5.7)
 */
function withheld(
  unit: UnitContext,
  node: Grant | Revoke,
  symbol: RoutineSymbol,
  base: Base,
  routine: Pick<PgGrant, 'objectKind' | 'object' | 'signature'>,
): PgGrant[] {
  if (node.kind !== 'Grant' || isPublic(unit, symbol) || !ownersRights(unit, symbol)) return [];
  return [
    {
      ...base,
      ...routine,
      revoke: true,
      grantOption: undefined,
      privileges: [{ name: 'execute' }],
      grantees: ['public'],
    },
  ];
}

/**
 * Who inserts rows draws the numbers of identity columns, for which Oracle asks no privilege. (SQL Language Reference,
 * CREATE TABLE, "identity_clause"; PostgreSQL manual, 9.17)
 */
function numbersInside(
  unit: DdlContext,
  node: Grant | Revoke,
  table: RelationSymbol,
  base: Base,
  wanted: PgGrant['privileges'],
): PgGrant[] {
  if (node.kind !== 'Grant' || unit.inProgram || !wanted.some(({ name }) => name === 'insert' || name === 'all'))
    return [];
  return identitySequences(unit, table).map((object) => ({
    ...base,
    grantOption: undefined,
    privileges: [{ name: 'usage' }],
    objectKind: 'sequence',
    object,
  }));
}

/** Who reads a view executes the functions in it. (PostgreSQL manual, 41.5) */
function functionsInside(unit: UnitContext, node: Grant | Revoke, view: RelationSymbol, base: Base): PgGrant[] {
  if (node.kind !== 'Grant') return [];
  return withheldInside(unit, view)
    .filter((f) => !isPublic(unit, f))
    .map((f) => ({
      ...base,
      grantOption: undefined,
      privileges: [{ name: 'execute' }],
      objectKind: 'routine',
      object: unit.naming.of(f),
      signature: signatureOf(unit, f),
    }));
}

/** Does a GRANT of the inputs give the routine to PUBLIC? */
const isPublic = ({ analysis }: UnitContext, symbol: RoutineSymbol): boolean => publicObjects(analysis).has(symbol);

const publicObjects = remembered(
  (analysis: Analysis): ReadonlySet<unknown> =>
    new Set(
      analysis.units.flatMap((unit) =>
        unit.kind === 'Grant' && unit.object && unit.grantees.some((g) => g.name === 'PUBLIC')
          ? [symbolNamed({ analysis }, unit.object)]
          : [],
      ),
    ),
);

function allRoutines(base: Base, schema: string): string {
  const who = base.grantees.map((g) => (g === 'public' ? g : quote(g))).join(', ');
  return base.revoke
    ? `revoke execute on all routines in schema ${quote(schema)} from ${who}`
    : `grant execute on all routines in schema ${quote(schema)} to ${who}`;
}

/** Argument types, where PostgreSQL needs them to tell which routine is meant. */
function signatureOf(unit: UnitContext, symbol: RoutineSymbol): PgGrant['signature'] {
  const { definition } = symbol;
  if (!definition) return undefined;
  return parametersOf({ ...unit, report: () => {} }, symbol, definition)
    .filter((p) => p.mode !== 'out' || symbol.routine === 'PROCEDURE')
    .map((p) => p.type);
}

const onTable: Readonly<Record<string, string>> = {
  SELECT: 'select',
  READ: 'select',
  INSERT: 'insert',
  UPDATE: 'update',
  DELETE: 'delete',
  REFERENCES: 'references',
  ALL: 'all',
  'ALL PRIVILEGES': 'all',
  TRIGGER: 'trigger',
};

const namesOf = (node: Grant | Revoke): readonly string[] => node.privileges.map((p) => p.name);

/** The PostgreSQL privileges; what has none is reported. (PostgreSQL manual, 5.7) */
function mapped(unit: UnitContext, node: Grant | Revoke, symbol: OracleSymbol, title: string): PgGrant['privileges'] {
  const privileges: { name: string; columns?: readonly string[] }[] = [];
  const without: string[] = [];
  for (const p of node.privileges) {
    const name = privilegeOn(symbol, p.name);
    if (name === undefined) {
      without.push(p.name);
      continue;
    }
    privileges.push(p.columns ? { name, columns: p.columns.map((c: Identifier) => foldName(c.name)) } : { name });
  }
  if (without.length > 0) unit.report(objectPrivilege(node.span, without, title));
  return privileges;
}

function privilegeOn(symbol: OracleSymbol, privilege: string): string | undefined {
  switch (symbol.kind) {
    case 'relation':
      return onTable[privilege];
    case 'sequence':
      return privilege === 'SELECT' ? 'usage' : privilege.startsWith('ALL') ? 'all' : undefined;
    case 'routine':
    case 'package':
      return privilege === 'EXECUTE' || privilege.startsWith('ALL') ? 'execute' : undefined;
    case 'objectType':
    case 'collectionType':
      return privilege === 'EXECUTE' || privilege.startsWith('ALL') ? 'usage' : undefined;
    default:
      return undefined;
  }
}

// ---------- roles ----------

const supplied = new Set([
  'CONNECT',
  'RESOURCE',
  'DBA',
  'SELECT_CATALOG_ROLE',
  'EXECUTE_CATALOG_ROLE',
  'EXP_FULL_DATABASE',
  'IMP_FULL_DATABASE',
  'AQ_ADMINISTRATOR_ROLE',
  'CTXAPP',
]);
const systemVerbs =
  /^(CREATE|ALTER|DROP|SELECT ANY|READ ANY|INSERT ANY|UPDATE ANY|DELETE ANY|EXECUTE ANY|UNLIMITED|GRANT ANY|COMMENT|LOCK ANY|ANALYZE|AUDIT|BECOME|FLASHBACK|DEBUG|QUERY|GLOBAL|MERGE|ON COMMIT|RESTRICTED|RESUMABLE|SYSDBA|SYSOPER|ADMINISTER|MANAGE|FORCE|CHANGE|EXEMPT|EXPORT|IMPORT|INHERIT|KEEP|PURGE|TABLE|UNDER|BACKUP|ADVISOR|DEQUEUE|ENQUEUE|ALL PRIVILEGES|SELECT$|EXECUTE$|REDEFINE|TRANSLATE|TEXT|USE|SET CONTAINER$)/;

function roleGrants(unit: DdlContext, node: Grant | Revoke, grantees: readonly string[]): PgStatement[] {
  const statements: PgStatement[] = [];
  for (const p of node.privileges) {
    if (supplied.has(p.name)) unit.report(suppliedRole(node.span, p.name));
    else if (systemVerbs.test(p.name)) unit.report(systemPrivilege(node.span, p.name));
    else {
      // PUBLIC takes no roles.
      if (grantees.includes('public') && node.kind === 'Grant') unit.report(roleForEverybody(node.span, p.name));
      const takers = grantees.filter((g) => g !== 'public');
      if (takers.length > 0) statements.push(...roleGrant(unit, node, foldName(p.name), takers));
    }
  }
  return statements;
}

function roleGrant(
  unit: DdlContext,
  node: Grant | Revoke,
  role: string,
  grantees: readonly string[],
): readonly PgStatement[] {
  const { span } = node;
  const who = grantees.map(quote).join(', ');
  if (node.kind === 'Revoke') {
    const check = unit.inProgram ? [runtimeStatement(span, 'revocable_role', literal(role), textArray(grantees))] : [];
    return [...check, { kind: 'PgFixedStatement', span, text: `revoke ${quote(role)} from ${who}` }];
  }
  const admin = node.option === 'ADMIN' ? ' with admin option' : '';
  return [
    unit.inProgram ? runtimeStatement(span, 'granted_role', literal(role)) : createRole(span, role),
    { kind: 'PgFixedStatement', span, text: `grant ${quote(role)} to ${who}${admin}` },
  ];
}
