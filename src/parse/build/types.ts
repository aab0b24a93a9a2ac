import { TerminalNode } from 'antlr4ng';
import { builtinTypeNames } from '../../ir/builtin-type-names.js';
import type { BuiltinTypeRef, Expr, QualifiedName, TypeRef } from '../../ir/oracle/index.js';
import { type DataTypeContext, OracleParser as P, type TypeArgumentsContext } from '../generated/OracleParser.js';
import type { BuildContext } from './context.js';
import { buildExpr } from './expressions/expressions.js';
import { buildQualifiedName } from './names.js';
import { firstOf, required } from './required.js';
import { hasToken, tokenTypeOf } from './tree.js';

/** The words with which a built-in type begins. */
const firstWords: ReadonlySet<string> = new Set(builtinTypeNames.map((name) => name.split(' ', 1)[0] ?? name));

/** A data type as written: a word of Oracle's, another type by name, `%TYPE`, `%ROWTYPE` or REF. */
export function buildTypeRef(cx: BuildContext, ctx: DataTypeContext): TypeRef {
  const span = cx.span(ctx);
  const name = buildQualifiedName(cx, ctx.linkedName());
  if (tokenTypeOf(ctx.children[0]) === P.REF) return { kind: 'RefTypeRef', span, target: name };
  // `%CHARSET` also stands after a percent sign, but never right after the name.
  if (tokenTypeOf(ctx.children[1]) === P.PERCENT_SIGN) {
    return { kind: 'AnchoredTypeRef', span, name, anchor: hasToken(ctx, P.ROWTYPE) ? 'ROWTYPE' : 'TYPE' };
  }
  const typeArguments = ctx.typeArguments();
  if (!isBuiltin(name)) {
    const args =
      typeArguments === null ? undefined : typeArguments.typeArgument().map((arg) => buildExpr(cx, arg.expression()));
    return { kind: 'NamedTypeRef', span, name, args };
  }
  const { precision, scale, lengthSemantics } = argumentsOf(cx, typeArguments);
  const qualifier = ctx.intervalQualifier();
  if (qualifier !== null) {
    // `INTERVAL DAY(2) TO SECOND(6)`: the first precision is that of the leading field where it stands before TO.
    let leading: Expr | undefined;
    let fractional: Expr | undefined;
    for (const written of qualifier.precision()) {
      const value = buildExpr(cx, required(written.expression(0)));
      if (written === qualifier.children[1]) leading = value;
      else fractional = value;
    }
    const fields = hasToken(qualifier, P.YEAR) ? 'YEAR TO MONTH' : 'DAY TO SECOND';
    return {
      kind: 'BuiltinTypeRef',
      span,
      name: `${firstOf(name.parts).name} ${fields}`,
      precision: leading,
      scale: fractional,
    };
  }
  return { kind: 'BuiltinTypeRef', span, name: spelledName(name, ctx), precision, scale, lengthSemantics };
}

function isBuiltin({ parts, link }: QualifiedName): boolean {
  return parts.length === 1 && link === undefined && !firstOf(parts).quoted && firstWords.has(firstOf(parts).name);
}

/** The name with the words that belong to it: those before CHARACTER SET, parentheses left out. */
function spelledName(name: QualifiedName, ctx: DataTypeContext): string {
  let spelled = firstOf(name.parts).name;
  for (let i = 1; i < ctx.children.length; i++) {
    const child = required(ctx.children[i]);
    if (!(child instanceof TerminalNode)) continue;
    if (child.symbol.type === P.CHARACTER && tokenTypeOf(ctx.children[i + 1]) === P.SET) break;
    spelled += ` ${required(child.symbol.text).toUpperCase()}`;
  }
  return spelled;
}

function argumentsOf(
  cx: BuildContext,
  ctx: TypeArgumentsContext | null,
): Pick<BuiltinTypeRef, 'precision' | 'scale' | 'lengthSemantics'> {
  if (ctx === null) return {};
  const star = hasToken(ctx, P.STAR);
  const [first, second] = ctx.typeArgument();
  const value = first && buildExpr(cx, first.expression());
  const lengthSemantics = first && (hasToken(first, P.CHAR) ? 'CHAR' : hasToken(first, P.BYTE) ? 'BYTE' : undefined);
  return star
    ? { precision: '*', scale: value }
    : { precision: value, scale: second && buildExpr(cx, second.expression()), lengthSemantics };
}
