import type { Analysis, Effects } from '../../analyze/analysis.js';
import type { PackageSymbol, RelationSymbol, RoutineSymbol, Symbol } from '../../analyze/model/symbols.js';
import type { Grant, Identifier } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { PgCreateRoutine } from '../../ir/postgres/index.js';
import { contains } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { regclassText } from '../ddl/names.js';
import { reachedFrom } from '../plsql/effects/callees.js';
import { remembered, rememberedOf } from '../remembered.js';
import { hasCallersRights } from './definer.js';
import { hasSqlEntry } from './sql-entry.js';

/** What stands in the heading of a routine that runs with its owner's rights. */
type Rights = Pick<PgCreateRoutine, 'securityDefiner' | 'settings'>;

/**
 * What makes a routine run with its owner's rights, where it needs them: somebody who owns nothing among the inputs may
 * call it, or a view that does, and it uses tables. Undefined for all others, and where COMMIT, ROLLBACK or ALTER
 * SESSION lie below, which do not go together with a search_path of its own. (PostgreSQL manual, CREATE FUNCTION,
 * "Writing SECURITY DEFINER Functions Safely")
 */
export function ownersRights(unit: UnitContext, symbol: RoutineSymbol): Rights | undefined {
  const asked = isWayIn(unit, symbol) || (isInView(unit, symbol) && !hasSqlEntry(unit.analysis, symbol));
  return asked && mayHaveRights(unit, symbol) ? asOwner(unit, symbol) : undefined;
}

/**
 * The owner's rights of the entry that granted views call, beside the one for all other SQL: whoever reads a view needs
 * no rights on the functions in it, and whoever runs under another search_path has everything below it planned anew,
 * there and back. (SQL Language Reference, CREATE VIEW)
 */
export function viewEntrysRights(unit: UnitContext, symbol: RoutineSymbol): Rights | undefined {
  return isInView(unit, symbol) && hasSqlEntry(unit.analysis, symbol) && mayHaveRights(unit, symbol)
    ? asOwner(unit, symbol)
    : undefined;
}

/** Functions that only some may execute, and that everybody executes who reads the view. */
export function withheldInside(unit: UnitContext, view: RelationSymbol): readonly RoutineSymbol[] {
  return [...functionsOf(unit.analysis, view)].filter(
    (f) => !f.container && isGranted(unit, f) && !hasSqlEntry(unit.analysis, f) && ownersRights(unit, f) !== undefined,
  );
}

/** The owner's rights of the initialisation of a package, where one of its parts needs them. */
export function initialisersRights(
  unit: UnitContext,
  pkg: PackageSymbol,
  parts: readonly object[],
): Rights | undefined {
  if (!isGranted(unit, pkg)) return undefined;
  const effects = parts.map((part) => unit.analysis.effectsWithin(part));
  return effects.some(needsRights) && !effects.some(endsTransaction) ? asOwner(unit, pkg) : undefined;
}

/** The routines of a granted object that keep their caller's rights, though they need their owner's. */
export function withoutOwnersRights(
  unit: UnitContext,
  symbol: RoutineSymbol | PackageSymbol,
): readonly RoutineSymbol[] {
  if (hasCallersRights(symbol)) return [];
  const routines =
    symbol.kind === 'routine'
      ? [symbol]
      : [...symbol.members.values()].flat().filter((m): m is RoutineSymbol => m.kind === 'routine' && m.public);
  return routines.filter((r) => {
    const effects = unit.analysis.effectsOf(r);
    // Dynamic SQL that alters the session needs no rights.
    const uses = usesTables(effects) || (needsRights(effects) && !changesSession(unit.analysis, r));
    return uses && !ownersRights(unit, r);
  });
}

/** The grantees who own nothing among the inputs: what is theirs was their owner's call before. */
export function othersAmong(analysis: Analysis, grantees: readonly Identifier[]): readonly string[] {
  return grantees.map((g) => g.name).filter((name) => !analysis.catalog.owners.includes(name));
}

function mayHaveRights(unit: UnitContext, symbol: RoutineSymbol): boolean {
  const effects = unit.analysis.effectsOf(symbol);
  return needsRights(effects) && !endsTransaction(effects) && !changesSession(unit.analysis, symbol);
}

function isInView(unit: UnitContext, symbol: RoutineSymbol): boolean {
  const { container } = symbol;
  if (symbol.nested || (container && container.kind !== 'package')) return false;
  return !hasCallersRights(container ?? symbol) && grantedToOthers(unit.analysis).inViews.has(symbol);
}

function isWayIn(unit: UnitContext, symbol: RoutineSymbol): boolean {
  const { container } = symbol;
  if (!container) return !symbol.nested && isGranted(unit, symbol);
  return container.kind === 'package' && symbol.public && isGranted(unit, container);
}

const isGranted = (unit: UnitContext, symbol: RoutineSymbol | PackageSymbol): boolean =>
  !hasCallersRights(symbol) && grantedToOthers(unit.analysis).objects.has(symbol);

const needsRights = (effects: Effects): boolean =>
  effects.dynamicSql || effects.changesBySupplied || usesTables(effects);

const usesTables = ({ readsTables, writesTables }: Effects): boolean =>
  [...readsTables, ...writesTables].some((t) => t.supplied !== true);

/**
 * ALTER SESSION in the routine or below it: the schema that it sets has to stay, and a function's own
 * search_path would undo it at its end.
 */
const changesSession = rememberedOf((analysis: Analysis, routine: RoutineSymbol): boolean =>
  [...reachedFrom(analysis, [routine])].some(
    ({ definition }) => definition !== undefined && altersSession(analysis, definition),
  ),
);

/** ALTER SESSION among the statements of a routine or body. */
export const altersSession = rememberedOf((analysis: Analysis, code: OracleNode): boolean =>
  contains(
    code,
    (node) =>
      node.kind === 'ExecuteImmediate' && /^\s*alter\s+session\b/i.test(analysis.dynamicText(node.text)?.text ?? ''),
  ),
);

/** The COMMIT of an autonomous transaction is none here, or stands on the other connection. */
const endsTransaction = ({ transactionControl, autonomous }: Effects): boolean => transactionControl && !autonomous;

function asOwner(unit: UnitContext, { owner }: RoutineSymbol | PackageSymbol): Rights {
  return { securityDefiner: true, settings: [`search_path = ${regclassText([unit.naming.schemaOf(owner)])}, pg_temp`] };
}

interface Granted {
  readonly objects: ReadonlySet<Symbol>;
  /** Functions that the granted views call, themselves or by views that they read. */
  readonly inViews: ReadonlySet<RoutineSymbol>;
}

/** What the GRANTs of the inputs give to somebody who owns nothing among them. */
const grantedToOthers = remembered((analysis: Analysis): Granted => {
  const objects = new Set<Symbol>();
  const inViews = new Set<RoutineSymbol>();
  for (const unit of analysis.units) {
    if (unit.kind !== 'Grant' || !unit.object || othersAmong(analysis, unit.grantees).length === 0) continue;
    const symbol = analysis.symbolOf(unit.object);
    if (!symbol || objects.has(symbol)) continue;
    objects.add(symbol);
    if (symbol.kind === 'relation') for (const f of functionsOf(analysis, symbol)) inViews.add(f);
  }
  return { objects, inViews };
});

/** The first GRANT that lets others execute the routine or package, and all whom any GRANT of the inputs lets. */
export interface Executors {
  readonly first: Grant;
  readonly names: readonly string[];
}

/** Undefined where no GRANT among the inputs, outside of programs, gives it to anybody who owns nothing among them. */
export const executorsOf = (analysis: Analysis, symbol: Symbol): Executors | undefined =>
  executors(analysis).get(symbol);

const executors = remembered((analysis: Analysis): ReadonlyMap<Symbol, Executors> => {
  const found = new Map<Symbol, { first: Grant; names: string[] }>();
  for (const unit of analysis.units) {
    if (unit.kind !== 'Grant' || !unit.object) continue;
    if (!unit.privileges.some(({ name }) => name === 'EXECUTE' || name.startsWith('ALL'))) continue;
    const symbol = analysis.symbolOf(unit.object);
    const others = othersAmong(analysis, unit.grantees);
    if (!symbol || others.length === 0) continue;
    const known = found.get(symbol);
    if (!known) found.set(symbol, { first: unit, names: [...new Set(others)] });
    else known.names.push(...others.filter((name) => !known.names.includes(name)));
  }
  return found;
});

function functionsOf(
  analysis: Analysis,
  view: RelationSymbol,
  found = new Set<RoutineSymbol>(),
  seen = new Set<RelationSymbol>(),
): ReadonlySet<RoutineSymbol> {
  if (view.definition?.kind !== 'CreateView' || seen.has(view)) return found;
  seen.add(view);
  const { calls, readsTables } = analysis.effectsWithin(view.definition);
  for (const f of calls) found.add(f);
  for (const inner of readsTables) functionsOf(analysis, inner, found, seen);
  return found;
}
