import type { Expr, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { AnalyzeContext } from '../context.js';
import type { RoutineSymbol } from '../model/symbols.js';
import { textOf, textOfConstant } from './dynamic-text.js';
import { FewTexts } from './few-texts.js';
import { type HeldTexts, hasGoto, plainVariable, writtenFromInside, writtenIn } from './text-flow.js';

/** The texts that local variables may hold at a place; '' is NULL. */
type Held = HeldTexts<readonly string[]>;

/** Follows the few texts that variables may hold, of which each is known as a whole. */
export abstract class WholeTexts extends FewTexts<string> {
  protected literal(text: string): string {
    return text;
  }

  protected joined(left: string, right: string): string {
    return left + right;
  }

  protected keyOf(text: string): string {
    return text;
  }

  protected others(expr: Expr): readonly string[] | undefined {
    const variable = plainVariable(this.cx, expr);
    const constant = variable && textOfConstant(variable);
    return constant && constant !== expr ? this.textsOf(constant, new Map()) : textsWithoutVariables(this.cx, expr);
  }

  protected forget(nodes: readonly OracleNode[], held: Held): void {
    if (held.size === 0) return;
    for (const node of nodes) for (const variable of writtenIn(this.cx, node)) held.delete(variable);
  }
}

/**
 * The few texts that an expression may give, whatever variables hold: its only one, or what a function of the inputs may
 * return; undefined where one is not known.
 */
export function textsWithoutVariables(cx: AnalyzeContext, expr: Expr): readonly string[] | undefined {
  const known = textOf(cx, expr);
  if (known?.whole) return [known.text];
  const resolution = cx.facts.resolutions.get(expr);
  if (resolution?.base.kind !== 'routine' || resolution.steps.length > 0) return undefined;
  const { routine } = resolution.base;
  const noted = cx.facts.returnedAlternatives;
  if (!noted.has(routine)) {
    // Of one that calls itself nothing is known.
    noted.set(routine, undefined);
    noted.set(routine, returnedBy(cx, routine));
  }
  return noted.get(routine);
}

/** The texts that a function may return, of which all are known. */
function returnedBy(
  cx: AnalyzeContext,
  { definition, declaration, returns: type }: RoutineSymbol,
): readonly string[] | undefined {
  const body = definition?.body;
  // Another type would make another text of it.
  if (type?.kind !== 'varchar2' && type?.kind !== 'clob') return undefined;
  if (body?.kind !== 'Block' || declaration.options.pipelined || hasGoto(body)) return undefined;
  const returns = new ReturnedTexts(cx, writtenFromInside(cx, body));
  returns.block(body, new Map());
  return returns.returned();
}

/** Follows a function for what it returns. */
class ReturnedTexts extends WholeTexts {
  /** Undefined where one is not known. */
  private texts: Set<string> | undefined = new Set();

  returned(): readonly string[] | undefined {
    return this.texts && this.few([...this.texts]);
  }

  protected override statement(s: Statement, held: Held): void {
    if (s.kind !== 'Return') {
      super.statement(s, held);
      return;
    }
    const texts = s.value && this.textsOf(s.value, held);
    this.texts = texts && this.texts && new Set([...this.texts, ...texts]);
  }

  /** What the function executes itself is noted where its body is followed for that. */
  protected note(): void {}
}
