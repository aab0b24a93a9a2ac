import type { ParserRuleContext } from 'antlr4ng';
import type { AlterObject, AlterSession, Identifier } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type AlterSequenceContext,
  type AlterSessionContext,
  type AlterTypeContext,
  NameContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { stringValue } from '../expressions/literals.js';
import { buildLastName, buildQualifiedName } from '../names.js';
import { firstTokenOf, hasToken, lastTokenOf, ruleOf, tokenTypeOf } from '../tree.js';
import { buildTypeChanges } from './create-type.js';
import { buildSequenceOptions } from './sequence.js';

/** ALTER of anything but a table or the session: kind, name and the first words of what is done. */
export function buildAlterObject(cx: BuildContext, ctx: ParserRuleContext, span: Span): AlterObject {
  const at = ctx.children.findIndex((child) => child instanceof NameContext);
  const name = at < 0 ? undefined : (ctx.children[at] as NameContext);
  const objectKind = name === undefined ? cx.wordsOf(ctx, 1) : kindBefore(cx, ctx, name);
  const last = lastTokenOf(ctx).tokenIndex;
  const action = name === undefined ? cx.wordsOf(ctx, 4).slice(objectKind.length + 1) : wordsBehind(cx, name, last);
  const renameTo = renameTarget(cx, ctx);
  const changes = ctx.ruleIndex === P.RULE_alterType ? buildTypeChanges(cx, ctx as AlterTypeContext) : undefined;
  const sequence = ctx.ruleIndex === P.RULE_alterSequence ? (ctx as AlterSequenceContext).sequenceOption() : [];
  return {
    kind: 'AlterObject',
    span,
    objectKind,
    ...(name && { name: buildQualifiedName(cx, name) }),
    action,
    ...(renameTo && { renameTo }),
    ...(sequence.length > 0 && { sequenceOptions: buildSequenceOptions(sequence) }),
    ...(changes && { typeChanges: changes }),
  };
}

function kindBefore(cx: BuildContext, ctx: ParserRuleContext, name: NameContext): string {
  const words: string[] = [];
  for (let i = firstTokenOf(ctx).tokenIndex; i < firstTokenOf(name).tokenIndex; i++) {
    const token = cx.tokens[i]!;
    if (token.type === P.IF || token.type === P.EXISTS || token.type === P.FORCE || token.type === P.ON) continue;
    words.push(token.upperText);
  }
  return words.join(' ');
}

const mostWords = 3;

function wordsBehind(cx: BuildContext, name: NameContext, last: number): string {
  const words: string[] = [];
  const first = lastTokenOf(name).tokenIndex + 1;
  for (let i = first; i <= last && words.length < mostWords; i++) words.push(cx.tokens[i]!.upperText);
  return words[0] === 'RENAME' ? 'RENAME TO' : words.join(' ');
}

/** `RENAME TO x`, in the context or in its actions. */
function renameTarget(cx: BuildContext, ctx: ParserRuleContext): Identifier | undefined {
  let isRename = false;
  for (const child of ctx.children) {
    if (tokenTypeOf(child) === P.RENAME) isRename = true;
    else if (isRename && child instanceof NameContext) return buildLastName(cx, child);
    else if (ruleOf(child) === P.RULE_alterIndexAction && hasToken(child as ParserRuleContext, P.RENAME)) {
      return renameTarget(cx, child as ParserRuleContext);
    }
  }
  return undefined;
}

/** (SQL Language Reference, "ALTER SESSION") */
export function buildAlterSession(cx: BuildContext, ctx: AlterSessionContext, span: Span): AlterSession {
  const settings: { name: string; value: string }[] = [];
  if (!hasToken(ctx, P.SET) || hasToken(ctx, P.EVENTS)) {
    return { kind: 'AlterSession', span, settings, other: cx.wordsOf(ctx).replace(/^SESSION (SET )?/, '') };
  }
  let name = '';
  let hasValue = false;
  for (const child of ctx.children) {
    const type = tokenTypeOf(child);
    if (type === P.SET || type === P.COMMITTED || firstTokenOf(child).type === P.SESSION) continue;
    if (type === P.EQ) hasValue = true;
    // `SET sql_trace TRUE` has no equals sign.
    else if (hasValue || type === P.TRUE || type === P.FALSE) {
      const text = cx.textOf(child);
      // A schema in quotes is another one than without.
      settings.push({ name, value: /^current_schema$/i.test(name) ? text : settingValue(text) });
      name = '';
      hasValue = false;
    } else name += cx.wordsOf(child);
  }
  return { kind: 'AlterSession', span, settings };
}

function settingValue(text: string): string {
  if (/^n?q?'/i.test(text)) return stringValue(text);
  return text.startsWith('"') ? text.slice(1, -1) : text;
}
