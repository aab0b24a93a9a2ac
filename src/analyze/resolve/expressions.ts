import { unreachable } from '../../diagnostics/diagnostic.js';
import type { Expr, FunctionSyntaxItem, Identifier, Star, WindowSpec } from '../../ir/oracle/index.js';
import type { Resolution, RowSource } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { binaryType, commonType, isNumeric } from '../model/operators.js';
import { inSql, type Scope } from '../model/scope.js';
import type { OracleType } from '../model/types.js';
import { unknown } from '../model/types.js';
import { methodOnType } from '../names/method-on-type.js';
import { resolveChain } from '../names/names.js';
import { ownerOf } from '../names/symbol-lookup.js';
import { noteUse } from '../names/uses.js';
import { builtinFunction } from '../oracle/builtin-functions.js';
import { isNulledGroup } from './nulled-groups.js';

const boolean: OracleType = { kind: 'boolean' };
const number: OracleType = { kind: 'number' };

interface Typed {
  readonly type: OracleType;
  /** Proven not NULL (and not the empty string). */
  readonly notNull: boolean;
}
const nullable = (type: OracleType): Typed => ({ type, notNull: false });
const proven = (type: OracleType): Typed => ({ type, notNull: true });

/** Types an expression and everything below it; records type and nullability. */
export function resolveExpr(cx: AnalyzeContext, expr: Expr, scope: Scope): OracleType {
  const known = cx.facts.types.get(expr);
  if (known) return known;
  const typed = compute(cx, expr, scope);
  cx.facts.types.set(expr, typed.type);
  if (typed.notNull && !isNulledGroup(expr, scope)) cx.facts.notNull.add(expr);
  return typed.type;
}

function compute(cx: AnalyzeContext, expr: Expr, scope: Scope): Typed {
  const type = (e: Expr): OracleType => resolveExpr(cx, e, scope);
  const notNull = (e: Expr): boolean => cx.facts.notNull.has(e);
  switch (expr.kind) {
    case 'NullLiteral':
      return nullable({ kind: 'null' });
    case 'BooleanLiteral':
      return proven(boolean);
    case 'NumberLiteral':
      return proven(literalType(expr.text, expr.binary, inSql(scope)));
    case 'StringLiteral':
      // A text literal has type CHAR in Oracle, but blank-padded comparison needs both sides CHAR: kept as char with its length.
      return expr.value === ''
        ? nullable({ kind: 'null' })
        : proven({ kind: 'char', length: expr.value.length, national: expr.national });
    case 'DatetimeLiteral':
      return proven(
        expr.type === 'DATE'
          ? { kind: 'date' }
          : {
              kind: 'timestamp',
              precision: 9,
              zone: /[+-]\d?\d:\d\d\s*$|[A-Za-z]{2,}/.test(expr.text.trim()) ? 'zone' : 'none',
            },
      );
    case 'IntervalLiteral':
      return proven(
        expr.from === 'YEAR' || expr.from === 'MONTH'
          ? { kind: 'intervalYearToMonth', precision: expr.leadingPrecision }
          : { kind: 'intervalDayToSecond', precision: dayDigits(expr), fractional: expr.fractionalPrecision },
      );
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'CorrelationName': {
      if (expr.kind === 'Call') resolveCallParts(cx, expr, scope);
      if (expr.kind === 'Call' || expr.kind === 'Member') resolveClausesBelow(cx, expr, scope);
      const resolution = resolveChain(cx, expr, scope);
      const type = percentileType(cx, expr, resolution) ?? integerType(expr, resolution, scope) ?? resolution.type;
      return { type, notNull: chainNotNull(cx, expr, resolution) };
    }
    case 'BindVariable':
      return nullable(unknown);
    case 'InquiryDirective':
      return nullable(
        expr.name === 'PLSQL_LINE'
          ? { kind: 'plsInteger' }
          : expr.name === 'PLSQL_UNIT'
            ? { kind: 'varchar2' }
            : unknown,
      );
    case 'MethodCallOnType': {
      type(expr.self);
      for (const a of expr.args) type(a.value);
      const call = methodOnType(cx, expr, scope);
      if (!call) return nullable(unknown);
      const resolution: Resolution = {
        base: { kind: 'routine', routine: call.method, args: call.bound },
        steps: [],
        type: call.method.returns ?? unknown,
      };
      cx.facts.resolutions.set(expr, resolution);
      noteUse(cx, resolution, scope);
      return nullable(resolution.type);
    }
    case 'Unary': {
      const operand = type(expr.operand);
      if (expr.op === 'NOT') return { type: boolean, notNull: notNull(expr.operand) };
      if (expr.op === 'PRIOR' || expr.op === 'CONNECT_BY_ROOT')
        return { type: operand, notNull: expr.op === 'CONNECT_BY_ROOT' && notNull(expr.operand) };
      return {
        type:
          isNumeric(operand) || operand.kind.startsWith('interval') || operand.kind === 'unknown' ? operand : number,
        notNull: notNull(expr.operand),
      };
    }
    case 'Binary': {
      const result = binaryType(expr.op, type(expr.left), type(expr.right), !inSql(scope));
      const both = notNull(expr.left) && notNull(expr.right);
      return { type: result, notNull: expr.op === '||' ? notNull(expr.left) || notNull(expr.right) : both };
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
      for (const { name } of expr.types) {
        const symbol = cx.catalog.lookup(
          name.parts.map((p) => p.name),
          ownerOf(scope),
        );
        if (symbol) cx.facts.symbols.set(name, symbol);
      }
      return nullable(boolean);
    case 'Quantified':
      type(expr.left);
      if (isList(expr.right)) for (const e of expr.right) type(e);
      else cx.resolveQuery(expr.right, scope);
      return nullable(boolean);
    case 'Exists':
      cx.resolveQuery(expr.query, scope);
      return proven(boolean);
    case 'Case': {
      if (expr.operand) type(expr.operand);
      const results: Expr[] = [];
      for (const b of expr.branches) {
        for (const w of b.when) type(w);
        type(b.then);
        results.push(b.then);
      }
      if (expr.otherwise) {
        type(expr.otherwise);
        results.push(expr.otherwise);
      }
      return { type: commonType(results.map(type)), notNull: expr.otherwise !== undefined && results.every(notNull) };
    }
    case 'Cast': {
      type(expr.operand);
      if (expr.onConversionError) type(expr.onConversionError);
      if (expr.format) type(expr.format);
      if (expr.nls) type(expr.nls);
      return { type: cx.typeOfRef(expr.type, scope), notNull: notNull(expr.operand) && !expr.onConversionError };
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
      return {
        type:
          expr.attribute === 'FOUND' || expr.attribute === 'NOTFOUND' || expr.attribute === 'ISOPEN'
            ? boolean
            : { kind: 'plsInteger' },
        notNull: expr.attribute === 'ISOPEN' || expr.attribute.startsWith('BULK'),
      };
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
    case 'NamedFunctionSyntax': {
      for (const a of expr.args) {
        if (a.key) type(a.key);
        type(a.value);
        if (expr.name === 'JSON_OBJECT' && a.value.kind === 'Star') {
          const members = jsonMembers(cx, a, a.value, scope);
          if (members) cx.facts.jsonMembers.set(a, members);
          for (const m of members ?? []) type(m.value);
        }
      }
      for (const o of expr.orderBy ?? []) type(o.value);
      for (const d of expr.defaults ?? []) type(d.value);
      if (expr.returning) {
        const returned = cx.typeOfRef(expr.returning, scope);
        return nullable(expr.name === 'VALIDATE_CONVERSION' ? number : returned);
      }
      if (expr.name === 'XMLSERIALIZE') return nullable({ kind: 'clob' });
      if (expr.name === 'INTERVAL DAY TO SECOND') return nullable(intervalOf(expr));
      if (expr.name.startsWith('XML')) return nullable(expr.name === 'XMLEXISTS' ? boolean : { kind: 'xml' });
      if (expr.name === 'JSON_EXISTS' || expr.name === 'JSON_EQUAL') return nullable(boolean);
      if (expr.options.includes('USING NCHAR_CS')) return nullable({ kind: 'varchar2', national: true });
      return nullable({ kind: 'varchar2' });
    }
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
 * The members that `*` or `t.*` stands for in JSON_OBJECT: one for each column, under its name; undefined where the columns are not known.
 * (SQL Language Reference, JSON_OBJECT, "wildcard")
 */
function jsonMembers(
  _cx: AnalyzeContext,
  item: FunctionSyntaxItem,
  star: Star,
  scope: Scope,
): readonly FunctionSyntaxItem[] | undefined {
  const qualifier = star.qualifier?.parts[star.qualifier.parts.length - 1]?.name;
  let s: Scope | undefined = scope;
  const at = (r: RowSource): boolean => qualifier === undefined || r.alias === qualifier;
  while (s && !s.rows?.some(at)) s = s.parent;
  const sources = (s?.rows ?? []).filter(at);
  if (sources.length === 0 || sources.some((r) => r.open)) return undefined;
  const { span } = star;
  return sources.flatMap((r) =>
    r.columns
      .filter((c) => !c.hidden)
      .map((c): FunctionSyntaxItem => {
        const parts = (r.alias === '' ? [c.name] : [r.alias, c.name]).map(
          (name): Identifier => ({ kind: 'Identifier', span, name, quoted: true }),
        );
        const key: Expr = { kind: 'StringLiteral', span, value: c.name, national: false };
        return { kind: 'FunctionSyntaxItem', span, role: item.role, value: { kind: 'Name', span, parts }, key };
      }),
  );
}

/** PERCENTILE_CONT and _DISC have the type of what they are ordered by. (SQL Language Reference, "PERCENTILE_DISC") */
function percentileType(cx: AnalyzeContext, expr: Expr, resolution: Resolution): OracleType | undefined {
  if (
    expr.kind !== 'Call' ||
    resolution.base.kind !== 'builtin' ||
    !/^PERCENTILE_(CONT|DISC)$/.test(resolution.base.name)
  )
    return undefined;
  const item = expr.withinGroup?.[0];
  return item && cx.facts.types.get(item.value);
}

/** In PL/SQL, what package STANDARD declares as NATURAL or PLS_INTEGER; SQL has NUMBER. (PL/SQL Language Reference, "Overloaded Subprograms") */
function integerType(expr: Expr, { base, steps }: Resolution, scope: Scope): OracleType | undefined {
  const isOne = expr.kind === 'Call' && steps.length === 0 && base.kind === 'builtin' && !inSql(scope);
  return isOne && /^(ASCII|INSTR|LENGTH)$/.test(base.name) ? { kind: 'plsInteger' } : undefined;
}

/** `(a - b) DAY(3) TO SECOND(2)`. (SQL Language Reference, "Interval Expressions") */
function intervalOf(expr: Extract<Expr, { kind: 'NamedFunctionSyntax' }>): OracleType {
  const digits = (role: string): number | undefined => {
    const value = expr.args.find((a) => a.role === role)?.value;
    return value?.kind === 'NumberLiteral' ? Number(value.text) : undefined;
  };
  return {
    kind: 'intervalDayToSecond',
    precision: digits('LEADING PRECISION') ?? 2,
    fractional: digits('FRACTIONAL PRECISION') ?? 6,
  };
}

/** The leading precision where it is that of days: days that hours make have the digits of any interval. */
function dayDigits(literal: Extract<Expr, { kind: 'IntervalLiteral' }>): number | undefined {
  return literal.from === 'DAY' ? literal.leadingPrecision : undefined;
}

function isList(right: readonly Expr[] | { readonly kind: 'Query' }): right is readonly Expr[] {
  return Array.isArray(right);
}

/** An integer literal in PL/SQL is PLS_INTEGER where it fits; in SQL every literal is NUMBER. */
function literalType(text: string, binary: 'FLOAT' | 'DOUBLE' | undefined, sql: boolean): OracleType {
  if (binary === 'FLOAT') return { kind: 'binaryFloat' };
  if (binary === 'DOUBLE') return { kind: 'binaryDouble' };
  if (/^\d+$/.test(text)) {
    if (!sql && Number(text) <= 2147483647) return { kind: 'plsInteger' };
    return text.length > 38 ? number : { kind: 'number', precision: Math.max(text.length, 1), scale: 0 };
  }
  const fixed = /^(\d*)\.(\d*)$/.exec(text);
  if (fixed)
    return {
      kind: 'number',
      precision: Math.max((fixed[1]?.length ?? 0) + (fixed[2]?.length ?? 0), 1),
      scale: fixed[2]?.length ?? 0,
    };
  return number;
}

function resolveCallParts(cx: AnalyzeContext, call: Extract<Expr, { kind: 'Call' }>, scope: Scope): void {
  for (const a of call.args) {
    if (a.key) resolveExpr(cx, a.key, scope);
    resolveExpr(cx, a.value, scope);
  }
  resolveCallClauses(cx, call, scope);
}

function resolveCallClauses(cx: AnalyzeContext, call: Extract<Expr, { kind: 'Call' }>, scope: Scope): void {
  for (const o of [...(call.withinGroup ?? []), ...(call.keep?.orderBy ?? []), ...(call.orderBy ?? [])])
    resolveExpr(cx, o.value, scope);
  if (call.overflow?.indicator) resolveExpr(cx, call.overflow.indicator, scope);
  if (call.onConversionError) resolveExpr(cx, call.onConversionError, scope);
  if (call.over && call.over.kind === 'WindowSpec') resolveWindow(cx, call.over, scope);
}

/** The clauses of calls further left in a chain: `xmlagg(x order by y).getClobVal()`. */
function resolveClausesBelow(cx: AnalyzeContext, expr: Expr, scope: Scope): void {
  const below = expr.kind === 'Call' ? expr.callee : expr.kind === 'Member' ? expr.target : undefined;
  if (!below) return;
  if (below.kind === 'Call') resolveCallClauses(cx, below, scope);
  resolveClausesBelow(cx, below, scope);
}

/** Resolves what stands in OVER (…) or WINDOW w AS. */
export function resolveWindow(cx: AnalyzeContext, window: WindowSpec, scope: Scope): void {
  for (const e of window.partitionBy) resolveExpr(cx, e, scope);
  for (const o of window.orderBy) resolveExpr(cx, o.value, scope);
  for (const bound of [window.frame?.start, window.frame?.end]) if (bound?.offset) resolveExpr(cx, bound.offset, scope);
}

function chainNotNull(cx: AnalyzeContext, expr: Expr, resolution: Resolution): boolean {
  const lastStep = resolution.steps.at(-1);
  if (lastStep)
    return lastStep.kind === 'collectionMethod' && (lastStep.method === 'COUNT' || lastStep.method === 'EXISTS');
  const { base } = resolution;
  switch (base.kind) {
    case 'column':
      return !base.column.nullable && !base.source.optional;
    case 'variable': {
      const { variable } = base;
      if (variable.storage === 'loopIndex' || variable.storage === 'forallIndex') return true;
      if (
        variable.constant &&
        variable.initial &&
        variable.storage !== 'parameter' &&
        cx.facts.notNull.has(variable.initial)
      )
        return true;
      return variable.notNull || (variable.type.kind === 'plsInteger' && variable.type.notNull === true);
    }
    case 'builtin': {
      const info = builtinFunction(base.name);
      const args = base.args.map((a) => cx.facts.notNull.has(a.value));
      if (expr.kind === 'Call' && expr.onConversionError) return false;
      switch (info?.nullability) {
        case 'never':
          return true;
        case 'strict':
          return args.every(Boolean);
        case 'coalesce':
          return args.some(Boolean);
        case 'always': {
          if (base.name === 'NVL2') return (args[1] ?? false) && (args[2] ?? false);
          // A conversion of a proven value gives a value or an error; not for text that may trim to nothing.
          if (
            (base.name === 'TO_CHAR' ||
              base.name === 'TO_DATE' ||
              base.name === 'TO_NUMBER' ||
              base.name === 'TO_TIMESTAMP') &&
            args[0]
          )
            return base.args.length === 1 || base.name !== 'TO_CHAR';
          if ((base.name === 'LENGTH' || base.name === 'INSTR') && args.every(Boolean))
            return cx.facts.types.get(base.args[0]?.value ?? expr)?.kind !== 'clob';
          if ((base.name === 'LAG' || base.name === 'LEAD') && args[0] && args[2]) return true;
          return false;
        }
        default:
          return false;
      }
    }
    case 'constructor':
    case 'sequence':
      return true;
    case 'pseudo':
      return (
        base.name === 'ROWNUM' ||
        base.name === 'LEVEL' ||
        base.name === 'ROWID' ||
        base.name.startsWith('CONNECT_BY') ||
        base.name.endsWith('ING')
      );
    default:
      return false;
  }
}
