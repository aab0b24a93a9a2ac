import type { ExecuteImmediate, Expr } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import { dynamicText } from '../flow/dynamic-text.js';
import { isDmlText } from '../model/known-text.js';
import type { MutableEffects } from './mutable-effects.js';
import { noteRead, tablesRead } from './view-reads.js';

/** EXECUTE IMMEDIATE: it may do whatever its text, as far as that is known, does not rule out. */
export function noteExecuteImmediate(cx: AnalyzeContext, node: ExecuteImmediate, effects: MutableEffects): void {
  effects.raises = true;
  // What the block does is seen in it.
  if (node.block) return;
  effects.dynamicSql = true;
  effects.dynamicChanges ||= !isDynamicQuery(cx, node);
  effects.dynamicDml ||= isDmlText(dynamicText(cx, node.text));
  noteNamesInText(cx, node.text, effects);
  if (mayEndTransaction(cx, node)) effects.transactionControl = true;
  effects.noDataFoundEscapes ||= node.into !== undefined;
}

/** OPEN … FOR a text. */
export function noteDynamicOpen(cx: AnalyzeContext, text: Expr, effects: MutableEffects): void {
  effects.dynamicSql = true;
  noteNamesInText(cx, text, effects);
}

/** What dynamic SQL meets, as far as its text is known: the tables and views that words of it name. */
function noteNamesInText(cx: AnalyzeContext, text: Expr, effects: MutableEffects): void {
  const known = dynamicText(cx, text);
  const isDml = isDmlText(known);
  if (!known || !(isDml || /^[\s(]*(?:select|with)\s/i.test(known.text))) return;
  const words = [
    ...new Set([...known.text.matchAll(/[\p{L}_][\p{L}\p{N}_$#]*/gu)].map(([word]) => word.toUpperCase())),
  ];
  const relations = words.map((word) => cx.catalog.lookup([word])).filter((s) => s?.kind === 'relation');
  // The first that DML names is what it changes.
  const target = isDml ? relations.shift() : undefined;
  for (const relation of target ? tablesRead(cx, target) : []) effects.writesTables.add(relation);
  for (const relation of relations) noteRead(cx, relation, effects);
}

/**
 * What commits before and after itself, and what ends the transaction. (SQL Language Reference, "Types of SQL
 * Statements")
 */
const enders = (
  'create alter drop truncate grant revoke comment rename analyze audit noaudit purge flashback associate ' +
  'disassociate administer commit rollback'
).split(' ');

/**
 * INTO takes the row of a query; a query without it is parsed only. (PL/SQL Language Reference, "EXECUTE IMMEDIATE
 * Statement")
 */
function isDynamicQuery(cx: AnalyzeContext, { text, into }: ExecuteImmediate): boolean {
  return into !== undefined || /^[\s(]*select\s/i.test(dynamicText(cx, text)?.text ?? '');
}

/**
 * May dynamic SQL be DDL, or anything else that ends the transaction? The first word decides, as far as it is known.
 * Only a query gives values, and DDL takes none.
 */
function mayEndTransaction(cx: AnalyzeContext, { text, into, using }: ExecuteImmediate): boolean {
  const known = dynamicText(cx, text);
  if (!known || into !== undefined || using.length > 0) return false;
  const start = known.text.replace(/^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)+/, '').toLowerCase();
  const [word] = /^\w*/.exec(start)!;
  if (word === '' || /^alter\s+(?:session|system)\b/.test(start)) return false;
  const isCut = !known.whole && word === start;
  return enders.some((ender) => (isCut ? ender.startsWith(word) : ender === word));
}
