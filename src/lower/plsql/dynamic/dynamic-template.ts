import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type {
  Block,
  Call,
  DmlStatement,
  ExecuteImmediate,
  Expr,
  OpenFor,
  Query,
  ScriptUnit,
} from '../../../ir/oracle/index.js';
import type { PgExpr, PgStatement, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { parseStatementText } from '../../../parse/build/index.js';
import { b } from '../../builders.js';
import { type ExprContext, Refusal, type UnitContext } from '../../context.js';
import { lowerDdl } from '../../ddl/index.js';
import { lowerDml } from '../../dml/index.js';
import { lowerExpr } from '../../expressions/index.js';
import { foldName } from '../../naming/naming.js';
import { readingClockOnce } from '../../project/statement-clock.js';
import { lowerQuery } from '../../queries/index.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import type { RoutineContext } from '../body/routine-context.js';
import { bindUnit, hasSurplus } from '../effects/bind-unit.js';
import { constantText } from '../effects/constant-text.js';
import { widthOf } from '../statements/target-count.js';
import { isDdl } from './dynamic-text.js';
import { type Hole, withWords, word } from './dynamic-words.js';
import { endedAlike, followsJoin } from './same-end.js';
import { comesThrough, unqualified } from './word-homes.js';

/*
 * Dynamic SQL of which some words are known at run time only: the text is compiled with names in their places, and the words replace those at run time.
 *   'SELECT NVL(MAX(' || col || '), 0) FROM ' || tab   →   replace(replace($query$ select coalesce(max(dyn_1_), 0) from dyn_2_ $query$, 'dyn_1_', …), 'dyn_2_', …)
 */

export interface Template {
  /** The texts to execute: one, or those of a DDL statement. */
  readonly texts: readonly PgExpr[];
  /** What its `$1`, `$2` … are. */
  readonly using: readonly PgExpr[];
  readonly kind: 'query' | 'dml' | 'ddl' | 'call';
  /** `:r := f(…)` of a block, or the OUT arguments of a call: what takes the values. */
  readonly targets?: readonly Expr[];
  /** How many columns a query gives, where that is known. */
  readonly width?: number;
}

/** The statement as a template; undefined where its text cannot be understood with names in the places of what is not known. `before` gets what must run first. */
export function compileTemplate(
  rc: BodyBuilder,
  s: Pick<ExecuteImmediate | OpenFor, 'span'> & { readonly binds: ExecuteImmediate },
  textOf: Expr,
  before: PlStatement[],
): Template | undefined {
  const parts = rc.unit.analysis.dynamicText(textOf)?.parts ?? operandsOf(textOf);
  const hoisted: PlStatement[] = [];
  const made = compileParts(rc, s, textOf.span, parts, hoisted, false) ?? withTail(rc, s, textOf.span, parts, hoisted);
  if (made) before.push(...hoisted);
  return made;
}

const operandsOf = (expr: Expr): readonly Expr[] =>
  expr.kind === 'Binary' && expr.op === '||' ? [...operandsOf(expr.left), ...operandsOf(expr.right)] : [expr];

/** A word at the end of a whole query or statement may be any number of clauses: it stays where it is. */
function withTail(
  rc: BodyBuilder,
  s: Pick<ExecuteImmediate | OpenFor, 'span'> & { readonly binds: ExecuteImmediate },
  span: Span,
  parts: readonly (string | Expr)[],
  before: PlStatement[],
): Template | undefined {
  const last = parts[parts.length - 1];
  if (parts.length < 2 || last === undefined || typeof last === 'string') return undefined;
  if (constantText(rc.unit, last) !== undefined) return undefined;
  before.length = 0;
  const made = compileParts(rc, s, span, parts.slice(0, -1), before, true);
  const [text, ...more] = made?.texts ?? [];
  if (!made || !text || more.length > 0 || (made.kind !== 'query' && made.kind !== 'dml')) return undefined;
  return { ...made, texts: [b.concat(span, text, b.text(span, ' '), word(exprContext(rc, before), last))] };
}

function compileParts(
  rc: BodyBuilder,
  s: Pick<ExecuteImmediate | OpenFor, 'span'> & { readonly binds: ExecuteImmediate },
  span: Span,
  parts: readonly (string | Expr)[],
  before: PlStatement[],
  isHead: boolean,
): Template | undefined {
  const holes: Hole[] = [];
  const text = parts.reduce<string | undefined>((all, part) => {
    if (all === undefined) return undefined;
    const next = typeof part === 'string' ? part : withNames(rc, part, holes, all);
    return next === undefined ? undefined : all + next;
  }, '');
  if (text === undefined || (holes.length === 0 && !isHead)) return undefined;
  // What binds there are must all stand in what is understood.
  if (isHead && (text.match(/:\w/g) ?? []).length !== s.binds.using.length) return undefined;
  // Beside an operator a word could be an expression that binds less tightly than what is made of it.
  if (holes.some((h) => new RegExp(`[-+*/|]\\s*${h.name}|${h.name}\\s*[-+*/|]`).test(text) && /^dyn_/.test(h.name)))
    return undefined;
  const { unit, diagnostics } = parseStatementText(text);
  if (!unit || diagnostics.some((d) => d.severity === 'error')) return undefined;
  const out = s.binds.returning?.targets ?? [];
  // What is put in at run time has the bind variables that are missing here.
  if (hasSurplus(unit, s.binds.using, out)) return undefined;
  const bound = bindUnit(rc.unit.analysis, unit, s.binds.using, out, span);
  const words = holes.map((h) => h.name.toUpperCase());
  if (!bound || words.some((word) => namesAlias(bound, word)) || followsJoin(bound, words)) return undefined;
  const understood = { all: true };
  const unitContext = Object.create(rc.unit, {
    report: {
      value: (d: Diagnostic) => {
        understood.all &&= d.severity !== 'error';
      },
    },
  }) as UnitContext;
  const using: PgExpr[] = [];
  const made = attempt(() => lowerUnit(rc, unitContext, bound, s.binds, using, exprContext(rc, before), text));
  if (!made || !understood.all) return undefined;
  if (made.statements.length > 0 && !holes.every((h) => comesThrough(made.statements, h.name))) return undefined;
  const [only, ...others] = made.statements;
  const ended = isHead && only && others.length === 0 ? endedAlike(bound, only) : undefined;
  if (isHead && !ended) return undefined;
  const ex = exprContext(rc, before);
  const filledIn = (template: PgExpr): PgExpr => withWords(ex, template, text, holes);
  if (made.callee !== undefined) {
    if (!holes.every((h) => made.callee?.includes(h.name))) return undefined;
    return {
      kind: 'call',
      using,
      texts: [b.ora(span, 'dynamic_call', filledIn(b.text(span, made.callee)))],
    };
  }
  return {
    kind: made.kind,
    using,
    ...(made.targets ? { targets: made.targets } : {}),
    ...(bound.kind === 'QueryStatement' ? { width: fixedWidth(rc, bound.query, holes) } : {}),
    texts: (ended ? [ended] : made.statements)
      .map(readingClockOnce)
      .map((one) => unqualified(one, holes, text))
      .map((statement) => filledIn({ kind: 'PgStatementText', span: span, statement })),
  };
}

/** How many columns the query gives, unless a word stands alone in its select list, which may be several. */
function fixedWidth(rc: BodyBuilder, query: Query, holes: readonly Hole[]): number | undefined {
  const { body } = query;
  if (body.kind !== 'Select') return undefined;
  const isFixed = body.items.every(({ value }) => !holes.some((h) => comesThrough(value, h.name.toUpperCase())));
  return isFixed ? widthOf(rc.unit.analysis, query) : undefined;
}

/** The text with a name for each part that is not known, or a number where one stands alone. `before`: the text so far. */
function withNames(rc: BodyBuilder, expr: Expr, holes: Hole[], before: string): string | undefined {
  const known = constantText(rc.unit, expr);
  if (known !== undefined) return known;
  if (expr.kind === 'Binary' && expr.op === '||') {
    const left = withNames(rc, expr.left, holes, before);
    const right = left === undefined ? undefined : withNames(rc, expr.right, holes, before + left);
    return left !== undefined && right !== undefined ? left + right : undefined;
  }
  const number = numberOf(rc, expr);
  const isNumber = number !== undefined && /[\s(,=<>+*/-]$/.test(before);
  const value = isNumber ? number : expr;
  const same = holes.find((h) => sameName(h.value, value) && isNumber === /^\d/.test(h.name));
  if (same) return same.name;
  const hole = { name: isNumber ? `${9070500 + holes.length}` : `dyn_${holes.length + 1}_`, value };
  holes.push(hole);
  return hole.name;
}

/** The number that becomes text here: TO_CHAR without a format does what `||` does. */
function numberOf(rc: BodyBuilder, expr: Expr): Expr | undefined {
  const { kind } = rc.unit.analysis.typeOf(expr);
  if (kind === 'number' || kind === 'plsInteger') return expr;
  if (expr.kind !== 'Call') return undefined;
  const { base, steps } = rc.unit.analysis.resolve(expr);
  if (base.kind !== 'builtin' || base.name !== 'TO_CHAR' || steps.length > 0 || base.args.length !== 1)
    return undefined;
  const [only] = base.args;
  return only && numberOf(rc, only.value);
}

const sameName = (a: Expr, other: Expr): boolean =>
  a.kind === 'Name' &&
  other.kind === 'Name' &&
  a.parts.map((p) => p.name).join('.') === other.parts.map((p) => p.name).join('.');

/** A word that was taken for an alias may be anything that can follow: FROM, WHERE, a comma. */
const namesAlias = (unit: ScriptUnit, name: string): boolean =>
  contains(
    unit,
    (node) => 'alias' in node && node.alias !== undefined && 'name' in node.alias && node.alias.name.includes(name),
  );

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
  outside: ExprContext,
  text: string,
):
  | {
      readonly kind: Template['kind'];
      readonly statements: readonly PgStatement[];
      readonly targets?: readonly Expr[];
      readonly callee?: string;
    }
  | undefined {
  const { span } = bound;
  const ex: ExprContext = {
    unit,
    sql: true,
    routine: withParameters(rc, unit, using),
    substitutions: { replace: (expr) => parameterFor(expr) ?? lowerNamed(ex, expr, text) },
  };
  const parameterFor = bindParameters(outside, s, using);
  switch (bound.kind) {
    case 'AnonymousBlock':
      rc.unit.analysis.addUnit(bound);
      return lowerSoleCall(ex, bound.block, s);
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
      const lowered = lowerDdl(unit, bound, true);
      const statements = [...lowered.statements, ...(lowered.late ?? [])];
      return statements.length > 0 ? { kind: 'ddl', statements } : undefined;
    }
  }
}

/**
 * A block that only calls what a word names: `BEGIN ' || p || '(:1); END;` → `call p($1)`, its OUT arguments as the row that CALL gives; `BEGIN :r := ' || f || '(:1); END;` → `select f($1)`. Without
 * arguments the word may hold them.
 */
function lowerSoleCall(ex: ExprContext, block: Block, s: ExecuteImmediate): ReturnType<typeof lowerUnit> {
  const [only] = block.body;
  if (!only || block.body.length > 1 || block.declarations.length > 0 || block.handlers.length > 0) return undefined;
  const name = (callee: Expr): readonly string[] | undefined => {
    const parts = callee.kind === 'Name' ? callee.parts.map((part) => foldName(part.name)) : [];
    return parts.some(holdsWord) ? parts : undefined;
  };
  const modeOf = (value: Expr): string => s.using.find((u) => u.value === value)?.mode ?? 'IN';
  // CALL takes anything for an argument that only goes out.
  const args = (call: Call): PgExpr[] | undefined =>
    call.args.every((a) => !a.name)
      ? call.args.map((a) => (modeOf(a.value) === 'OUT' ? b.null(a.value.span) : lowerExpr(ex, a.value)))
      : undefined;
  if (only.kind === 'CallStatement') {
    const { call } = only;
    if (call.kind === 'Name') {
      if (s.using.length > 0) return undefined;
      const callee = name(call);
      return callee ? { kind: 'call', statements: [], callee: callee.join('.') } : undefined;
    }
    const callee = call.kind === 'Call' ? name(call.callee) : undefined;
    const values = call.kind === 'Call' && callee ? args(call) : undefined;
    if (!callee || !values || call.kind !== 'Call') return undefined;
    const targets = call.args.map((a) => a.value).filter((value) => modeOf(value) !== 'IN');
    if (targets.length !== s.using.filter((u) => u.mode !== 'IN').length) return undefined;
    return {
      kind: 'call',
      statements: [{ kind: 'PgCallStatement', span: only.span, name: callee, args: values }],
      ...(targets.length > 0 ? { targets } : {}),
    };
  }
  if (only.kind !== 'Assignment' || s.using.filter((u) => u.mode !== 'IN').length !== 1) return undefined;
  if (only.value.kind === 'Name') {
    const callee = s.using.length === 1 ? name(only.value) : undefined;
    if (!callee) return undefined;
    // A word alone may hold arguments, or be any other expression.
    const value = callee.length === 1 ? b.column(only.span, ...callee) : b.callNamed(only.span, callee, []);
    const query = b.select(only.span, { items: [value] });
    return { kind: 'call', statements: [{ kind: 'PgQueryStatement', span: only.span, query }], targets: [only.target] };
  }
  if (only.value.kind !== 'Call') return undefined;
  const callee = name(only.value.callee);
  const values = callee && args(only.value);
  if (!callee || !values) return undefined;
  const query = b.select(only.span, { items: [b.callNamed(only.span, callee, values)] });
  return { kind: 'call', statements: [{ kind: 'PgQueryStatement', span: only.span, query }], targets: [only.target] };
}

/** What USING gives is evaluated once, before the statement, and is a parameter in it; literals stay literals. */
function bindParameters(
  outside: ExprContext,
  s: ExecuteImmediate,
  using: PgExpr[],
): (expr: Expr) => PgExpr | undefined {
  const parameters = new Map<Expr, PgExpr | undefined>();
  const values = new Set(s.using.filter((u) => u.mode !== 'OUT').map((u) => u.value));
  return (expr) => {
    if (!values.has(expr) || expr.kind.endsWith('Literal')) return undefined;
    if (!parameters.has(expr)) {
      using.push(lowerExpr(outside, expr));
      const type = outside.unit.analysis.typeOf(expr);
      const parameter: PgExpr = { kind: 'PgParameter', span: expr.span, index: using.length };
      const known = type.kind !== 'unknown' && type.kind !== 'null' && type.kind !== 'record';
      parameters.set(
        expr,
        known ? b.cast(expr.span, parameter, pgTypeOf(outside.unit.naming, type, 'value')) : parameter,
      );
    }
    return parameters.get(expr);
  };
}

/** Stands the word alone in parentheses that are neither those of a call nor of a list? They keep what it is put together of together. */
const isGrouped = (text: string, name: string): boolean =>
  new RegExp(
    `(^|[^\\w$#"\\s]|\\b(and|or|not|where|on|when|having|then|else|select))\\s*\\(\\s*${name}\\s*\\)`,
    'i',
  ).test(text);

/** Is the name a word, or put together of words and what stands beside them? */
const holdsWord = (part: string): boolean => /dyn_\d+_/.test(part);

/** A word as a value, and a call of a function that a word names. */
function lowerNamed(ex: ExprContext, expr: Expr, text: string): PgExpr | undefined {
  if (expr.kind === 'Name') {
    const parts = expr.parts.map((part) => foldName(part.name));
    const known = ex.unit.analysis.resolve(expr).base.kind !== 'unresolved';
    const name = parts.find(holdsWord);
    if (known || name === undefined) return undefined;
    const last = parts[parts.length - 1];
    if (parts.length > 1 && (last === 'nextval' || last === 'currval'))
      return b.call(expr.span, last, b.text(expr.span, parts.slice(0, -1).join('.')));
    const word = b.column(expr.span, ...parts);
    return isGrouped(text, name) && parts.length === 1 ? b.raw(expr.span, `(${name})`) : word;
  }
  if (expr.kind !== 'Call' || expr.callee.kind !== 'Name' || expr.args.some((a) => a.name)) return undefined;
  const parts = expr.callee.parts.map((part) => foldName(part.name));
  if (!parts.some(holdsWord)) return undefined;
  return b.callNamed(
    expr.span,
    parts,
    expr.args.map((a) => lowerExpr(ex, a.value)),
  );
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
