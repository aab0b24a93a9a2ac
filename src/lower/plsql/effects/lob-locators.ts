import type { Analysis, ResolvedBase } from '../../../analyze/analysis.js';
import type { RelationSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import { wholeVariable } from '../../../analyze/names/whole-variable.js';
import { memberWritesLob } from '../../../analyze/oracle/supplied-packages.js';
import type { Call, CallStatement, Expr, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { isWithin } from '../../../ir/span.js';
import { nodesOf, walk } from '../../../ir/walk.js';
import { isPartitioned } from '../../expressions/row-address.js';
import { foldName } from '../../naming/naming.js';
import { rememberedOf } from '../../remembered.js';
import { fetchesLobs, givesLobsOfText, isFromRow, isOfRow } from './lobs-of-rows.js';

/*
 * A LOB variable filled by SELECT INTO or by RETURNING is a locator of the row's LOB: what DBMS_LOB writes through it
 * is written to the row. (SecureFiles and Large Objects Developer's Guide, "LOB Locators and Transaction Boundaries";
 * PL/SQL Packages, "DBMS_LOB")
 *   select c into l from t where … for update;   →  select c, id into strict l, l_id from t where … for update;
 * dbms_lob.writeappend(l, …);                  →  l := …;  if l_id is not null then update t set c = l where id = l_id;
 * … The transaction has to have locked the row, be it by an INSERT or UPDATE before a SELECT INTO that does not: else
 * ORA-22920. A table without primary key is known by the row's place, ctid. Here stands which variables are locators, and of
 * what; lob-rows.ts makes the statements.
 */

/** Where the LOB of a variable lives. */
export interface Locator {
  readonly table: RelationSymbol;
  readonly column: string;
  /** The nested routine that alone fills the variable of a routine around it, and writes through it. */
  readonly home?: RoutineDefinition;
  /** A query without FOR UPDATE fills it: the row may not be locked when it is written to. */
  readonly unlocked?: true;
}

/**
 * The column that a LOB variable is a locator of, where something writes through it. 'unclear' where it may be one of
 * several, where the row is not known, and where the variable is one of a package.
 */
export const locatorOf = rememberedOf((analysis: Analysis, variable: VariableSymbol) =>
  isLob(variable) ? determine(analysis, variable) : undefined,
);

const isLob = ({ type }: VariableSymbol): boolean => type.kind === 'clob' || type.kind === 'blob';

/** The block or body that declares the variable. */
function scopeOf(variable: VariableSymbol): OracleNode | undefined {
  if (variable.block) return variable.block;
  const { container } = variable;
  return variable.storage === 'parameter' && container?.kind === 'routine' ? container.definition?.body : undefined;
}

/** Where the variable may be filled and written through; a variable of a package anywhere. */
function placesOf(analysis: Analysis, variable: VariableSymbol): readonly OracleNode[] {
  const scope = scopeOf(variable);
  if (scope) return [scope];
  const { container, storage } = variable;
  if (storage !== 'package' || container?.kind !== 'package') return [];
  if (container.publicNames.has(variable.name)) return analysis.units;
  return container.body ? [container.body] : [];
}

function determine(analysis: Analysis, variable: VariableSymbol): Locator | 'unclear' | undefined {
  let found: Locator | 'unclear' | undefined;
  let written = false;
  const fills = new Map<OracleNode, RoutineDefinition | undefined>();
  const writers = new Set<RoutineDefinition | undefined>();
  const note = (source: Locator | 'unclear'): void => {
    const same =
      found === undefined ||
      (found !== 'unclear' && source !== 'unclear' && found.table === source.table && found.column === source.column);
    found = same ? source : 'unclear';
  };
  const visit = (place: OracleNode, within: RoutineDefinition | undefined): void =>
    walk(place, (node) => {
      if (node.kind === 'RoutineDefinition' && node !== place) {
        visit(node, variable.storage === 'package' ? undefined : node);
        return false;
      }
      if (node.kind === 'CallStatement' && writtenBy(analysis, node).includes(variable)) {
        written = true;
        if (writtenDirectly(analysis, node).includes(variable)) writers.add(within);
      }
      const source = sourceIn(analysis, node, variable);
      if (source) {
        note(source);
        fills.set(node, within);
      }
      return true;
    });
  for (const place of placesOf(analysis, variable)) visit(place, undefined);
  if (!written || !found) return undefined;
  // The key of the row would have to be kept beside the variable for the session.
  if (variable.storage === 'package' || found === 'unclear') return 'unclear';
  const homes = new Set(fills.values());
  const [home] = homes;
  const unlocked = [...fills.keys()].some((node) => node.kind === 'SelectInto' && !node.query.forUpdate);
  const locator: Locator = unlocked ? { ...found, unlocked } : found;
  if (homes.size === 1 && home === undefined) return locator;
  // The key is kept by one routine, for as long as it runs.
  const isOwn = homes.size === 1 && [...writers].every((writer) => writer === home);
  const [fill] = fills.keys();
  return home && fill && isOwn && comesFirst(home, fill) ? { ...locator, home } : 'unclear';
}

/** Does every run of the routine come to the statement, before all that stands behind it? */
const comesFirst = ({ body }: RoutineDefinition, { span }: OracleNode): boolean =>
  body.kind === 'Block' &&
  body.body.some((s) => (s.kind === 'SelectInto' || s.kind === 'DmlInBlock') && isWithin(span, s.span));

/** What the node makes the variable a locator of. */
export function sourceIn(
  analysis: Analysis,
  node: OracleNode,
  variable: VariableSymbol,
): Locator | 'unclear' | undefined {
  const at = (targets: readonly Expr[]): number => targets.findIndex((t) => wholeVariable(analysis, t) === variable);
  switch (node.kind) {
    case 'SelectInto': {
      const { query } = node;
      if (query.body.kind !== 'Select' || !query.body.into) return undefined;
      const i = at(query.body.into.targets);
      if (i < 0) return undefined;
      const item = query.body.items[i];
      if (!query.forUpdate && !(item && isColumn(analysis, item.value))) return undefined;
      return query.body.from.length === 1 && item ? columnOf(analysis, item.value) : 'unclear';
    }
    case 'Insert':
    case 'Update': {
      const { returning } = node;
      const i = at(returning?.into?.targets ?? []);
      const item = returning?.items[i];
      if (i < 0 || !item) return undefined;
      return returning?.into?.bulk ? 'unclear' : columnOf(analysis, item);
    }
    case 'Fetch':
      return at(node.into.targets) >= 0 && fetchesLobs(analysis, node.cursor) ? 'unclear' : undefined;
    case 'ExecuteImmediate':
      return at(node.into?.targets ?? []) >= 0 && givesLobsOfText(analysis, node.text) ? 'unclear' : undefined;
    case 'Call':
      return handedBack(analysis, node).some((target) => at([target]) >= 0) ? 'unclear' : undefined;
    // What is assigned is the locator, not the LOB: both stand for the row then.
    case 'Assignment':
      return at([node.target]) >= 0 && isOfRow(analysis, node.value) ? 'unclear' : undefined;
    case 'VariableDeclaration':
      return node.initial && analysis.declaredBy(node) === variable && isOfRow(analysis, node.initial)
        ? 'unclear'
        : undefined;
    default:
      return undefined;
  }
}

/** What a call hands back that came from rows FOR UPDATE; what the routine writes itself goes to its own row. */
function handedBack(analysis: Analysis, call: Call): readonly Expr[] {
  const { base } = analysis.resolve(call);
  if (base.kind !== 'routine') return [];
  return base.args.flatMap(({ parameter: { mode, variable }, actual }) => {
    if (mode === 'IN' || !actual || !isLob(variable) || !isFromRow(analysis, variable)) return [];
    return mode === 'OUT' || !isWrittenThrough(analysis, variable) ? [actual] : [];
  });
}

/** What a query makes of columns is a temporary LOB. */
function isColumn(analysis: Analysis, expr: Expr): boolean {
  if (expr.kind !== 'Name') return false;
  const { base, steps } = analysis.resolve(expr);
  return base.kind === 'column' && steps.length === 0;
}

function columnOf(analysis: Analysis, expr: Expr): Locator | 'unclear' {
  if (expr.kind !== 'Name') return 'unclear';
  const { base, steps } = analysis.resolve(expr);
  if (base.kind !== 'column' || steps.length > 0 || base.source.relation?.relation !== 'table') return 'unclear';
  return { table: base.source.relation, column: base.column.name };
}

/** The LOB variables that a call may write through. */
export function writtenBy(analysis: Analysis, s: CallStatement): readonly VariableSymbol[] {
  const direct = writtenDirectly(analysis, s);
  const { call } = s;
  if (call.kind === 'BindVariable' || call.kind === 'MethodCallOnType') return direct;
  const { base } = analysis.resolve(call);
  if (base.kind !== 'routine' || !base.routine.nested) return direct;
  const captured = analysis.capturesOf(base.routine).flatMap((c) => (c.written && isLob(c.variable) ? c.variable : []));
  return [...direct, ...captured];
}

/** The LOB variables that a call names, as what DBMS_LOB writes to or as an IN OUT parameter that it may write to. */
export function writtenDirectly(analysis: Analysis, s: CallStatement): readonly VariableSymbol[] {
  const { written, handedOn } = lobsNamed(analysis, s);
  const through = handedOn.flatMap(({ lob, to }) => (isWrittenThrough(analysis, to) ? lob : []));
  return written ? [written, ...through] : through;
}

/** The LOB variable that a call of DBMS_LOB writes to, and those that a call hands over to IN OUT parameters. */
function lobsNamed(
  analysis: Analysis,
  { call }: CallStatement,
): {
  readonly written: VariableSymbol | undefined;
  readonly handedOn: readonly { readonly lob: VariableSymbol; readonly to: VariableSymbol }[];
} {
  if (call.kind === 'BindVariable' || call.kind === 'MethodCallOnType') return { written: undefined, handedOn: [] };
  const { base } = analysis.resolve(call);
  const lobOf = (expr: Expr | undefined): VariableSymbol | undefined => {
    const variable = wholeVariable(analysis, expr);
    return variable && isLob(variable) ? variable : undefined;
  };
  const written = base.kind === 'supplied' ? lobOf(destinationOf(base)) : undefined;
  if (base.kind !== 'routine') return { written, handedOn: [] };
  const handedOn = base.args.flatMap(({ parameter, actual }) => {
    const lob = parameter.mode === 'IN OUT' ? lobOf(actual) : undefined;
    return lob ? [{ lob, to: parameter.variable }] : [];
  });
  return { written, handedOn };
}

/** May a routine write through the LOB of the parameter, itself or by what it hands it on to? */
const isWrittenThrough = rememberedOf((analysis: Analysis, parameter: VariableSymbol): boolean => {
  const reached = new Set([parameter]);
  for (const own of reached) {
    const body = own.container?.kind === 'routine' ? own.container.definition?.body : undefined;
    if (!body) return true;
    for (const call of nodesOf(body, 'CallStatement')) {
      const { written, handedOn } = lobsNamed(analysis, call);
      if (written === own) return true;
      for (const { lob, to } of handedOn) if (lob === own) reached.add(to);
    }
  }
  return false;
});

/** The LOB that a procedure of DBMS_LOB writes to; undefined of others. */
export function destinationOf(base: SuppliedCall): Expr | undefined {
  if (!memberWritesLob(base)) return undefined;
  const { args } = base;
  return (args.find(({ name }) => name?.name === 'LOB_LOC' || name?.name === 'DEST_LOB') ?? args[0])?.value;
}

type SuppliedCall = Extract<ResolvedBase, { kind: 'supplied' }>;

/** Does the call change a row through a locator? */
export function writesThroughLocator(analysis: Analysis, s: CallStatement): boolean {
  return writtenBy(analysis, s).some((v) => locatorOf(analysis, v) !== undefined);
}

/**
 * What tells the rows of a table apart: its primary key, or their place, in a partitioned table that in the partition.
 */
export function rowKey({ table }: Locator): readonly string[] {
  const key = table.keys.find((k) => k.primary);
  if (key && key.columns.length > 0) return key.columns.map(foldName);
  return isPartitioned(table) ? ['ctid', 'tableoid'] : ['ctid'];
}
