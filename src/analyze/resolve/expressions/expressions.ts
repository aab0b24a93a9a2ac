import { unreachable } from '../../../diagnostics/diagnostic.js';
import type { Case, CursorAttribute, Expr } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import { commonType } from '../../model/operators.js';
import type { Scope } from '../../model/scope.js';
import { type OracleType, unknown } from '../../model/types.js';
import { resolveChain } from '../../names/names.js';
import { markWrites, presentBehind, withPresent } from '../plsql/presence.js';
import { isNulledGroup } from '../queries/nulled-groups.js';
import { resolveChainValue, resolveMethodOnType } from './chains.js';
import { resolveCondition } from './conditions.js';
import { literalType } from './literals.js';
import { resolveNamedSyntax } from './named-syntax.js';
import { resolveOperation } from './operations.js';
import { nullable, proven, type Typed } from './typed.js';

const boolean: OracleType = { kind: 'boolean' };

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
  switch (expr.kind) {
    case 'NullLiteral':
    case 'BooleanLiteral':
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
    case 'InquiryDirective':
      return nullable(inquiredType(expr.name));
    case 'MethodCallOnType':
      return resolveMethodOnType(cx, expr, scope);
    case 'CursorAttribute':
      if (expr.cursor !== 'SQL' && expr.cursor.kind !== 'BindVariable') resolveChain(cx, expr.cursor, scope);
      if (expr.index) resolveExpr(cx, expr.index, scope);
      return cursorAttribute(expr.attribute);
    case 'Unary':
    case 'Binary':
    case 'Cast':
    case 'Extract':
    case 'Trim':
    case 'AtTimeZone':
    case 'Collate':
    case 'Treat':
    case 'OuterJoinMark':
      return resolveOperation(cx, expr, scope);
    case 'Logical':
    case 'Between':
    case 'InList':
    case 'InQuery':
    case 'Like':
    case 'IsTest':
    case 'IsOfType':
    case 'Quantified':
    case 'Exists':
      return resolveCondition(cx, expr, scope);
    case 'Case':
      return resolveCase(cx, expr, scope);
    case 'Row':
      for (const i of expr.items) resolveExpr(cx, i, scope);
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
    case 'NamedFunctionSyntax':
      return resolveNamedSyntax(cx, expr, scope);
    case 'IteratedElements':
      cx.resolveStatement(expr.loop, scope);
      return nullable(unknown);
    case 'BindVariable':
    case 'Star':
    case 'DefaultMarker':
    case 'UnsupportedExpr':
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
