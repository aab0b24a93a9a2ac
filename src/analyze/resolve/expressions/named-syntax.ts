import { stringLiteral } from '../../../ir/made-nodes.js';
import type { FunctionSyntaxItem, Identifier, NamedFunctionSyntax, Star } from '../../../ir/oracle/index.js';
import type { RowSource } from '../../analysis.js';
import type { AnalyzeContext } from '../../context.js';
import type { Scope } from '../../model/scope.js';
import type { OracleType } from '../../model/types.js';
import { itemMethodType } from '../../oracle/json-elements.js';
import { resolveExpr } from './expressions.js';
import { nullable, type Typed } from './typed.js';

/** Resolves and types the functions of JSON and XML and others whose arguments are written with words of their own. */
export function resolveNamedSyntax(cx: AnalyzeContext, expr: NamedFunctionSyntax, scope: Scope): Typed {
  for (const a of expr.args) {
    if (a.key) resolveExpr(cx, a.key, scope);
    resolveExpr(cx, a.value, scope);
    if (expr.name === 'JSON_OBJECT' && a.value.kind === 'Star') {
      const members = jsonMembers(a, a.value, scope);
      if (members) cx.facts.jsonMembers.set(a, members);
      for (const m of members ?? []) resolveExpr(cx, m.value, scope);
    }
  }
  for (const o of expr.orderBy ?? []) resolveExpr(cx, o.value, scope);
  for (const d of expr.defaults ?? []) resolveExpr(cx, d.value, scope);
  if (expr.returning) {
    const returned = cx.typeOfRef(expr.returning, scope);
    return nullable(expr.name === 'VALIDATE_CONVERSION' ? { kind: 'number' } : returned);
  }
  if (expr.name === 'XMLSERIALIZE') return nullable({ kind: 'clob' });
  if (expr.name.startsWith('INTERVAL ')) return nullable(intervalOf(expr));
  if (expr.name.startsWith('XML')) return nullable(expr.name === 'XMLEXISTS' ? { kind: 'boolean' } : { kind: 'xml' });
  if (expr.name === 'JSON_SCALAR') return nullable({ kind: 'json' });
  if (expr.name === 'JSON_EXISTS' || expr.name === 'JSON_EQUAL') return nullable({ kind: 'boolean' });
  if (expr.name === 'JSON_DOT') {
    const path = expr.args.find((a) => a.role === 'PATH')?.value;
    const given = path?.kind === 'StringLiteral' ? itemMethodType(path.value) : undefined;
    if (given) return nullable(given);
  }
  if (expr.options.includes('USING NCHAR_CS')) return nullable({ kind: 'varchar2', national: true });
  return nullable({ kind: 'varchar2' });
}

/**
 * The members that `*` or `t.*` stands for in JSON_OBJECT: one for each column, under its name; undefined where the
 * columns are not known. (SQL Language Reference, JSON_OBJECT, "wildcard")
 */
function jsonMembers(item: FunctionSyntaxItem, star: Star, scope: Scope): readonly FunctionSyntaxItem[] | undefined {
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
        const key = stringLiteral(span, c.name);
        return { kind: 'FunctionSyntaxItem', span, role: item.role, value: { kind: 'Name', span, parts }, key };
      }),
  );
}

/** `(a - b) DAY(3) TO SECOND(2)`, `(a - b) YEAR(4) TO MONTH`. (SQL Language Reference, "Interval Expressions") */
function intervalOf(expr: NamedFunctionSyntax): OracleType {
  const digits = (role: string): number | undefined => {
    const value = expr.args.find((a) => a.role === role)?.value;
    return value?.kind === 'NumberLiteral' ? Number(value.text) : undefined;
  };
  const precision = digits('LEADING PRECISION') ?? 2;
  return expr.name === 'INTERVAL YEAR TO MONTH'
    ? { kind: 'intervalYearToMonth', precision }
    : { kind: 'intervalDayToSecond', precision, fractional: digits('FRACTIONAL PRECISION') ?? 6 };
}
