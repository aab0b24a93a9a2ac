import type { OracleType } from '../../../../analyze/model/types.js';
import type { Diagnostic } from '../../../../diagnostics/diagnostic.js';
import { unknownSequence } from '../../../../diagnostics/op3-calls.js';
import { routineOfTheRun } from '../../../../diagnostics/op3-dynamic.js';
import { operandsOf } from '../../../../ir/literals.js';
import type { Call, ExecuteImmediate, Expr, Query } from '../../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import { type ExprContext, Refusal, type UnitContext } from '../../../context.js';
import { lowerCreateOther } from '../../../ddl/create-other.js';
import { lowerExpr } from '../../../expressions/index.js';
import { readingClockOnce } from '../../../project/statement-clock.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { constantText } from '../../effects/texts/constant-text.js';
import { widthOf } from '../../statements/into/target-count.js';
import { fillsTable } from '../dynamic-ddl.js';
import { placeOfText } from '../failures/invalid-block.js';
import { packageVariableIn } from '../failures/package-variable.js';
import { checkedAsAWhole } from './checked-as-a-whole.js';
import { checkedText, type Hole, isNumberHole, schemaOfText, withWords, word } from './dynamic-words.js';
import { changesTable, identifierHoles, isForRuntimeAlone, isFoundByRuntime, isOfAnyTable } from './name-statements.js';
import { type NamedText, namedText, type PiecedText } from './named-text.js';
import { numbersInPlace } from './number-operands.js';
import { endedAlike } from './same-end.js';
import { lowerTemplate, type PlainCall, type TemplateStatements } from './template-statements.js';
import { betweenQuotes, nullIfEmpty } from './text-operands.js';
import { comesThrough, withoutHomes } from './word-homes.js';

/*
 * Dynamic SQL of which some words are known at run time only: the text is compiled with names in their places, and the
 * words replace those at run time.
 * 'SELECT NVL(MAX(' || col || '), 0) FROM ' || tab   →   replace(replace($query$ select coalesce(max(dyn_1_), 0) from
 * dyn_2_ $query$, 'dyn_1_', …), 'dyn_2_', …)
 */

/** A statement of dynamic SQL of which some words are known at run time only, compiled. */
export interface Template {
  /** The texts to execute: one, or those of a DDL statement. */
  readonly texts: readonly PgExpr[];
  /** What its `$1`, `$2` … are. */
  readonly using: readonly PgExpr[];
  /** Are they what USING has, one by one, and the text says nothing of their types? */
  readonly untyped?: boolean;
  readonly kind: TemplateStatements['kind'];
  /** `:r := f(…)` of a block, or the OUT arguments of a call: what takes the values. */
  readonly targets?: readonly Expr[];
  /** Only numbers are not known, or names that are checked when it runs: it is converted like static text. */
  readonly exact?: boolean;
  /** The types of what comes back from a call. */
  readonly givenTypes?: readonly OracleType[];
  /** Which of the texts fills what CREATE TABLE … AS makes. */
  readonly fillsTable?: number;
  /** How many columns a query gives, where that is known. */
  readonly width?: number;
  /** Their types; unknown where a word decides. */
  readonly types?: readonly OracleType[];
}

/**
 * The statement as a template; undefined where its text cannot be understood with names in the places of what is not
 * known. `given` says what is bound, `before` gets what must run first.
 */
export function compileTemplate(
  rc: BodyBuilder,
  given: ExecuteImmediate,
  textOf: Expr,
  before: PlStatement[],
): Template | undefined {
  const { analysis } = rc.unit;
  const [form, ...otherForms] = analysis.textForms(textOf) ?? [];
  const only = otherForms.length === 0 ? form : undefined;
  const parts = only ?? analysis.dynamicText(textOf)?.parts ?? operandsOf(textOf);
  const hoisted: PlStatement[] = [];
  const made =
    (endsKnown(rc, parts) ? undefined : withHead(rc, given, textOf, hoisted, parts)) ??
    compileParts(rc, { binds: given, span: textOf.span, parts, isHead: false }, hoisted) ??
    withTail(rc, { binds: given, span: textOf.span, parts, isHead: true }, hoisted) ??
    withHead(rc, given, textOf, hoisted);
  if (!made?.exact && given.using.length === 0) {
    const reading: PlStatement[] = [];
    const whole = checkedAsAWhole(rc, textOf, parts, reading);
    if (whole) {
      before.push(...reading);
      return { kind: 'ddl', using: [], exact: true, texts: [whole] };
    }
  }
  if (made) before.push(...hoisted);
  return made;
}

/** Ends the text with what is known, after words that are not? */
function endsKnown(rc: BodyBuilder, parts: readonly (string | Expr)[]): boolean {
  const last = parts.at(-1);
  return last === undefined || typeof last === 'string' || constantText(rc.unit, last) !== undefined;
}

/** A word at the end of a whole query or statement may be any number of clauses: it stays where it is. */
function withTail(rc: BodyBuilder, pieces: PiecedText, before: PlStatement[]): Template | undefined {
  const { span, parts } = pieces;
  const last = parts.at(-1);
  if (parts.length < 2 || last === undefined || typeof last === 'string' || endsKnown(rc, parts)) return undefined;
  before.length = 0;
  const made = compileParts(rc, { ...pieces, parts: parts.slice(0, -1) }, before);
  const [text, ...more] = made?.texts ?? [];
  if (!made || !text || more.length > 0 || (made.kind !== 'query' && made.kind !== 'dml')) return undefined;
  return { ...made, texts: [b.concat(span, text, b.text(span, ' '), word(exprContext(rc, before), last))] };
}

/**
 * A text that begins as a whole query or statement, with conditions behind: those stay as they are, behind what the
 * beginning became.
 * @param beyond the pieces of the text: its beginning has to be known further than the literals among them tell
 */
function withHead(
  rc: BodyBuilder,
  given: ExecuteImmediate,
  textOf: Expr,
  before: PlStatement[],
  beyond: readonly (string | Expr)[] = [],
): Template | undefined {
  const head = rc.unit.analysis.dynamicText(textOf)?.head;
  const known = head?.filter((part) => typeof part === 'string').join('') ?? '';
  if (!head || known.trim() === '') return undefined;
  if (known.length <= beyond.map((part) => literalOf(rc, part)).join('').length && beyond.length > 0) return undefined;
  // A word may be a table of the owner's schema, which only the whole text is searched for.
  if (schemaOfText(rc, textOf.span).length > 0 && head.some((part) => typeof part !== 'string')) return undefined;
  before.length = 0;
  // Where the beginning has binds, all of them stand there.
  const hasBinds = /:\w/.test(known);
  const binds: ExecuteImmediate = hasBinds ? given : { ...given, using: [] };
  const made = compileParts(rc, { binds, span: textOf.span, parts: head, isHead: true }, before);
  const [text, ...more] = made?.texts ?? [];
  if (!made || !text || more.length > 0 || (made.kind !== 'query' && made.kind !== 'dml')) return undefined;
  const { span } = textOf;
  const ex = exprContext(rc, before);
  const value = lowerExpr(ex, textOf);
  const size = head
    .filter((part) => typeof part !== 'string')
    .reduce<PgExpr>((sum, part) => b.binary(span, '+', sum, lengthOf(ex, part)), b.num(span, [...known].length));
  if (hasBinds) {
    if (!/\bwhere\b/i.test(known)) return undefined;
    const start = b.binary(span, '+', size, b.num(span, 1));
    const rest = b.ora(span, 'dynamic_text', b.call(span, 'substr', value, start), ...schemaOfText(rc, span));
    return { ...made, texts: [b.concat(span, text, rest)] };
  }
  const using = given.using.filter((u) => u.mode !== 'OUT').map((u) => lowerExpr(ex, u.value));
  return {
    ...made,
    using,
    untyped: true,
    texts: [b.ora(span, 'dynamic_rest', text, value, size, ...schemaOfText(rc, span))],
  };
}

const literalOf = (rc: BodyBuilder, part: string | Expr): string =>
  typeof part === 'string' ? part : (constantText(rc.unit, part) ?? '');

const lengthOf = (ex: ExprContext, part: Expr): PgExpr =>
  b.coalesce(part.span, b.call(part.span, 'length', word(ex, part, 'text')), b.num(part.span, 0));

function compileParts(rc: BodyBuilder, pieces: PiecedText, before: PlStatement[]): Template | undefined {
  const named = namedText(rc, pieces);
  if (!named) return undefined;
  const { binds, isHead } = pieces;
  const { bound, text, holes, words } = named;
  if (isForRuntimeAlone(bound)) return isHead ? undefined : foundByRuntime(rc, named, exprContext(rc, before));
  const understood = { all: true, exactly: true };
  const report = (d: Diagnostic): void => {
    understood.all &&= d.severity !== 'error';
    // A sequence that a word names is looked for when the statement runs.
    understood.exactly &&=
      d.severity === 'info' || (d.code === unknownSequence.code && words.some((name) => d.about?.includes(name)));
  };
  const unit: UnitContext = { ...rc.unit, report };
  const using: PgExpr[] = [];
  const outside = exprContext(rc, before);
  const made = attempt(() => lowerTemplate(rc, { unit, bound, binds, outside, text }, using));
  if (!made) return foundByRuntime(rc, named, exprContext(rc, before));
  if (!understood.all) return undefined;
  const given = [...binds.using.map((u) => u.value), ...(binds.returning?.targets ?? [])];
  if (bound.kind !== 'AnonymousBlock' && packageVariableIn(rc.unit, bound, given)) return undefined;
  if (made.statements.length > 0 && !holes.every((h) => comesThrough(made.statements, h.name))) return undefined;
  const [only, ...others] = made.statements;
  const ended = isHead && only && others.length === 0 ? endedAlike(bound, only) : undefined;
  if (isHead && !ended) return undefined;
  const checked = understood.exactly && !isHead ? checkedWords(rc, pieces, named, made) : undefined;
  const isDdl = made.kind === 'ddl';
  const ex = exprContext(rc, before);
  const filledIn = (template: PgExpr): PgExpr => withWords(ex, template, text, checked ?? holes, isDdl);
  const { span } = pieces;
  if (made.callee !== undefined) {
    if (!holes.every((h) => made.callee?.includes(h.name))) return undefined;
    return { kind: 'call', using, texts: [b.ora(span, 'dynamic_call', filledIn(b.text(span, made.callee)))] };
  }
  if (made.plain && understood.exactly && isCallOfWord(rc, named, made.plain, span)) {
    rc.unit.report(routineOfTheRun(span));
    return {
      kind: 'call',
      using,
      exact: true,
      ...(made.targets ? { targets: made.targets } : {}),
      givenTypes: made.plain.types,
      texts: [calledByName(span, made.plain, filledIn(b.text(span, made.plain.callee)), text)],
    };
  }
  return {
    kind: made.kind,
    using,
    exact: checked !== undefined || (isDdl && understood.exactly && holes.every(isNumberHole)),
    ...(made.targets ? { targets: made.targets } : {}),
    ...(bound.kind === 'CreateTable' && bound.asQuery ? { fillsTable: made.statements.findIndex(fillsTable) } : {}),
    ...(bound.kind === 'QueryStatement' ? columnsOf(rc, bound.query, holes) : {}),
    texts: (ended ? [ended] : made.statements)
      .map(readingClockOnce)
      .map((one) => nullIfEmpty(withoutHomes(one, holes, text), checked ?? []))
      .map((statement) => filledIn({ kind: 'PgStatementText', span, statement })),
  };
}

/** The words as they are checked at run time, which makes the template exact; undefined where they may be anything. */
function checkedWords(
  rc: BodyBuilder,
  { binds, span }: PiecedText,
  { text, holes, bound }: NamedText,
  made: TemplateStatements,
): readonly Hole[] | undefined {
  const isInSchema =
    (bound.kind === 'CreateSequence' || bound.kind === 'CreateTable') && schemaOfText(rc, span).length > 0;
  const mayBeTemporary = (isOfAnyTable(bound) || changesTable(bound)) && hasTemporaryTables(rc);
  const identifiers = isInSchema || mayBeTemporary ? undefined : identifierHoles(bound, text, holes);
  if (identifiers) return identifiers;
  const [only, ...others] = made.statements;
  const isOne = only !== undefined && others.length === 0 && !binds.returning;
  if (!isOne || (made.kind !== 'query' && made.kind !== 'dml')) return undefined;
  const numbers = numbersInPlace(rc.unit, { bound, holes }, only);
  const values = holes.map((hole): Hole | undefined => {
    if (numbers.has(hole)) return { ...hole, required: true };
    const unquoted = betweenQuotes(rc.unit, bound, only, hole, text);
    return unquoted && { ...hole, unquoted };
  });
  return values.every((hole) => hole !== undefined) ? values : undefined;
}

const hasTemporaryTables = ({ unit }: BodyBuilder): boolean => unit.analysis.catalog.relations.some((r) => r.temporary);

/** Is the routine all that words name, in the schema of whoever runs it? */
const isCallOfWord = (rc: BodyBuilder, { text, holes }: NamedText, plain: PlainCall, span: Span): boolean =>
  holes.every((h) => plain.callee.includes(h.name)) &&
  schemaOfText(rc, span).length === 0 &&
  isCalleeAlone(text, holes);

/** Does no word stand anywhere but in the name of the routine? */
const isCalleeAlone = (text: string, holes: readonly Hole[]): boolean =>
  holes.every((h) => !h.inLiteral && !text.slice(text.indexOf('(')).includes(h.name));

/**
 * `ora.dynamic_routine('call dyn_callee_(dyn_arg_1_($1))', …)`: the call of the routine that there is, with its
 * arguments converted.
 */
function calledByName(
  span: Span,
  { statement, args, result, callee: written }: PlainCall,
  callee: PgExpr,
  text: string,
): PgExpr {
  const asked: PgExpr = b.cast(
    span,
    { kind: 'PgArray', span, items: args.map((arg) => b.text(span, arg)) },
    pgTypes.arrayOf(pgTypes.text),
  );
  const at = Math.max(0, text.toLowerCase().indexOf(written));
  const { line, column } = placeOfText(text, at);
  const start = placeOfText(text, /^\s*begin\s+/i.exec(text)?.[0].length ?? at);
  return b.ora(
    span,
    'dynamic_routine',
    { kind: 'PgStatementText', span, statement },
    callee,
    asked,
    result === undefined ? b.null(span) : b.text(span, result),
    b.num(span, line),
    b.num(span, column),
    b.text(span, `ORA-06550: line ${start.line}, column ${start.column}:`),
  );
}

/** `DROP TRIGGER ` || p: the text as it is, once its words are known to be names. */
function foundByRuntime(rc: BodyBuilder, { bound, text, holes }: NamedText, ex: ExprContext): Template | undefined {
  const { span } = bound;
  if (!isFoundByRuntime(bound) || schemaOfText(rc, span).length > 0) return undefined;
  if (changesTable(bound) && hasTemporaryTables(rc)) return undefined;
  const named = identifierHoles(bound, text, holes);
  if (!named) return undefined;
  if (bound.kind === 'CreateOther') {
    const report = (d: Diagnostic): void =>
      rc.unit.report({ ...d, message: d.message.replace(/\bDYN_\d+_/, 'that the run names') });
    lowerCreateOther({ ...rc.unit, report }, { ...bound, span });
  }
  return {
    kind: 'ddl',
    using: [],
    exact: true,
    texts: [b.ora(span, 'dynamic_sql', checkedText(ex, span, text, named))],
  };
}

function columnsOf(rc: BodyBuilder, query: Query, holes: readonly Hole[]): Pick<Template, 'width' | 'types'> {
  const width = fixedWidth(rc, query, holes);
  return width === undefined ? {} : { width, types: rc.unit.analysis.columnsOf(query).map((c) => c.type) };
}

/** How many columns the query gives, unless a word stands alone in its select list, which may be several. */
function fixedWidth(rc: BodyBuilder, query: Query, holes: readonly Hole[]): number | undefined {
  const { body } = query;
  if (body.kind !== 'Select') return undefined;
  const isFixed = body.items.every(
    ({ value }) => !holes.some((h) => comesThrough(isOfOwner(value) ? value.args : value, h.name.toUpperCase())),
  );
  return isFixed ? widthOf(rc.unit.analysis, query) : undefined;
}

/** `owner.f(…)` is one column, whoever the owner is. */
const isOfOwner = (value: Expr): value is Call =>
  value.kind === 'Call' && value.callee.kind === 'Name' && value.callee.parts.length > 1;

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
