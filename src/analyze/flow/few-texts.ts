import { conditionsOf } from '../../ir/conditions-of.js';
import type { Block, CaseStatement, Expr, If } from '../../ir/oracle/index.js';
import type { VariableSymbol } from '../model/symbols.js';
import { type HeldTexts, plainVariable, TextFlow } from './text-flow.js';

/** More texts than these are no few. */
const most = 16;

/**
 * Follows the few texts that each variable may hold, by the branches that lead there. `Text` is what is known of one of
 * them.
 */
export abstract class FewTexts<Text> extends TextFlow<readonly Text[]> {
  protected abstract literal(text: string): Text;
  protected abstract joined(left: Text, right: Text): Text;
  /** The same for the same text. */
  protected abstract keyOf(text: Text): unknown;
  /** The texts of what is neither a literal, nor put together, nor chosen, nor held. */
  protected abstract others(expr: Expr, held: HeldTexts<readonly Text[]>): readonly Text[] | undefined;

  /** A variable without a value is NULL, which is ''. */
  protected get uninitialized(): readonly Text[] {
    return [this.literal('')];
  }

  protected known(expr: Expr, held: HeldTexts<readonly Text[]>): readonly Text[] | undefined {
    return this.textsOf(expr, held);
  }

  protected joinHandlers(
    _block: Block,
    ends: readonly HeldTexts<readonly Text[]>[],
    held: HeldTexts<readonly Text[]>,
  ): void {
    this.merge([held, ...ends], held);
  }

  protected branches(s: If | CaseStatement, held: HeldTexts<readonly Text[]>): void {
    this.forget(conditionsOf(s), held);
    // A CASE statement without ELSE raises where nothing matches, and goes on nowhere.
    const otherwise = s.otherwise ?? (s.kind === 'If' ? [] : undefined);
    const ways = [...s.branches.map(({ body }) => body), ...(otherwise ? [otherwise] : [])];
    const ends = ways.map((body) => this.after(body, held));
    this.merge(ends, held);
  }

  /** What one of several ways may have left. */
  private merge(ways: readonly HeldTexts<readonly Text[]>[], into: HeldTexts<readonly Text[]>): void {
    const [first, ...others] = ways;
    const merged = [...(first ?? [])].flatMap(([variable, texts]): [VariableSymbol, readonly Text[]][] => {
      const all = [...texts];
      for (const way of others) {
        const more = way.get(variable);
        if (more === undefined) return [];
        all.push(...more);
      }
      const few = this.few(all);
      return few ? [[variable, few]] : [];
    });
    into.clear();
    for (const [variable, texts] of merged) into.set(variable, texts);
  }

  protected textsOf(expr: Expr, held: HeldTexts<readonly Text[]>): readonly Text[] | undefined {
    switch (expr.kind) {
      case 'StringLiteral':
        return [this.literal(expr.value)];
      case 'NullLiteral':
        return [this.literal('')];
      case 'Binary': {
        if (expr.op !== '||') return undefined;
        const left = this.textsOf(expr.left, held);
        const right = left && this.textsOf(expr.right, held);
        if (!right || left.length * right.length > most) return undefined;
        return this.few(left.flatMap((l) => right.map((r) => this.joined(l, r))));
      }
      case 'Case': {
        const results = [...expr.branches.map(({ then }) => then), ...(expr.otherwise ? [expr.otherwise] : [])];
        const texts = results.map((result) => this.textsOf(result, held));
        return texts.every((t) => t !== undefined)
          ? this.few([...texts.flat(), ...(expr.otherwise ? [] : [this.literal('')])])
          : undefined;
      }
      case 'Name': {
        const variable = plainVariable(this.cx, expr);
        return (variable && held.get(variable)) ?? this.others(expr, held);
      }
      default:
        return this.others(expr, held);
    }
  }

  /** Each text once, if they are few. */
  protected few(texts: readonly Text[]): readonly Text[] | undefined {
    const all = new Map(texts.map((text) => [this.keyOf(text), text]));
    return all.size > most ? undefined : [...all.values()];
  }
}
