import { isText } from '../../analyze/operators.js';
import type { VariableSymbol } from '../../analyze/symbols.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { DmlStatement, ExecuteImmediate, Expr, OpenFor, Query, ScriptUnit } from '../../ir/oracle/index.js';
import type { PgExpr, PgStatement, PlStatement } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { parseStatementText } from '../../parse/build/index.js';
import { b } from '../builders.js';
import { type ExprContext, Refusal, type UnitContext } from '../context.js';
import { convert } from '../conversions.js';
import { lowerDdl } from '../ddl/index.js';
import { lowerDml } from '../dml.js';
import { lowerExpr } from '../expression.js';
import { lowerQuery } from '../query.js';
import { pgTypeOf } from '../types.js';
import type { BodyBuilder } from './body-builder.js';
import { bindUnit, constantText, isDdl } from './dynamic-text.js';
import type { RoutineContext } from './routine-context.js';
import { exprContext } from './statements.js';

/*
 * Dynamic SQL of which some words are known at run time only: the text is compiled with names in their places, and the words replace those at run time.
 *   'SELECT NVL(MAX(' || col || '), 0) FROM ' || tab   →   replace(replace($query$ select coalesce(max(dyn_1_), 0) from dyn_2_ $query$, 'dyn_1_', …), 'dyn_2_', …)
 */

export interface Template {
  /** The texts to execute: one, or those of a DDL statement. */
  readonly texts: readonly PgExpr[];
  /** What its `$1`, `$2` … are. */
  readonly using: readonly PgExpr[];
  readonly kind: 'query' | 'dml' | 'ddl';
}

interface Hole {
  readonly name: string;
  readonly value: Expr;
}

/** The statement as a template; undefined where its text cannot be understood with names in the places of what is not known. `before` gets what must run first. */
export function compileTemplate(
  rc: BodyBuilder,
  s: Pick<ExecuteImmediate | OpenFor, 'span'> & { readonly binds: ExecuteImmediate },
  textOf: Expr,
  before: PlStatement[],
): Template | undefined {
  const holes: Hole[] = [];
  const text = withNames(rc, textOf, holes, '');
  if (text === undefined || holes.length === 0) return undefined;
  const { unit, diagnostics } = parseStatementText(text);
  if (!unit || diagnostics.some((d) => d.severity === 'error')) return undefined;
  const bound = bindUnit(unit, s.binds, textOf.span);
  if (!bound || s.binds.using.some((u) => callsSomething(u.value))) return undefined;
  const understood = { all: true };
  const unitContext = Object.create(rc.unit, {
    report: {
      value: (d: Diagnostic) => {
        understood.all &&= d.severity !== 'error';
      },
    },
  }) as UnitContext;
  const using: PgExpr[] = [];
  const made = attempt(() => lowerUnit(rc, unitContext, bound, s.binds, using));
  if (!made || !understood.all || !holes.every((h) => comesThrough(made.statements, h.name))) return undefined;
  const ex = exprContext(rc, before);
  return {
    kind: made.kind,
    using,
    texts: made.statements
      .map((one) => unqualified(one, holes, text))
      .map((statement) =>
        holes.reduce<PgExpr>(
          (all, hole) => b.call(textOf.span, 'replace', all, b.text(textOf.span, hole.name), word(ex, hole.value)),
          { kind: 'PgStatementText', span: textOf.span, statement },
        ),
      ),
  };
}

/** The text with a name for each part that is not known, or a number where one stands alone. `before`: the text so far. */
function withNames(rc: BodyBuilder, expr: Expr, holes: Hole[], before: string): string | undefined {
  const known = constantText(rc, expr);
  if (known !== undefined) return known;
  if (expr.kind === 'Binary' && expr.op === '||') {
    const left = withNames(rc, expr.left, holes, before);
    const right = left === undefined ? undefined : withNames(rc, expr.right, holes, before + left);
    return left !== undefined && right !== undefined ? left + right : undefined;
  }
  const { kind } = rc.unit.analysis.typeOf(expr);
  const isNumber = (kind === 'number' || kind === 'plsInteger') && /[\s(,=<>+*/-]$/.test(before);
  const same = holes.find((h) => sameName(h.value, expr) && isNumber === /^\d/.test(h.name));
  if (same) return same.name;
  const hole = { name: isNumber ? `${9070500 + holes.length}` : `dyn_${holes.length + 1}_`, value: expr };
  holes.push(hole);
  return hole.name;
}

const sameName = (a: Expr, other: Expr): boolean =>
  a.kind === 'Name' &&
  other.kind === 'Name' &&
  a.parts.map((p) => p.name).join('.') === other.parts.map((p) => p.name).join('.');

/** Worked out inside of the statement, a call could run more than once. */
function callsSomething(value: Expr): boolean {
  let found = false;
  walk(value as AnyNode, (node) => {
    if (node.kind === 'Call') found = true;
    return !found;
  });
  return found;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function lowerUnit(
  rc: BodyBuilder,
  unit: UnitContext,
  bound: ScriptUnit,
  s: ExecuteImmediate,
  using: PgExpr[],
): { readonly kind: Template['kind']; readonly statements: readonly PgStatement[] } | undefined {
  const { span } = bound;
  const ex: ExprContext = { unit, sql: true, routine: withParameters(rc, unit, using) };
  switch (bound.kind) {
    case 'QueryStatement': {
      rc.unit.analysis.addUnit(bound);
      return {
        kind: 'query',
        statements: [{ kind: 'PgQueryStatement', span, query: lowerQuery(ex, withoutInto(bound.query)) }],
      };
    }
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge': {
      const statement = withoutTargets(bound);
      rc.unit.analysis.addUnit(statement);
      const lowered = lowerDml(ex, statement);
      if (lowered.before || lowered.after || lowered.countsItself || lowered.counted) return undefined;
      if ('returning' in statement && statement.returning && !s.returning) return undefined;
      return { kind: 'dml', statements: [{ kind: 'PgDmlStatement', span, statement: lowered.statement }] };
    }
    default: {
      if (!isDdl(bound) || bound.kind === 'AlterSession') return undefined;
      rc.unit.analysis.addUnit(bound);
      const lowered = lowerDdl(unit, bound);
      const statements = [...lowered.statements, ...(lowered.late ?? [])];
      return statements.length > 0 ? { kind: 'ddl', statements } : undefined;
    }
  }
}

/** A context in which variables are parameters of EXECUTE. */
function withParameters(rc: BodyBuilder, unit: UnitContext, using: PgExpr[]): RoutineContext {
  return Object.create(rc, {
    unit: { value: unit },
    variable: {
      value: (symbol: VariableSymbol, sql: boolean): PgExpr => {
        using.push(rc.variable(symbol, sql));
        const parameter: PgExpr = { kind: 'PgParameter', span: symbol.span, index: using.length };
        return b.cast(symbol.span, parameter, pgTypeOf(rc.unit.naming, symbol.type, 'value'));
      },
    },
  }) as RoutineContext;
}

function withoutInto(query: Query): Query {
  const { body } = query;
  return body.kind === 'Select' && body.into ? { ...query, body: { ...body, into: undefined } } : query;
}

function withoutTargets(statement: Exclude<DmlStatement, { kind: 'MultiTableInsert' }>): typeof statement {
  if (!('returning' in statement) || !statement.returning) return statement;
  return { ...statement, returning: { ...statement.returning, into: undefined } } as typeof statement;
}

/** The word that takes a name's place. */
function word(ex: ExprContext, value: Expr): PgExpr {
  const type = ex.unit.analysis.typeOf(value);
  const lowered = lowerExpr(ex, value);
  const asText = isText(type) ? lowered : convert(ex, lowered, type, { kind: 'varchar2' }, value.span);
  return b.ora(value.span, isText(type) ? 'dynamic_word' : 'dynamic_number', asText);
}

/**
 * The tree without the qualifiers that lowering gave to names in place of words, or gave such names as: a word may be an expression, or name its own
 * schema, and finds its table by the search path if not.
 */
function unqualified<T>(tree: T, holes: readonly Hole[], text: string): T {
  if (Array.isArray(tree)) {
    const [first, last]: readonly unknown[] = tree;
    if (tree.length === 2 && typeof first === 'string' && typeof last === 'string') {
      const stands = holes.some((h) => first.includes(h.name) || last.includes(h.name));
      return (stands && !new RegExp(`${first}"?\\s*[.]\\s*"?${last}`, 'i').test(text) ? [last] : tree) as T;
    }
    return tree.map((item: unknown) => unqualified(item, holes, text)) as T;
  }
  if (typeof tree !== 'object' || tree === null) return tree;
  const entries = Object.entries(tree);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === 'span' ? value : unqualified(value, holes, text)]),
  ) as T;
}

/** Does every name come through? What the lowering drops or works out could not be put in its place. */
function comesThrough(tree: unknown, name: string): boolean {
  if (typeof tree === 'string') return tree.includes(name);
  if (typeof tree !== 'object' || tree === null) return false;
  return Object.entries(tree).some(([key, value]) => key !== 'span' && comesThrough(value, name));
}
