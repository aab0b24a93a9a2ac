import { characterOf } from '../../ir/literals.js';
import type { Block, CaseStatement, Expr, If, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { AnalyzeContext } from '../context.js';
import type { KnownText, VariablePart } from '../model/known-text.js';
import type { VariableSymbol } from '../model/symbols.js';
import { followBodies, type HeldTexts, plainVariable, TextFlow, writtenIn } from './text-flow.js';

/*
 * Dynamic SQL usually stands in a variable: `l_sql := '…'; EXECUTE IMMEDIATE l_sql`. Where the statements in front of
 * it say what the variable holds, the text is known at compile time as if it stood there itself.
 */

/** What local variables hold at a place. */
type Texts = HeldTexts<KnownText>;

/** The text that an expression gives, as far as literals and what is known of variables tell. */
function textOf(cx: AnalyzeContext, expr: Expr, known?: ReadonlyMap<VariableSymbol, KnownText>): KnownText | undefined {
  switch (expr.kind) {
    case 'StringLiteral':
      return literal(expr.value);
    case 'Binary': {
      if (expr.op !== '||') return undefined;
      const left = textOf(cx, expr.left, known);
      const right = textOf(cx, expr.right, known);
      if (!left) return undefined;
      const whole = left.whole && right?.whole === true;
      const pieces = piecesOf(left);
      const head = pieces ? [...pieces, ...(headOf(right) ?? [])] : left.head;
      return {
        text: left.whole ? left.text + (right?.text ?? '') : left.text,
        whole,
        ...(whole || !head ? {} : { head }),
        ...(left.parts && right?.parts ? { parts: [...left.parts, ...right.parts] } : {}),
      };
    }
    case 'Call': {
      const character = characterOf(expr);
      return character === undefined ? undefined : literal(character);
    }
    case 'Name': {
      const variable = plainVariable(cx, expr);
      const held = variable && known?.get(variable);
      if (held !== undefined) return held;
      return variable?.constant && variable.initial && variable.initial !== expr
        ? textOf(cx, variable.initial, known)
        : unknownPart(cx, expr);
    }
    case 'Member':
      return unknownPart(cx, expr);
    default:
      return undefined;
  }
}

const literal = (text: string): KnownText => ({ text, whole: true, parts: [text] });

/** What only the run tells, but the same value wherever it is read until the variable changes. */
function unknownPart(cx: AnalyzeContext, expr: VariablePart): KnownText | undefined {
  return baseOf(cx, expr) ? { text: '', whole: false, parts: [expr] } : undefined;
}

/** The local variable behind a name with fields. */
function baseOf(cx: AnalyzeContext, expr: VariablePart): VariableSymbol | undefined {
  const resolution = cx.facts.resolutions.get(expr);
  const isLocal =
    resolution?.base.kind === 'variable' &&
    resolution.base.variable.storage !== 'package' &&
    resolution.steps.every((step) => step.kind === 'field');
  return isLocal && resolution.base.kind === 'variable' ? resolution.base.variable : undefined;
}

/** Notes the texts behind EXECUTE IMMEDIATE and OPEN … FOR that are known by what variables hold there. */
export function noteDynamicTexts(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  followBodies(cx, units, (excluded) => new KnownTexts(cx, excluded));
}

/** What is known at compile time of a text that is executed, or of any other. */
export function dynamicText(cx: AnalyzeContext, expr: Expr): KnownText | undefined {
  return cx.facts.dynamicTexts.get(expr) ?? textOf(cx, expr);
}

/** Follows one text a variable. */
class KnownTexts extends TextFlow<KnownText> {
  protected readonly uninitialized = undefined;

  protected known(expr: Expr, held: Texts): KnownText | undefined {
    return textOf(this.cx, expr, held);
  }

  protected override hold(variable: VariableSymbol, text: KnownText | undefined, held: Texts): void {
    const isOwn = text && this.uses(text, (v) => v === variable || this.excluded.has(v));
    super.hold(variable, isOwn ? withoutParts(text) : text, held);
  }

  protected override statement(s: Statement, held: Texts): void {
    if (s.kind === 'ForAll' && s.statement.kind === 'ExecuteImmediate') this.note(s.statement.text, held);
    super.statement(s, held);
  }

  protected joinHandlers({ handlers }: Block, _ends: readonly Texts[], held: Texts): void {
    this.forget(
      handlers.flatMap((h) => h.body),
      held,
    );
  }

  /** What stands before them holds at the beginning of each branch, but for what the conditions write. */
  protected branches(s: If | CaseStatement, held: Texts): void {
    const start = new Map(held);
    this.forget(conditionsOf(s), start);
    for (const { body } of s.branches) this.after(body, start);
    this.after(s.otherwise ?? [], start);
    this.forget([s], held);
  }

  protected note(expr: Expr, held: Texts): void {
    const text = textOf(this.cx, expr, held);
    if (text !== undefined) this.cx.facts.dynamicTexts.set(expr, text);
  }

  protected forget(nodes: readonly OracleNode[], held: Texts): void {
    if (held.size === 0) return;
    for (const node of nodes) {
      const written = writtenIn(this.cx, node);
      const otherwise = writtenIn(this.cx, node, (inner) => isAppend(this.cx, inner));
      for (const variable of written) {
        const before = held.get(variable);
        const head = otherwise.has(variable) ? undefined : headOf(before);
        if (before && head) held.set(variable, { text: before.text, whole: false, head });
        else held.delete(variable);
      }
      for (const [variable, text] of held)
        if (this.uses(text, (v) => written.has(v))) held.set(variable, withoutParts(text));
    }
  }

  private uses(text: KnownText, isMeant: (variable: VariableSymbol) => boolean): boolean {
    return [...(text.parts ?? []), ...(text.head ?? [])].some((part) => {
      const variable = typeof part === 'string' ? undefined : baseOf(this.cx, part);
      return variable !== undefined && isMeant(variable);
    });
  }
}

const conditionsOf = (s: If | CaseStatement): readonly Expr[] =>
  s.kind === 'If'
    ? s.branches.map((branch) => branch.condition)
    : [...(s.operand ? [s.operand] : []), ...s.branches.flatMap((branch) => branch.when)];

/** What no variable has part in. */
const withoutParts = ({ text, whole, head }: KnownText): KnownText =>
  head?.every((part) => typeof part === 'string') ? { text, whole, head } : { text, whole };

/** All pieces of a text. */
const piecesOf = ({ text, whole, parts }: KnownText): KnownText['head'] => (whole ? [text] : parts);

const headOf = (text: KnownText | undefined): KnownText['head'] => text && (piecesOf(text) ?? text.head);

/** `v || …`. */
function appendsTo(cx: AnalyzeContext, value: Expr, variable: VariableSymbol): boolean {
  let first = value;
  while (first.kind === 'Binary' && first.op === '||') first = first.left;
  return first !== value && plainVariable(cx, first) === variable;
}

/** `v := v || …;` */
function isAppend(cx: AnalyzeContext, node: OracleNode): boolean {
  if (node.kind !== 'Assignment' || node.target.kind !== 'Name') return false;
  const variable = plainVariable(cx, node.target);
  return variable !== undefined && appendsTo(cx, node.value, variable);
}
