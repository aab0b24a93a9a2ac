import type { CursorSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { CursorAttribute, Expr, QualifiedName } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { walk } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { foldName, shorten } from '../../naming/naming.js';

/**
 * What a cursor in the source is: declared with a query, or a variable of REF CURSOR type; in a package or in the body.
 */
export interface CursorIdentity {
  readonly symbol: CursorSymbol | VariableSymbol;
  readonly package: boolean;
  /** Name of the PL/pgSQL variable, or of the portal of a package cursor. */
  readonly name: string;
}

/** The portal of a package's cursor: a name of one part, which PostgreSQL would cut beyond its limit. */
export const packagePortal = (schema: string, cursor: string): string => shorten(`${schema}.${foldName(cursor)}`);

/** The cursor or cursor variable that an expression names; undefined of one in a record or collection. */
export function cursorOf(unit: UnitContext, name: QualifiedName | Expr): CursorIdentity | undefined {
  let symbol = name.kind === 'QualifiedName' ? unit.analysis.symbolOf(name) : undefined;
  if (name.kind === 'Name' || name.kind === 'Member' || name.kind === 'Call') {
    const { base, steps } = unit.analysis.resolve(name);
    if (steps.length > 0) return undefined;
    if (base.kind === 'cursor') symbol = base.cursor;
    if (base.kind === 'variable') symbol = base.variable;
  }
  if (symbol?.kind === 'cursor') {
    const inPackage = symbol.variable.storage === 'package';
    const schema = symbol.container?.kind === 'package' ? unit.naming.packageSchema(symbol.container) : '';
    return {
      symbol,
      package: inPackage,
      name: inPackage ? packagePortal(schema, symbol.name) : foldName(symbol.name),
    };
  }
  return symbol?.kind === 'variable' ? cursorIn(symbol) : undefined;
}

/** The cursor that a cursor variable names. */
export const cursorIn = (symbol: VariableSymbol): CursorIdentity | undefined =>
  symbol.type.kind === 'refCursor'
    ? { symbol, package: symbol.storage === 'package', name: foldName(symbol.name) }
    : undefined;

/** Is it a cursor in a record? */
export function isCursorField(unit: UnitContext, expr: Expr): boolean {
  if (expr.kind !== 'Name' && expr.kind !== 'Member') return false;
  const { base, steps, type } = unit.analysis.resolve(expr);
  return base.kind === 'variable' && steps.length > 0 && type.kind === 'refCursor';
}

/** Which attributes of a cursor a body reads. */
function attributesRead(
  unit: UnitContext,
  body: OracleNode,
  symbol: CursorSymbol | VariableSymbol,
): ReadonlySet<CursorAttribute['attribute']> {
  const found = new Set<CursorAttribute['attribute']>();
  walk(body, (node) => {
    if (node.kind === 'CursorAttribute') {
      if (
        node.cursor !== 'SQL' &&
        node.cursor.kind !== 'BindVariable' &&
        cursorOf(unit, node.cursor)?.symbol === symbol
      )
        found.add(node.attribute);
    }
  });
  return found;
}

const asked = new WeakMap<CursorSymbol | VariableSymbol, boolean>();

/** May something read attributes of the package's cursor? Of one that its body declares, only that body can. */
export function mayBeAsked(unit: UnitContext, symbol: CursorSymbol | VariableSymbol): boolean {
  const known = asked.get(symbol);
  if (known !== undefined) return known;
  const { span } = symbol;
  const body = unit.analysis.units.find(
    (u) =>
      u.kind === 'CreatePackageBody' &&
      u.span.file === span.file &&
      u.span.start <= span.start &&
      u.span.end >= span.end,
  );
  const answer = !body || attributesRead(unit, body, symbol).size > 0;
  asked.set(symbol, answer);
  return answer;
}

const read = new WeakMap<CursorSymbol | VariableSymbol, boolean>();

/** Does one of the inputs read attributes of the cursor? */
export function isAsked(unit: UnitContext, symbol: CursorSymbol | VariableSymbol): boolean {
  const known = read.get(symbol) ?? unit.analysis.units.some((u) => attributesRead(unit, u, symbol).size > 0);
  read.set(symbol, known);
  return known;
}
