import type { ParseTree } from 'antlr4ng';
import type { RoutineDeclaration, RoutineDefinition, UnsupportedDeclaration } from '../../../ir/oracle/index.js';
import { MappedTextBuilder, originOf } from '../../../source/files/mapped-text.js';
import { lex } from '../../../source/tokens/lexer.js';
import { TokenKind } from '../../../source/tokens/token-kind.js';
import type { UnitContext } from '../../generated/OracleParser.js';
import { parseUnit } from '../../parse-unit.js';
import type { OracleToken } from '../../tokens/oracle-token.js';
import { BuildContext } from '../context.js';
import { required } from '../required.js';
import { firstTokenOf } from '../tree.js';
import { buildUnit } from '../units.js';
import { firstWords } from './statements.js';

/**
 * What stands for a declaration that did not parse. A routine with a readable heading keeps it, so that the calls of it
 * are still resolved; only its body is refused.
 */
export function buildBrokenRoutine(cx: BuildContext, ctx: ParseTree): RoutineDefinition | UnsupportedDeclaration {
  const token: OracleToken = firstTokenOf(ctx);
  const span = cx.spanOfToken(token);
  const what = firstWords(token.text);
  const heading = buildHeadingOf(cx, token);
  if (heading === undefined) return { kind: 'UnsupportedDeclaration', span, what };
  return { ...heading, kind: 'RoutineDefinition', span, body: { kind: 'UnsupportedBody', span, what } };
}

const routineWords = /^\s*(procedure|function)\b/i;
const methodWords = /^\s*(?:not\s+)?(member|static|constructor|map|order|overriding|final|instantiable)\b/i;

function buildHeadingOf(
  cx: BuildContext,
  { start, text }: OracleToken,
): RoutineDeclaration | RoutineDefinition | undefined {
  const isMethod = methodWords.test(text);
  if (!isMethod && !routineWords.test(text)) return undefined;
  const length = headingLength(text);
  if (length === undefined) return undefined;
  const { source } = cx.unit;
  const at = originOf(source, start);
  const builder = new MappedTextBuilder();
  builder.insert(isMethod ? 'create type body x is ' : 'create package x is ', at, at);
  builder.append(source, start, start + length);
  builder.insert('; end;', at, at);
  // The comments of the heading go to what stands for the routine.
  const parsed = parseUnit({ ...lex(builder.text), comments: [] });
  if (parsed.errors.length > 0) return undefined;
  const inner = new BuildContext({ ...cx.unit, text: builder.text, source: builder }, parsed.lexed, parsed.tokens);
  const unit = buildUnit(inner, parsed.tree as UnitContext);
  const member = unit?.kind === 'CreateTypeBody' ? unit.methods[0] : undefined;
  if (member !== undefined) return member;
  const declared = unit?.kind === 'CreatePackage' ? unit.declarations[0] : undefined;
  return declared?.kind === 'RoutineDeclaration' ? declared : undefined;
}

/** Up to the IS or AS of the body, outside of parentheses. */
function headingLength(text: string): number | undefined {
  const { kinds, starts, ends, length } = lex(text);
  let depth = 0;
  for (let i = 0; i < length; i++) {
    const kind = required(kinds[i]);
    if (kind === TokenKind.LeftParen) depth++;
    else if (kind === TokenKind.RightParen) depth--;
    else if (
      kind === TokenKind.Identifier &&
      depth === 0 &&
      isWord(text, required(starts[i]), required(ends[i])) &&
      !isResult(i)
    ) {
      return required(starts[i]);
    }
  }
  return undefined;

  function isResult(i: number): boolean {
    return i + 1 < length && /^result$/i.test(text.slice(required(starts[i + 1]), required(ends[i + 1])));
  }
}

function isWord(text: string, start: number, end: number): boolean {
  return end - start === 2 && /^[ia]s$/i.test(text.slice(start, end));
}
