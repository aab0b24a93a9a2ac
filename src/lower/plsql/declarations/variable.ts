import { holdsNul } from '../../../analyze/declare/text-of-constants.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { byteLength } from '../../../diagnostics/op1-types.js';
import type { VariableDeclaration } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement, PlVariable } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { defaultOf } from '../../calls/defaults.js';
import { elementsPgType } from '../../collections/collection-types.js';
import { isDense } from '../../collections/dense.js';
import { reportWholeUses } from '../../collections/gaps/gaps.js';
import { assignSplit, type SplitPart, type SplitParts, splitOf, splitParts } from '../../collections/gaps/split.js';
import type { UnitContext } from '../../context.js';
import { fitTo } from '../../expressions/conversions/fit.js';
import { givenTo } from '../../expressions/datetime/instants.js';
import { lowerTo } from '../../expressions/index.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { isSafe } from '../errors/safe.js';
import { lowerToVariable } from '../statements/assignments/empty-char.js';
import { alwaysFits, someValue } from './plain-initial.js';

/** Does its initial value read an OUT parameter, which is given what its type begins with at the start of the body? */
export function readsOut(rc: BodyBuilder, { initial, span }: VariableDeclaration): boolean {
  const outs = new Set(
    rc.symbol?.kind === 'routine' ? rc.symbol.parameters.filter((p) => p.mode === 'OUT').map((p) => p.variable) : [],
  );
  if (!initial || outs.size === 0) return false;
  return contains(initial, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'Call') return false;
    const { base } = rc.unit.analysis.resolve(node);
    return (
      base.kind === 'variable' &&
      outs.has(base.variable) &&
      defaultOf(exprContext(rc, []), base.variable.type, span) !== undefined
    );
  });
}

/** PL/pgSQL counts the length of a variable in characters, as that of a column. */
export function reportBytes(unit: UnitContext, { type }: VariableDeclaration): void {
  if (type.kind === 'BuiltinTypeRef' && type.lengthSemantics === 'BYTE') unit.report(byteLength(type.span));
}

/** Nothing is declared for a constant that has the character NUL: its uses know its text. */
export function standsForNul(unit: UnitContext, d: VariableDeclaration): boolean {
  const symbol = unit.analysis.declaredBy(d);
  return symbol?.kind === 'variable' && holdsNul((e) => unit.analysis.resolve(e), symbol);
}

/** What stands around the declaration of a variable. */
interface DeclarationPlace {
  /** Its initial value cannot stand in the declaration: statements come before it. */
  readonly isLate: boolean;
  /** Comments of declarations before it that came to nothing. */
  readonly commentsBefore: readonly string[];
}

/** Declares a variable, and gives the statements of an initial value that cannot stand in its declaration. */
export function declareVariable(
  rc: BodyBuilder,
  d: VariableDeclaration,
  { isLate, commentsBefore }: DeclarationPlace,
): PlStatement[] {
  reportBytes(rc.unit, d);
  const symbol = rc.unit.analysis.declaredBy(d);
  if (symbol?.kind !== 'variable') return [];
  const name = rc.name(symbol);
  if (symbol.type.kind === 'collection' && isDense(rc.unit, symbol)) {
    const { span, comments, trailingComment, blankBefore } = d;
    const array = b.variable(span, name, elementsPgType(rc.unit, symbol.type.collection), b.text(span, '{}'));
    rc.declare({ ...array, comments, trailingComment, blankBefore });
    return [];
  }
  const type = pgTypeOf(rc.unit.naming, symbol.type, 'variable');
  const comments = commentsBefore.length > 0 ? [...commentsBefore, ...(d.comments ?? [])] : d.comments;
  const statements: PlStatement[] = [];
  const parts = splitParts(rc.unit, symbol, name);
  if (parts) return declareSplit(rc, { ...d, comments }, symbol, parts);
  const initial = initialValue(rc, d, symbol, statements);
  const make = (value: PgExpr | undefined, { constant }: { readonly constant: boolean }): PlVariable => ({
    kind: 'PlVariable',
    span: d.span,
    name,
    type,
    initial: value,
    constant: constant || undefined,
    notNull: symbol.notNull && value ? true : undefined,
    comments,
    trailingComment: d.trailingComment,
    blankBefore: d.blankBefore,
  });
  const protectedStart =
    rc.mode.kind === 'capture' &&
    initial !== undefined &&
    (!isSafe(initial) || (d.initial !== undefined && !alwaysFits(rc.unit, d.initial, symbol.type, symbol.notNull)));
  const begun = d.initial && d.initial.kind !== 'NullLiteral' ? rc.cursors.begunWith(symbol, d.span) : [];
  if (statements.length > 0 || (isLate && initial) || protectedStart) {
    // NOT NULL needs a value to start with.
    rc.declare(make(symbol.notNull ? someValue(symbol.type, d.span) : undefined, { constant: false }));
    return [...statements, ...(initial ? [b.assign(d.span, b.column(d.span, name), initial)] : []), ...begun];
  }
  rc.declare(make(initial, { constant: d.constant }));
  return [...begun];
}

/** A collection that is kept in several variables. */
function declareSplit(
  rc: BodyBuilder,
  d: VariableDeclaration,
  symbol: VariableSymbol,
  parts: SplitParts,
): PlStatement[] {
  const own = ({ name }: SplitPart): string => rc.variables.partName(symbol, name);
  const [first, second, ...rest] = parts;
  const names = [own(first), own(second), ...rest.map(own)] as const;
  rc.variables.split(symbol, names);
  reportWholeUses(rc.unit, symbol, symbol.block);
  for (const [i, part] of parts.entries()) {
    rc.declare({
      ...b.variable(d.span, names[i] ?? part.name, part.type, part.initial),
      ...(i === 0 && { comments: d.comments, blankBefore: d.blankBefore }),
      ...(i === 1 && { trailingComment: d.trailingComment }),
    });
  }
  if (!d.initial) return [];
  const before: PlStatement[] = [];
  const ex = { ...exprContext(rc, before), early: rc.isOutermost };
  const value = lowerTo(ex, d.initial, symbol.type);
  const place = splitOf(rc.variable(symbol, { sql: false }));
  const statements = place ? [...before, ...assignSplit(rc, place, value, d.span)] : before;
  return statements;
}

function initialValue(
  rc: BodyBuilder,
  d: VariableDeclaration,
  symbol: VariableSymbol,
  before: PlStatement[],
): PgExpr | undefined {
  if (d.initial) {
    const ex = givenTo({ ...exprContext(rc, before), early: rc.isOutermost }, symbol, d.initial);
    return fitTo(ex, lowerToVariable(ex, d.initial, symbol.type), {
      from: rc.unit.analysis.typeOf(d.initial),
      to: symbol.type,
      span: d.initial.span,
      source: d.initial,
    });
  }
  return defaultOf({ ...exprContext(rc, before), early: rc.isOutermost }, symbol.type, d.span);
}
