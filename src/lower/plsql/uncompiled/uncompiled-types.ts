import type { Analysis } from '../../../analyze/analysis.js';
import type { Symbol, TypeSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { isAnyOf, isSql } from '../../../ir/kinds.js';
import type { Block, Call, Expr, Fetch, Member, Name } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { forEachChild } from '../../../ir/walk.js';
import type { Uncompiled } from '../../../parse/uncompiled/uncompiled.js';
import type { UnitContext } from '../../context.js';
import { isOfType } from '../../objects/hierarchy.js';

/**
 * Why Oracle does not compile a block or routine whose values are of other types than what takes them, or that calls a
 * routine of its own before it is declared; undefined where nothing of this kind stands in it. (Database Error Messages,
 * PLS-00313, PLS-00382, PLS-00394)
 */
export function uncompiledTypes({ analysis }: UnitContext, root: OracleNode): Uncompiled | undefined {
  let found: Uncompiled | undefined;
  /** Routines of blocks around whose declarations have not been reached. */
  const visit = (node: OracleNode, later: ReadonlySet<Symbol>): void => {
    if (found || node.kind === 'ExecuteImmediate' || isSql(node)) return;
    found = ofNode(analysis, node, later);
    if (node.kind !== 'Block') {
      forEachChild(node, (child) => visit(child, later));
      return;
    }
    const ahead = routinesAhead(analysis, node);
    forEachChild(node, (child) => visit(child, new Set([...later, ...(ahead.get(child) ?? [])])));
  };
  visit(root, new Set());
  return found;
}

function ofNode(analysis: Analysis, node: OracleNode, later: ReadonlySet<Symbol>): Uncompiled | undefined {
  switch (node.kind) {
    case 'Assignment':
      return isVariable(node.target) ? ofValue(analysis, analysis.typeOf(node.target), node.value) : undefined;
    case 'Fetch':
      return ofFetch(analysis, node);
    case 'Name':
    case 'Call': {
      if (later.size === 0) return undefined;
      const { base } = analysis.resolve(node);
      return base.kind === 'routine' && later.has(base.routine)
        ? { span: node.span, error: `PLS-00313: '${base.routine.name}' not declared in this scope` }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Of each declaration of a block: the routines that are declared behind it for the first time. */
function routinesAhead(analysis: Analysis, { declarations }: Block): ReadonlyMap<OracleNode, readonly Symbol[]> {
  const first = new Map<Symbol, number>();
  for (const [i, d] of declarations.entries()) {
    const symbol = analysis.declaredBy(d);
    if (symbol?.kind === 'routine' && !first.has(symbol)) first.set(symbol, i);
  }
  return new Map(
    declarations.map((d, i) => [d, [...first].filter(([, at]) => at > i).map(([symbol]) => symbol)] as const),
  );
}

const isVariable = (node: OracleNode): node is Name | Member | Call =>
  node.kind === 'Name' || node.kind === 'Member' || node.kind === 'Call';

/**
 * Types with names of their own are different ones, however alike they are, but for objects of a type below; an
 * associative array is never NULL.
 */
function ofValue(analysis: Analysis, to: OracleType, value: Expr): Uncompiled | undefined {
  const wrong: Uncompiled = { span: value.span, error: 'PLS-00382: expression is of wrong type' };
  if (value.kind === 'NullLiteral')
    return to.kind === 'collection' && to.collection.variant === 'associativeArray' ? wrong : undefined;
  if (!isVariable(value) || analysis.resolve(value).base.kind !== 'variable') return undefined;
  const from = analysis.typeOf(value);
  if (from.kind === 'object' && to.kind === 'object') return isOfType(from.object, to.object) ? undefined : wrong;
  const own = declaredType(to);
  const other = declaredType(from);
  return own && other && own.name !== other.name ? wrong : undefined;
}

/** The type of a record or collection that PL/SQL code declares under a name. */
function declaredType(type: OracleType) {
  if (type.kind === 'collection') return isOfCode(type.collection) ? type.collection : undefined;
  if (type.kind !== 'record' || type.identity.kind !== 'declared') return undefined;
  const { symbol } = type.identity;
  // The row of a cursor is assigned by position.
  return isOfCode(symbol) && !symbol.ofCursorRow && !symbol.query ? symbol : undefined;
}

const isOfCode = ({ container, anonymous }: TypeSymbol): boolean => container !== undefined || anonymous === true;

/** FETCH of a cursor of a known query has a variable for each of its columns, or one for all. */
function ofFetch(analysis: Analysis, { cursor, into }: Fetch): Uncompiled | undefined {
  const base = isVariable(cursor) ? analysis.resolve(cursor).base : undefined;
  if (base?.kind !== 'cursor') return undefined;
  const { fields } = base.cursor.row;
  const types = into.targets.map((target) => analysis.typeOf(target));
  const taken = into.bulk ? types.map((t) => (t.kind === 'collection' ? t.collection.element : undefined)) : types;
  const isKnown = fields.length > 0 && fields.every(({ type }) => type.kind !== 'unknown');
  return isKnown && taken.every((t) => t && isScalar(t)) && taken.length !== fields.length
    ? { span: into.span, error: 'PLS-00394: wrong number of values in the INTO list of a FETCH statement' }
    : undefined;
}

const isScalar = ({ kind }: OracleType): boolean =>
  isAnyOf(
    kind,
    'number',
    'plsInteger',
    'varchar2',
    'char',
    'date',
    'timestamp',
    'boolean',
    'binaryDouble',
    'binaryFloat',
  );
