import type { PgCreateRoutine, PgCreateView, PgStatement } from '../../ir/postgres/index.js';
import { printType, quoteLiteral, quoteName } from '../../print/index.js';
import { bodyKey } from './definition-keys.js';
import { shape } from './duplicates.js';

/*
 * How the statements of a definition take the place of those of an earlier one: what is replaced, what goes before, and
 * what has to be made again with it. (PostgreSQL manual, "CREATE FUNCTION", "CREATE VIEW", "DROP TYPE")
 */

/** The statement as it takes the place of what an earlier run has left; `text`: as it is printed. */
export function inPlace(statement: PgStatement, text: string): string {
  const call = (name: string, of: string): string => {
    let tag = '$new$';
    for (let n = 1; text.includes(tag); n += 1) tag = `$new${n}$`;
    return `select ora.${name}(${quoteLiteral(of)}, ${tag}${text}${tag})`;
  };
  switch (statement.kind) {
    case 'PgCreateRoutine':
      return call('replace_routine', quotedSignature(statement));
    case 'PgCreateView':
      return call('replace_view', quoteName(statement.name));
    case 'PgCreateType':
    case 'PgCreateDomain':
      return call('replace_type', quoteName(statement.name));
    default:
      return text;
  }
}

/**
 * `before`: the statements that have made the definition, `now`: those that make it anew.
 * Out: the statements to execute, what has to go before them, and whether types come again.
 */
export function replacement(
  before: readonly PgStatement[],
  now: readonly PgStatement[],
): { readonly kept: readonly PgStatement[]; readonly prepare: readonly string[]; readonly typesChange: boolean } {
  const prepare: string[] = [];
  const kept: PgStatement[] = [];
  const signatures = new Set(now.filter(isRoutine).map(signature));
  // A compound trigger is several, with functions of their own.
  const calls = (t: TriggerStatement): string => `${nameOf(t)} ${t.function.join('.')}`;
  const triggers = new Set(now.filter(isTrigger).map(calls));
  for (const old of before.filter(isTrigger)) if (!triggers.has(calls(old))) prepare.push(dropTrigger(old));
  for (const old of before.filter(isRoutine)) if (!signatures.has(signature(old))) prepare.push(dropRoutine(old));
  // Types are made of one another: where one changes, all go, the last one first, and come again.
  const types = before.filter(isType);
  const typesChange = types.some((old) => {
    const same = now.find((s) => s.kind === old.kind && nameOf(s) === nameOf(old));
    return same === undefined || shape(same) !== shape(old);
  });
  // Methods without code stand beside their type: they go with it.
  const going = new Set(typesChange ? types.map(nameOf) : []);
  const withTypes = before.filter(isRoutine).filter((r) => signatures.has(signature(r)) && usesType(r, going));
  prepare.push(...withTypes.map(dropRoutine));
  if (typesChange) prepare.push(...[...types].reverse().map(dropType));
  for (const statement of now) {
    const old = before.find((o) => o.kind === statement.kind && nameOf(o) !== '' && nameOf(o) === nameOf(statement));
    switch (statement.kind) {
      case 'PgCreateRoutine': {
        const same = before
          .filter(isRoutine)
          .find((o) => signature(o) === signature(statement) && !withTypes.includes(o));
        if (same && heading(same) !== heading(statement)) prepare.push(dropRoutine(same));
        kept.push(same && heading(same) === heading(statement) ? { ...statement, orReplace: true } : statement);
        break;
      }
      case 'PgCreateType':
      case 'PgCreateDomain':
        if (typesChange || !old) kept.push(statement);
        break;
      case 'PgCreateAggregate':
        kept.push(old ? { ...statement, orReplace: true } : statement);
        break;
      case 'PgCreateTrigger':
        kept.push(old && !statement.constraint ? { ...statement, orReplace: true } : statement);
        break;
      default:
        kept.push(statement);
    }
  }
  return { kept, prepare, typesChange };
}

/** The names of the types that are not made again. */
export function goneTypes(before: readonly PgStatement[], now: readonly PgStatement[]): ReadonlySet<string> {
  const kept = new Set(now.filter(isType).map(nameOf));
  return new Set(
    before
      .filter(isType)
      .map(nameOf)
      .filter((name) => !kept.has(name)),
  );
}

/** Does the heading of the routine name one of the types? */
export function usesType({ parameters, returns }: PgCreateRoutine, types: ReadonlySet<string>): boolean {
  const named = namesIn([parameters.map((p) => p.type), returns]);
  return [...types].some((name) => named.has(name));
}

/**
 * Types of other units that are made of types, or of the rows of tables: subtypes of a root, collections, records of
 * packages; in order.
 */
export function typesMadeOf(
  made: ReadonlyMap<string, readonly PgStatement[]>,
  key: string,
  typesOrTables: readonly PgStatement[],
): readonly TypeStatement[] {
  const names = new Set(typesOrTables.map(nameOf).filter((name) => name !== ''));
  if (names.size === 0) return [];
  return [...made]
    .filter(([k]) => k !== key)
    .flatMap(([, list]) => list.filter(isType))
    .filter((type) => {
      const parts = namesIn({ ...type, name: undefined });
      if (![...names].some((name) => parts.has(name))) return false;
      names.add(nameOf(type));
      return true;
    });
}

/**
 * Routines of other units whose headings name types, of a package or of the rows of views and tables. In Oracle they become
 * invalid, and are compiled again when they are next used.
 */
export function usersOfTypes(
  made: ReadonlyMap<string, readonly PgStatement[]>,
  key: string,
  typesOrRelations: readonly PgStatement[],
): readonly PgCreateRoutine[] {
  const types = new Set(typesOrRelations.map(nameOf).filter((name) => name !== ''));
  if (types.size === 0) return [];
  return [...made]
    .filter(([k]) => k !== key && k !== bodyKey(key))
    .flatMap(([, list]) => list.filter(isRoutine).filter((r) => usesType(r, types)));
}

/**
 * Routines of other units that read views which are made anew: the session keeps what it has compiled of a routine that
 * has run, with the types of their columns. (PostgreSQL manual, "PL/pgSQL under the Hood", "Plan Caching")
 */
export function readersOf(
  made: ReadonlyMap<string, readonly PgStatement[]>,
  key: string,
  views: readonly PgCreateView[],
): readonly PgCreateRoutine[] {
  const names = views.map(nameOf);
  return [...made]
    .filter(([k]) => k !== key)
    .flatMap(([, list]) => list.filter(isRoutine))
    .filter(({ body }) => {
      const named = namesIn(body);
      return names.some((name) => named.has(name));
    })
    .map((routine) => ({ ...routine, orReplace: true }));
}

/** Routines that cannot stay, as another heading takes their place. */
export function changedRoutines(
  before: readonly PgStatement[],
  now: readonly PgStatement[],
): readonly PgCreateRoutine[] {
  const kept = new Set(now.filter(isRoutine).map((r) => signature(r) + heading(r)));
  return before.filter(isRoutine).filter((r) => !kept.has(signature(r) + heading(r)));
}

/**
 * Views over a view or with a routine, and views over those, with their triggers. The triggers of the view itself go
 * with it, but where it stays the same. (SQL Language Reference, CREATE VIEW, OR REPLACE)
 */
export function dependents(
  made: ReadonlyMap<string, readonly PgStatement[]>,
  key: string,
  before: readonly (PgCreateView | PgCreateRoutine)[],
  { withOwnTriggers }: { readonly withOwnTriggers: boolean },
): readonly PgStatement[] {
  const names = new Set(before.map((v) => v.name.join('.')));
  const own = new Set(names);
  if (names.size === 0) return [];
  return [...made]
    .filter(([k]) => k !== key)
    .flatMap(([, list]) => list)
    .filter((s) => {
      if (s.kind === 'PgCreateTrigger') {
        const table = s.table.join('.');
        return names.has(table) && (withOwnTriggers || !own.has(table));
      }
      if (!isView(s)) return false;
      const named = namesIn(s.query);
      if (![...names].some((name) => named.has(name))) return false;
      names.add(s.name.join('.'));
      return true;
    });
}

/** Makes a view. */
export const isView = (statement: PgStatement): statement is PgCreateView => statement.kind === 'PgCreateView';
/** What takes a view away again. */
export const dropView = ({ name }: PgCreateView): string => `drop view if exists ${quoteName(name)}`;

type TriggerStatement = Extract<PgStatement, { kind: 'PgCreateTrigger' }>;
/** Makes a trigger. */
export const isTrigger = (statement: PgStatement): statement is TriggerStatement =>
  statement.kind === 'PgCreateTrigger';
const dropTrigger = ({ name, table }: TriggerStatement): string =>
  `drop trigger if exists ${quoteName([name])} on ${quoteName(table)}`;

type TypeStatement = Extract<PgStatement, { kind: 'PgCreateType' | 'PgCreateDomain' }>;
/** Makes a type: some of Oracle's become domains. */
export const isType = (statement: PgStatement): statement is TypeStatement =>
  statement.kind === 'PgCreateType' || statement.kind === 'PgCreateDomain';
/** What takes a type away again. */
export const dropType = ({ kind, name }: TypeStatement): string =>
  `drop ${kind === 'PgCreateType' ? 'type' : 'domain'} if exists ${quoteName(name)}`;

/** Makes a function or procedure. */
export const isRoutine = (statement: PgStatement): statement is PgCreateRoutine => statement.kind === 'PgCreateRoutine';

/** The name of what the statement makes, as it is printed; '' where it makes nothing. */
export function nameOf(statement: PgStatement): string {
  switch (statement.kind) {
    case 'PgCreateView':
    case 'PgCreateTable':
    case 'PgCreateType':
    case 'PgCreateDomain':
    case 'PgCreateAggregate':
      return statement.name.join('.');
    case 'PgCreateTrigger':
      return [...statement.table, statement.name].join('.');
    default:
      return '';
  }
}

/** What PostgreSQL knows a routine by. */
const signature = (routine: PgCreateRoutine): string => `${routine.name.join('.')}${inputTypes(routine)}`;

/** What CREATE OR REPLACE cannot change. (PostgreSQL manual, CREATE FUNCTION, CREATE PROCEDURE) */
export const heading = ({ routine, parameters, returns }: PgCreateRoutine): string =>
  shape({ routine, parameters: parameters.map((p) => [p.name, p.mode, p.type, p.default !== undefined]), returns });

/** What takes a routine away again, and none of its overloads. */
export const dropRoutine = (routine: PgCreateRoutine): string => `drop routine if exists ${quotedSignature(routine)}`;

/** `schema.name(types of the inputs)`. */
export const quotedSignature = (routine: PgCreateRoutine): string => `${quoteName(routine.name)}${inputTypes(routine)}`;

const inputTypes = ({ parameters }: PgCreateRoutine): string =>
  `(${parameters
    .filter((p) => p.mode !== 'out')
    .map((p) => printType(p.type))
    .join(', ')})`;

/** A package that is compiled anew starts anew in the session, with its cursors closed. */
export function forgetState(before: readonly PgStatement[], body: readonly PgStatement[]): readonly string[] {
  const holder = [...before, ...body].filter(isRoutine).find((r) => r.name.at(-1) === '__init' || opensCursors(r));
  const schema = holder?.name[0];
  return schema === undefined ? [] : [`select ora.package_forget(${quoteLiteral(schema)})`];
}

/** Does a routine open cursors of its own package, which the session keeps by their names? */
function opensCursors({ name: [schema = ''], body }: PgCreateRoutine): boolean {
  let opens = false;
  visitValues(body, (value) => {
    opens ||= typeof value === 'string' && value.startsWith(`${schema}.`) && /^[^"%]+%isopen$/.test(value);
  });
  return opens;
}

/** The names that stand in a tree, as `schema.name`: every list of texts in it. */
export function namesIn(tree: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  visitValues(tree, (value) => {
    if (Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string'))
      names.add(value.join('.'));
  });
  return names;
}

/** Every value in a tree, in order: what holds others comes before them. */
function visitValues(value: unknown, visit: (value: unknown) => void): void {
  visit(value);
  if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value) as readonly unknown[]) visitValues(inner, visit);
}
