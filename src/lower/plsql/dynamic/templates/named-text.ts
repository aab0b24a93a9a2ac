import type { ExecuteImmediate, Expr, ScriptUnit } from '../../../../ir/oracle/index.js';
import type { Span } from '../../../../ir/span.js';
import { contains } from '../../../../ir/walk.js';
import { parseStatementText } from '../../../../parse/build/index.js';
import { withoutComments } from '../../../../source/tokens/without-comments.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { callsForEffect } from '../../effects/calls-for-effect.js';
import { bindUnit, hasSurplus } from '../../effects/texts/bind-unit.js';
import { constantText } from '../../effects/texts/constant-text.js';
import { statementOfText } from '../statement-of-text.js';
import { type Hole, holeName, isNumberHole } from './dynamic-words.js';
import { followsJoin } from './same-end.js';

/*
 * A text of dynamic SQL with names, or numbers, in the places of what is known at run time only, and the statement that
 * it is so.
 * 'SELECT NVL(MAX(' || col || '), 0) FROM ' || tab   →   SELECT NVL(MAX(dyn_1_), 0) FROM dyn_2_
 */

/** The pieces of a text, and whether they are only what it begins with. */
export interface PiecedText {
  readonly binds: ExecuteImmediate;
  readonly span: Span;
  readonly parts: readonly (string | Expr)[];
  readonly isHead: boolean;
}

/** A text with names in the places of what is not known, and the statement that it is. */
export interface NamedText {
  readonly text: string;
  readonly holes: readonly Hole[];
  readonly bound: ScriptUnit;
  /** The names as they stand in the statement. */
  readonly words: readonly string[];
}

/**
 * The statement that the pieces are with names in the places of what is not known; undefined where they are none.
 * @param besideOperators names may stand there, since they are not put in for anything else
 */
export function namedText(
  rc: BodyBuilder,
  { binds, span, parts, isHead }: PiecedText,
  { besideOperators = false } = {},
): NamedText | undefined {
  const holes: Hole[] = [];
  const text = textWithNames(rc, parts, holes);
  if (text === undefined) return undefined;
  // Without names there are numbers in hints alone, unless everything is known.
  if (holes.length === 0 && !isHead && parts.every((part) => isKnown(rc, part))) return undefined;
  // What binds there are must all stand in what is understood.
  if (isHead && (text.match(/:\w/g) ?? []).length !== binds.using.length) return undefined;
  // Beside an operator a word could be an expression that binds less tightly than what is made of it.
  const bare = withoutComments(text);
  const isBeside = (name: string): boolean => new RegExp(`[-+*/|]\\s*${name}|${name}\\s*[-+*/|]`).test(bare);
  if (!besideOperators && holes.some((h) => /^dyn_/.test(h.name) && isBeside(h.name))) return undefined;
  // Oracle refuses the character behind a statement of SQL. (ORA-00911)
  if (/^[\s(]*(?:select|with|insert|update|delete|merge)\b[\s\S]*;\s*$/i.test(bare)) return undefined;
  const { unit, diagnostics } = parseStatementText(text);
  if (!unit || diagnostics.some((d) => d.severity === 'error')) return undefined;
  const out = binds.returning?.targets ?? [];
  // What is put in at run time has the bind variables that are missing here.
  if (hasSurplus(unit, binds.using, out)) return undefined;
  const bound = bindUnit(rc.unit.analysis, statementOfText(rc.unit.analysis, unit), text, {
    using: binds.using,
    outTargets: out,
    span,
  });
  const words = holes.map((h) => h.name.toUpperCase());
  if (!bound || words.some((word) => namesAlias(bound, word)) || followsJoin(bound, words)) return undefined;
  return { text, holes, bound, words };
}

const isKnown = (rc: BodyBuilder, part: string | Expr): boolean =>
  typeof part === 'string' || constantText(rc.unit, part) !== undefined;

/** The text with a name in place of each expression. */
function textWithNames(rc: BodyBuilder, parts: readonly (string | Expr)[], holes: Hole[]): string | undefined {
  return parts.reduce<string | undefined>((all, part) => {
    if (all === undefined) return undefined;
    const next = typeof part === 'string' ? part : withNames(rc, part, holes, all);
    return next === undefined ? undefined : all + next;
  }, '');
}

/**
 * The text with a name for each part that is not known, or a number where one stands alone; undefined where a part ends
 * the name that it stands behind. `before`: the text so far.
 */
function withNames(rc: BodyBuilder, expr: Expr, holes: Hole[], before: string): string | undefined {
  const known = constantText(rc.unit, expr);
  if (known !== undefined) return known;
  if (expr.kind === 'Binary' && expr.op === '||') {
    const left = withNames(rc, expr.left, holes, before);
    const right = left === undefined ? undefined : withNames(rc, expr.right, holes, before + left);
    return left !== undefined && right !== undefined ? left + right : undefined;
  }
  const number = numberOf(rc, expr);
  // What a hint tells Oracle, PostgreSQL is not told.
  if (number !== undefined && isInComment(before) && !callsForEffect(exprContext(rc, []), expr)) return '0';
  const inLiteral = (before.match(/'/g) ?? []).length % 2 === 1;
  const isNumber = number !== undefined && !inLiteral && /[\s(,=<>+*/-]$/.test(before);
  const value = isNumber ? number : expr;
  const same = holes.find(
    (h) => sameName(rc, h.value, value) && isNumber === isNumberHole(h) && h.inLiteral === inLiteral,
  );
  if (same) return same.name;
  if (!inLiteral && /[\w$#"]$/.test(before) && rc.unit.analysis.mayBeginApart(expr)) return undefined;
  const hole = { inLiteral, name: holeName(holes.length, isNumber), value };
  holes.push(hole);
  return hole.name;
}

/** Does the text end in a comment that goes on? */
function isInComment(text: string): boolean {
  const start = text.lastIndexOf('/*');
  return start > text.lastIndexOf('*/') && (text.slice(0, start).match(/'/g) ?? []).length % 2 === 0;
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

/** The same name, of the same variable: another one may hide it. */
function sameName({ unit: { analysis } }: BodyBuilder, a: Expr, other: Expr): boolean {
  if (a.kind !== 'Name' || other.kind !== 'Name') return false;
  const [base, otherBase] = [analysis.resolve(a).base, analysis.resolve(other).base];
  const variable = base.kind === 'variable' ? base.variable : undefined;
  return (
    variable === (otherBase.kind === 'variable' ? otherBase.variable : undefined) &&
    a.parts.map((p) => p.name).join('.') === other.parts.map((p) => p.name).join('.')
  );
}

/** A word that was taken for an alias may be anything that can follow: FROM, WHERE, a comma. */
const namesAlias = (unit: ScriptUnit, name: string): boolean =>
  contains(
    unit,
    (node) => 'alias' in node && node.alias !== undefined && 'name' in node.alias && node.alias.name.includes(name),
  );
