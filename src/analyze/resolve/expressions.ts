import { unreachable } from '../../diagnostics/diagnostic.js';
import type { Case, CursorAttribute, Expr, QualifiedName, Unary } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import { binaryType, commonType, isNumeric } from '../model/operators.js';
import { inSql, type Scope } from '../model/scope.js';
import { type OracleType, unknown } from '../model/types.js';
import { resolveChain } from '../names/names.js';
import { ownerOf } from '../names/symbol-lookup.js';
import { resolveChainValue, resolveMethodOnType } from './chains.js';
import { literalType } from './literals.js';
import { resolveNamedSyntax } from './named-syntax.js';
import { isNulledGroup } from './nulled-groups.js';
import { markWrites, presentBehind, withPresent } from './presence.js';
import { nullable, proven, type Typed } from './typed.js';

const boolean: OracleType = { kind: 'boolean' };
const number: OracleType = { kind: 'number' };

/** Types an expression and everything below it; records type and nullability. */
export function resolveExpr(cx: AnalyzeContext, expr: Expr, scope: Scope): OracleType {
  const known = cx.facts.types.get(expr);
  if (known) return known;
  const typed = typedOf(cx, expr, scope);
  cx.facts.types.set(expr, typed.type);
  if (typed.notNull && !isNulledGroup(expr, scope)) cx.facts.notNull.add(expr);
  return typed.type;
}

function typedOf(cx: AnalyzeContext, expr: Expr, scope: Scope): Typed {
  const type = (e: Expr): OracleType => resolveExpr(cx, e, scope);
  const notNull = (e: Expr): boolean => cx.facts.notNull.has(e);
  switch (expr.kind) {
    case 'NullLiteral':
      return nullable({ kind: 'null' });
    case 'BooleanLiteral':
      return proven(boolean);
    case 'NumberLiteral':
    case 'StringLiteral':
    case 'DatetimeLiteral':
    case 'IntervalLiteral':
      return literalType(expr, scope);
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'CorrelationName':
      return resolveChainValue(cx, expr, scope);
    case 'BindVariable':
      return nullable(unknown);
    case 'InquiryDirective':
      return nullable(inquiredType(expr.name));
    case 'MethodCallOnType':
      return resolveMethodOnType(cx, expr, scope);
    case 'Unary':
      return unary(expr.op, type(expr.operand), notNull(expr.operand));
    case 'Binary': {
      const result = binaryType(expr.op, type(expr.left), type(expr.right), !inSql(scope));
      const [left, right] = [notNull(expr.left), notNull(expr.right)];
      return { type: result, notNull: expr.op === '||' ? left || right : left && right };
    }
    case 'Logical':
      for (const o of expr.operands) type(o);
      return { type: boolean, notNull: expr.operands.every(notNull) };
    case 'Between':
      type(expr.operand);
      type(expr.low);
      type(expr.high);
      return { type: boolean, notNull: notNull(expr.operand) && notNull(expr.low) && notNull(expr.high) };
    case 'InList':
      type(expr.operand);
      for (const i of expr.items) type(i);
      return { type: boolean, notNull: notNull(expr.operand) && expr.items.every(notNull) };
    case 'InQuery':
      type(expr.operand);
      cx.resolveQuery(expr.query, scope);
      return nullable(boolean);
    case 'Like':
      type(expr.operand);
      type(expr.pattern);
      if (expr.escape) type(expr.escape);
      return { type: boolean, notNull: notNull(expr.operand) && notNull(expr.pattern) };
    case 'IsTest':
      type(expr.operand);
      return proven(boolean);
    case 'IsOfType':
      type(expr.operand);
      for (const { name } of expr.types) noteType(cx, name, scope);
      return nullable(boolean);
    case 'Quantified':
      type(expr.left);
      if (isList(expr.right)) for (const e of expr.right) type(e);
      else cx.resolveQuery(expr.right, scope);
      return nullable(boolean);
    case 'Exists':
      cx.resolveQuery(expr.query, scope);
      return proven(boolean);
    case 'Case':
      return resolveCase(cx, expr, scope);
    case 'Cast': {
      // An empty CLOB is not NULL, but no text.
      const fromLob = type(expr.operand).kind === 'clob';
      if (expr.onConversionError) type(expr.onConversionError);
      if (expr.format) type(expr.format);
      if (expr.nls) type(expr.nls);
      const to = cx.typeOfRef(expr.type, scope);
      const mayBeEmpty = fromLob && to.kind !== 'clob';
      return { type: to, notNull: notNull(expr.operand) && !expr.onConversionError && !mayBeEmpty };
    }
    case 'Extract':
      type(expr.operand);
      return {
        type: expr.field === 'TIMEZONE_REGION' || expr.field === 'TIMEZONE_ABBR' ? { kind: 'varchar2' } : number,
        notNull: notNull(expr.operand),
      };
    case 'Trim': {
      if (expr.characters) type(expr.characters);
      const operand = type(expr.operand);
      return nullable(operand.kind === 'clob' ? operand : { kind: 'varchar2' });
    }
    case 'Row':
      for (const i of expr.items) type(i);
      return nullable(unknown);
    case 'Subquery': {
      const columns = cx.resolveQuery(expr.query, scope);
      return nullable(columns.length === 1 ? (columns[0]?.type ?? unknown) : unknown);
    }
    case 'CursorExpr':
      cx.resolveQuery(expr.query, scope);
      return proven({ kind: 'refCursor' });
    case 'MultisetQuery':
      cx.resolveQuery(expr.query, scope);
      return proven(unknown);
    case 'CursorAttribute':
      if (expr.cursor !== 'SQL' && expr.cursor.kind !== 'BindVariable') resolveChain(cx, expr.cursor, scope);
      if (expr.index) type(expr.index);
      return cursorAttribute(expr.attribute);
    case 'OuterJoinMark':
      return nullable(type(expr.operand));
    case 'AtTimeZone':
      type(expr.operand);
      if (expr.zone !== 'LOCAL') type(expr.zone);
      return { type: { kind: 'timestamp', zone: 'zone' }, notNull: notNull(expr.operand) };
    case 'Collate':
      return { type: type(expr.operand), notNull: notNull(expr.operand) };
    case 'Treat':
      type(expr.operand);
      return nullable(cx.typeOfRef(expr.type, scope));
    case 'NamedFunctionSyntax':
      return resolveNamedSyntax(cx, expr, scope);
    case 'Star':
    case 'DefaultMarker':
    case 'UnsupportedExpr':
      return nullable(unknown);
    case 'IteratedElements':
      cx.resolveStatement(expr.loop, scope);
      return nullable(unknown);
    default:
      return unreachable(expr, 'analyze');
  }
}

/**
 * A condition says of the variables in it what holds for its result, and for the branches behind it: in
 * `CASE WHEN v IS NULL THEN … ELSE … END` v holds a value behind ELSE.
 */
function resolveCase(cx: AnalyzeContext, expr: Case, scope: Scope): Typed {
  if (expr.operand) resolveExpr(cx, expr.operand, scope);
  const results: OracleType[] = [];
  let own = cx;
  for (const { when, then } of expr.branches) {
    const mark = markWrites(own);
    for (const e of when) resolveExpr(own, e, scope);
    const [condition] = expr.operand ? [] : when;
    const known = condition && presentBehind(own, condition, mark);
    results.push(resolveExpr(withPresent(own, known?.ifTrue ?? []), then, scope));
    own = withPresent(own, known?.ifNotTrue ?? []);
  }
  if (expr.otherwise) results.push(resolveExpr(own, expr.otherwise, scope));
  const isSet = (e: Expr): boolean => cx.facts.notNull.has(e);
  return {
    type: commonType(results),
    notNull: expr.otherwise !== undefined && isSet(expr.otherwise) && expr.branches.every(({ then }) => isSet(then)),
  };
}

function unary(op: Unary['op'], operand: OracleType, notNull: boolean): Typed {
  switch (op) {
    case 'NOT':
      return { type: boolean, notNull };
    case 'CONNECT_BY_ROOT':
      return { type: operand, notNull };
    // The root of a hierarchy has no prior row.
    case 'PRIOR':
      return nullable(operand);
    default: {
      const keeps = isNumeric(operand) || operand.kind.startsWith('interval') || operand.kind === 'unknown';
      return { type: keeps ? operand : number, notNull };
    }
  }
}

function cursorAttribute(attribute: CursorAttribute['attribute']): Typed {
  const isTest = attribute === 'FOUND' || attribute === 'NOTFOUND' || attribute === 'ISOPEN';
  return {
    type: isTest ? boolean : { kind: 'plsInteger' },
    notNull: attribute === 'ISOPEN' || attribute.startsWith('BULK'),
  };
}

/** `$$PLSQL_LINE` and others. */
function inquiredType(name: string): OracleType {
  if (name === 'PLSQL_LINE') return { kind: 'plsInteger' };
  return name === 'PLSQL_UNIT' ? { kind: 'varchar2' } : unknown;
}

/** Notes which type a name of IS OF means. */
function noteType(cx: AnalyzeContext, name: QualifiedName, scope: Scope): void {
  const symbol = cx.catalog.lookup(
    name.parts.map((p) => p.name),
    ownerOf(scope),
  );
  if (symbol) cx.facts.symbols.set(name, symbol);
}

function isList(right: readonly Expr[] | { readonly kind: 'Query' }): right is readonly Expr[] {
  return Array.isArray(right);
}
