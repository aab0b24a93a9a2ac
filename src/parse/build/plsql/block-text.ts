import { identifier } from '../../../ir/made-nodes.js';
import { mapTree, replaceNodes } from '../../../ir/map-tree.js';
import type { Block, Exit, UsingArgument } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, nodesOf } from '../../../ir/walk.js';
import { MappedTextBuilder } from '../../../source/files/mapped-text.js';
import { lex } from '../../../source/tokens/lexer.js';
import { withoutComments } from '../../../source/tokens/without-comments.js';
import type { PlsqlUnit } from '../../../source/unit.js';
import { type ExpressionContext, OracleParser as P, type UnitContext } from '../../generated/OracleParser.js';
import { parseUnit } from '../../parse-unit.js';
import type { OracleToken } from '../../tokens/oracle-token.js';
import { uncompiled } from '../../uncompiled/uncompiled.js';
import { BuildContext } from '../context.js';
import { stringValue } from '../expressions/literals.js';
import { required } from '../required.js';
import { firstTokenOf, lastTokenOf } from '../tree.js';
import { buildUnit } from '../units.js';

/*
 * The block that EXECUTE IMMEDIATE runs, where its text stands there: it is code of the program, with places in the
 * source like the rest.
 */

const blockStart = /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)*(?:declare|begin|<<)/i;

/** `begin … end` is no block without its semicolon. */
export const endsBlock = (text: string): boolean => withoutComments(text).trimEnd().endsWith(';');

/**
 * `$IF`, `$$flag`: what they stand for is known to the session that runs the text. (PL/SQL Language
 * Reference, "Conditional Compilation")
 */
export const hasDirectives = (text: string): boolean => /(?<![\w$#])\$(?:\$[a-z]|if\b|error\b)/i.test(text);

/**
 * The block that a text of literals is, with what USING gives. Undefined for other texts; where values and bind
 * variables do not go together so simply that no type matters; and for a block that is an autonomous transaction, asks
 * for flags of the compilation, or is not understood.
 */
export function blockOfText(
  cx: BuildContext,
  text: ExpressionContext,
  using: readonly UsingArgument[],
): Block | undefined {
  const source = literalsOf(cx, text);
  if (source === undefined || !blockStart.test(source.text) || !endsBlock(source.text)) return undefined;
  if (hasDirectives(source.text)) return undefined;
  const { file } = cx;
  const { start, end } = cx.span(text);
  const unit: PlsqlUnit = {
    kind: 'plsql',
    file,
    start,
    end,
    text: source.text,
    source,
    terminator: 'none',
    leading: [],
    rerun: false,
  };
  const parsed = parseUnit(lex(unit.text));
  if (parsed.errors.length > 0) return undefined;
  const own = new BuildContext(unit, parsed.lexed, parsed.tokens);
  const built = buildUnit(own, parsed.tree as UnitContext);
  if (built?.kind !== 'AnonymousBlock' || own.diagnostics.some((d) => d.severity === 'error')) return undefined;
  if (uncompiled(built.block)) return undefined;
  const isOther = built.block.declarations.some((d) => d.kind === 'Pragma' && d.name === 'AUTONOMOUS_TRANSACTION');
  if (isOther || contains(built, (node) => node.kind === 'CorrelationName')) return undefined;
  const block = withValues(built.block, using);
  return block && leftByReturn(block);
}

/**
 * What USING gives stands in the place of its bind variable, where the block is one statement that takes each value
 * once. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement")
 */
function withValues(block: Block, using: readonly UsingArgument[]): Block | undefined {
  // One that a text in the text is given stands in that, too.
  const binds = [...new Set(nodesOf(block, 'BindVariable'))];
  if (binds.length !== using.length || new Set(binds.map((bind) => bind.name)).size !== binds.length) return undefined;
  if (binds.length === 0) return block;
  return isSimple(block)
    ? replaceNodes(block, new Map(binds.map((bind, i) => [bind, required(using[i]).value])))
    : undefined;
}

/** Is the block one statement that reads what it is given at its beginning, and gives back at its end? */
export function isSimple({ declarations, body, handlers }: Block): boolean {
  const [only, more] = body;
  if (!only || more || declarations.length > 0 || handlers.length > 0) return false;
  return ['CallStatement', 'Assignment', 'SelectInto', 'DmlInBlock', 'ExecuteImmediate'].includes(only.kind);
}

/** What literals, put together with `||` and CHR, say. */
function literalsOf(cx: BuildContext, text: ExpressionContext): MappedTextBuilder | undefined {
  const first = firstTokenOf(text).tokenIndex;
  const last = lastTokenOf(text).tokenIndex;
  const made = new MappedTextBuilder();
  for (let i = first; i <= last; i++) {
    const token = cx.tokens[i]!;
    if (token.type === P.STRING_LITERAL && /^n?q?'/i.test(token.text)) appendLiteral(cx, made, token);
    else if (token.upperText === 'CHR' && isCharacter(cx, i)) {
      const { start, end } = cx.spanOfToken(token);
      made.insert(String.fromCharCode(Number(cx.tokens[i + 2]!.text)), start, end);
      i += 3;
    } else if (!/^(?:\|\|?|\(|\))$/.test(token.text)) return undefined;
  }
  return made;
}

/** `CHR(10)` */
function isCharacter(cx: BuildContext, at: number): boolean {
  const [open, number, close] = cx.tokens.slice(at + 1, at + 4).map((token) => token.text);
  return open === '(' && /^\d+$/.test(number ?? '') && Number(number) < 128 && close === ')';
}

/** The characters of a literal, of doubled quotes one. */
function appendLiteral(cx: BuildContext, made: MappedTextBuilder, token: OracleToken): void {
  const quote = token.text.indexOf("'");
  const isQuoted = /^n?q/i.test(token.text);
  const { source } = cx.unit;
  const start = token.start + quote + (isQuoted ? 2 : 1);
  if (isQuoted || !stringValue(token.text).includes("'")) {
    made.append(source, start, start + stringValue(token.text).length);
    return;
  }
  const end = token.start + token.text.length - 1;
  for (let from = start; from < end; ) {
    const doubled = source.text.indexOf("''", from);
    const to = doubled < 0 || doubled >= end ? end : doubled + 1;
    made.append(source, from, to);
    from = to === end ? end : to + 1;
  }
}

/**
 * RETURN leaves the block that the text is, not the routine that runs it. (PL/SQL Language
 * Reference, "RETURN Statement")
 */
export function leftByReturn(block: Block): Block {
  const [label = identifier(block.span, 'DYNAMIC_BLOCK')] = block.labels;
  let found = false;
  const replaced = <T extends OracleNode>(part: readonly T[]): readonly T[] =>
    mapTree(part, (node) => {
      if (node.kind === 'RoutineDefinition') return node;
      // The one in a text of the text has been replaced.
      if (node.kind !== 'Return') return undefined;
      found = true;
      return { kind: 'Exit', span: node.span, label } satisfies Exit;
    });
  const left = { ...block, body: replaced(block.body), handlers: replaced(block.handlers), labels: [label] };
  return found ? left : block;
}
