import type { Analysis } from '../../../analyze/analysis.js';
import type { PackageSymbol, RoutineSymbol, Symbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { bind } from '../../../analyze/names/overloads.js';
import { lastName } from '../../../ir/dotted.js';
import { isAnyOf, isSql } from '../../../ir/kinds.js';
import type { Block, Call, Member, Name } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { isWithin } from '../../../ir/span.js';
import { forEachChild } from '../../../ir/walk.js';
import type { Uncompiled } from '../../../parse/build/plsql/uncompiled.js';
import type { UnitContext } from '../../context.js';
import { ambiguousIn } from './ambiguous-statements.js';

/**
 * Why Oracle does not compile a block or routine whose names mean what is hidden from it, or several things; undefined
 * where nothing of this kind stands in it. (Database Error Messages, PLS-00302, PLS-00307, PLS-00371)
 */
export function uncompiledNames(unit: UnitContext, root: OracleNode): Uncompiled | undefined {
  const { analysis } = unit;
  const twice = new Set<Symbol>();
  const beside = new Map<Symbol, readonly RoutineSymbol[]>();
  let found: Uncompiled | undefined;
  const visit = (node: OracleNode, inSql: boolean): void => {
    if (found || node.kind === 'ExecuteImmediate') return;
    if (!inSql && isSql(node)) found = ambiguousColumn(analysis, node);
    if (found) return;
    if (node.kind === 'Block') noteDeclarations(analysis, node, twice, beside);
    if (node.kind === 'Name' || node.kind === 'Call' || node.kind === 'Member')
      found = hidden(unit, node) ?? declaredTwice(analysis, node, twice) ?? ambiguous(analysis, node, beside);
    // What is called has its arguments, which stand in the call.
    forEachChild(node, (child) => {
      if (node.kind !== 'Call' || child !== node.callee || child.kind !== 'Name') visit(child, inSql || isSql(node));
    });
  };
  visit(root, false);
  return found;
}

function ambiguousColumn(analysis: Analysis, statement: OracleNode): Uncompiled | undefined {
  const name = ambiguousIn(analysis, statement);
  return name && { span: name.span, error: `PL/SQL: ${name.failure.text}` };
}

/** What a block declares twice, and its routines of one name. */
function noteDeclarations(
  analysis: Analysis,
  { declarations }: Block,
  twice: Set<Symbol>,
  beside: Map<Symbol, readonly RoutineSymbol[]>,
): void {
  const names = new Set<string>();
  const routines = new Map<string, Set<RoutineSymbol>>();
  for (const d of declarations) {
    const symbol = analysis.declaredBy(d);
    if (symbol?.kind === 'routine') {
      const own = routines.get(symbol.name) ?? new Set();
      routines.set(symbol.name, own.add(symbol));
      beside.set(symbol, [...own]);
      for (const other of own) beside.set(other, [...own]);
    }
    if (d.kind !== 'VariableDeclaration' || symbol?.kind !== 'variable') continue;
    if (names.has(d.name.name)) for (const s of sameName(analysis, declarations, d.name.name)) twice.add(s);
    names.add(d.name.name);
  }
}

const sameName = (analysis: Analysis, declarations: Block['declarations'], name: string): readonly Symbol[] =>
  declarations.flatMap((d) => {
    const symbol = d.kind === 'VariableDeclaration' && d.name.name === name ? analysis.declaredBy(d) : undefined;
    return symbol ? [symbol] : [];
  });

/** A variable that is declared twice beside itself may not be named. (PL/SQL Language Reference, "Scope and Visibility of Identifiers") */
function declaredTwice(
  analysis: Analysis,
  node: Name | Call | Member,
  twice: ReadonlySet<Symbol>,
): Uncompiled | undefined {
  if (twice.size === 0) return undefined;
  const { base } = analysis.resolve(node);
  return base.kind === 'variable' && twice.has(base.variable)
    ? { span: node.span, error: `PLS-00371: at most one declaration for '${base.variable.name}' is permitted` }
    : undefined;
}

/**
 * What a package declares in its body alone is not seen from outside. A specification may show more than it does here
 * where it is compiled under conditions.
 */
function hidden({ analysis, textOf }: UnitContext, node: Name | Call | Member): Uncompiled | undefined {
  const { base } = analysis.resolve(node);
  const symbol = base.kind === 'routine' ? base.routine : base.kind === 'variable' ? base.variable : undefined;
  if (symbol?.container?.kind !== 'package' || (symbol.kind === 'variable' && symbol.storage !== 'package'))
    return undefined;
  const { container, name } = symbol;
  if (!container.specification || !container.body || container.publicNames.has(name)) return undefined;
  const isOutside = analysis.units.every((unit) => {
    if (unit.kind === 'CreatePackageBody' && lastName(unit.name) === container.name)
      return !isWithin(node.span, unit.span);
    if (unit.kind !== 'CreatePackage' || lastName(unit.name) !== container.name) return true;
    return !shows(analysis, unit, name) && !/\$if\b/i.test(textOf?.(unit.span) ?? '');
  });
  return isOutside ? { span: node.span, error: `PLS-00302: component '${name}' must be declared` } : undefined;
}

function shows(analysis: Analysis, unit: Extract<PackageSymbol['specification'], object>, name: string): boolean {
  const declared = analysis.declared(unit);
  return declared?.kind === 'package' && declared.publicNames.has(name);
}

/**
 * Several routines of a name whose parameters take the arguments with the same types: defaults do not tell them apart.
 * (PL/SQL Language Reference, "Subprogram Overload Errors")
 */
function ambiguous(
  analysis: Analysis,
  node: Name | Call | Member,
  beside: ReadonlyMap<Symbol, readonly RoutineSymbol[]>,
): Uncompiled | undefined {
  const { base } = analysis.resolve(node);
  if (base.kind !== 'routine' || base.routine.container?.kind === 'objectType') return undefined;
  const { routine, args } = base;
  const written = node.kind === 'Call' ? node.args : [];
  if (args.filter((a) => a.actual).length !== written.length) return undefined;
  const others = siblings(routine, beside).filter((s) => s !== routine && s.routine === routine.routine);
  const isSame = (other: RoutineSymbol): boolean => {
    const bound = bind(other, written);
    return (
      bound !== undefined &&
      args.every(({ actual, parameter }) => {
        const there = actual && bound.find((x) => x.actual === actual);
        if (!actual || !there) return !actual;
        const types = [parameter.variable.type, there.parameter.variable.type] as const;
        return areAlike(...types) || (actual.kind === 'NullLiteral' && types.every(isScalar));
      })
    );
  };
  return others.some(isSame)
    ? { span: node.span, error: `PLS-00307: too many declarations of '${routine.name}' match this call` }
    : undefined;
}

function siblings(
  routine: RoutineSymbol,
  beside: ReadonlyMap<Symbol, readonly RoutineSymbol[]>,
): readonly RoutineSymbol[] {
  if (routine.container?.kind !== 'package' || routine.nested) return beside.get(routine) ?? [];
  const all = routine.container.members.get(routine.name) ?? [];
  return all.filter((s): s is RoutineSymbol => s.kind === 'routine' && s.public === routine.public);
}

/** NULL is none of them more than another. */
const isScalar = ({ kind }: OracleType): boolean => isAnyOf(kind, 'number', 'varchar2', 'date');

/** Types of which no conversion is nearer. */
function areAlike(a: OracleType, other: OracleType): boolean {
  switch (a.kind) {
    case 'number':
      return other.kind === 'number' && a.float === other.float;
    case 'varchar2':
      return other.kind === 'varchar2' && a.national === other.national;
    case 'date':
    case 'boolean':
    case 'blob':
    case 'plsInteger':
    case 'binaryDouble':
      return other.kind === a.kind;
    default:
      return false;
  }
}
