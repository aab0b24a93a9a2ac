import type { Analysis, ResolvedBase } from '../../../analyze/analysis.js';
import type { RoutineSymbol, Symbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { bind } from '../../../analyze/names/overloads.js';
import { lastName } from '../../../ir/dotted.js';
import { isAnyOf, isSql } from '../../../ir/kinds.js';
import type { Block, Call, Member, Name, QualifiedName } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { forEachChild } from '../../../ir/walk.js';
import type { Uncompiled } from '../../../parse/uncompiled/uncompiled.js';
import type { UnitContext } from '../../context.js';
import { declaredNames, hiddenMember } from './hidden-members.js';
import { ambiguousIn } from './invalid-names.js';

/**
 * Why Oracle does not compile a block or routine whose names mean what is hidden from it, or several things; undefined
 * where nothing of this kind stands in it. (Database Error Messages, ORA-00918, PLS-00302, PLS-00307, PLS-00371)
 * @param given where the block is that of a text: what its program gives for the bind variables
 */
export function uncompiledNames(
  unit: UnitContext,
  root: OracleNode,
  given?: readonly OracleNode[],
): Uncompiled | undefined {
  const { analysis } = unit;
  const twice: DeclaredTwice = { symbols: new Set(), types: new Set() };
  const beside = new Map<Symbol, readonly RoutineSymbol[]>();
  const declared = declaredNames(root);
  const ofProgram = new Set(given);
  const hidden = (node: Name | Call | Member | QualifiedName): Uncompiled | undefined => {
    const member = hiddenMember(unit, node, { isInText: given !== undefined });
    return member && { span: member.span, error: `PLS-00302: component '${member.member}' must be declared` };
  };
  let found: Uncompiled | undefined;
  const visit = (node: OracleNode, inSql: boolean): void => {
    if (found || node.kind === 'ExecuteImmediate' || ofProgram.has(node)) return;
    if (!inSql && isSql(node)) found = ambiguousColumn(analysis, node);
    if (found) return;
    if (node.kind === 'Block') noteDeclarations(analysis, node, twice, beside);
    if (node.kind === 'QualifiedName' && !inSql) {
      const isHidden = node.parts.length > 1 && !declared.has(node.parts[0]?.name ?? '');
      found = isHidden ? hidden(node) : namedTwice(analysis, node, twice);
    }
    if (node.kind === 'Name' || node.kind === 'Call' || node.kind === 'Member')
      found = hidden(node) ?? declaredTwice(analysis, node, twice) ?? ambiguous(analysis, node, beside);
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

interface DeclaredTwice {
  readonly symbols: Set<Symbol>;
  /** Names of types. */
  readonly types: Set<string>;
}

/** What a block declares twice, and its routines of one name. */
function noteDeclarations(
  analysis: Analysis,
  { declarations }: Block,
  twice: DeclaredTwice,
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
    if (symbol?.kind === 'routine' || !('name' in d) || typeof d.name === 'string') continue;
    const { name } = d.name;
    if (names.has(name)) for (const s of sameName(analysis, declarations, name)) twice.symbols.add(s);
    if (names.has(name) && isAnyOf(d.kind, ...typeDeclarations)) twice.types.add(name);
    names.add(name);
  }
}

const typeDeclarations = [
  'SubtypeDeclaration',
  'RecordTypeDeclaration',
  'CollectionTypeDeclaration',
  'RefCursorTypeDeclaration',
] as const;

const sameName = (analysis: Analysis, declarations: Block['declarations'], name: string): readonly Symbol[] =>
  declarations.flatMap((d) => {
    const symbol = analysis.declaredBy(d);
    return symbol && symbol.kind !== 'routine' && symbol.name === name ? [symbol] : [];
  });

/**
 * What is declared twice beside itself may not be named. (PL/SQL Language Reference, "Scope and Visibility of
 * Identifiers")
 */
function declaredTwice(analysis: Analysis, node: Name | Call | Member, twice: DeclaredTwice): Uncompiled | undefined {
  if (twice.symbols.size === 0) return undefined;
  const symbol = symbolOfBase(analysis.resolve(node).base);
  return symbol && twice.symbols.has(symbol) ? atMostOne(node.span, symbol.name) : undefined;
}

function symbolOfBase(base: ResolvedBase): Symbol | undefined {
  switch (base.kind) {
    case 'variable':
      return base.variable;
    case 'cursor':
      return base.cursor;
    case 'exception':
      return base.exception;
    case 'type':
    case 'constructor':
      return base.type;
    default:
      return undefined;
  }
}

function namedTwice(analysis: Analysis, name: QualifiedName, twice: DeclaredTwice): Uncompiled | undefined {
  const only = name.parts.length === 1 ? lastName(name) : '';
  if (twice.types.has(only)) return atMostOne(name.span, only);
  const symbol = twice.symbols.size === 0 ? undefined : analysis.symbolOf(name);
  return symbol && twice.symbols.has(symbol) ? atMostOne(name.span, symbol.name) : undefined;
}

const atMostOne = (span: Span, name: string): Uncompiled => ({
  span,
  error: `PLS-00371: at most one declaration for '${name}' is permitted`,
});

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
