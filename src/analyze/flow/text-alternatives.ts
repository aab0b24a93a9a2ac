import type { Expr, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { AnalyzeContext } from '../context.js';
import type { RoutineSymbol } from '../model/symbols.js';
import { textOf, textOfConstant } from './dynamic-text.js';
import { FewTexts } from './few-texts.js';
import { followBodies, type HeldTexts, hasGoto, plainVariable, writtenFromInside, writtenIn } from './text-flow.js';

/*
 * A text that grows by conditions: `l_sql := 'select … where 1 = 1'; IF p_id IS NOT NULL THEN l_sql := l_sql || ' and
 * id = :1'; END IF; …`. Where all its parts are literals, it is one of a few texts, each of which can be compiled.
 */

const queryOrDml = /^\s*(select|with|insert|update|delete|merge)\b/i;

/** The texts that local variables may hold at a place; '' is NULL. */
type Held = HeldTexts<readonly string[]>;

/** Notes for each text of EXECUTE IMMEDIATE and OPEN … FOR which texts it may be, where they are several. */
export function noteTextAlternatives(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  followBodies(cx, units, (excluded) => new Alternatives(cx, excluded));
}

/** Follows the few texts that variables may hold. */
export class Alternatives extends FewTexts<string> {
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
    switch (expr.kind) {
      case 'NumberLiteral':
        return this.whole(expr);
      case 'Call':
        return this.whole(expr) ?? this.ofFunction(expr);
      case 'Name': {
        const variable = plainVariable(this.cx, expr);
        const value = variable && textOfConstant(variable);
        return value && value !== expr ? this.textsOf(value, new Map()) : (this.whole(expr) ?? this.ofFunction(expr));
      }
      default:
        return undefined;
    }
  }

  /** The one text that an expression is without what variables hold. */
  private whole(expr: Expr): readonly string[] | undefined {
    const known = textOf(this.cx, expr);
    return known?.whole ? [known.text] : undefined;
  }

  /** What a function of the inputs may return. */
  private ofFunction(expr: Extract<Expr, { kind: 'Call' | 'Name' }>): readonly string[] | undefined {
    const resolution = this.cx.facts.resolutions.get(expr);
    if (resolution?.base.kind !== 'routine' || resolution.steps.length > 0) return undefined;
    const { routine } = resolution.base;
    const noted = this.cx.facts.returnedAlternatives;
    if (!noted.has(routine)) {
      // Of one that calls itself nothing is known.
      noted.set(routine, undefined);
      noted.set(routine, returnedBy(this.cx, routine));
    }
    return noted.get(routine);
  }

  protected note(expr: Expr, held: Held): void {
    const texts = this.textsOf(expr, held);
    // What ends the transaction has to be known as such where its routine is called.
    if (texts && texts.length > 1 && texts.every((text) => queryOrDml.test(text)))
      this.cx.facts.textAlternatives.set(expr, texts);
  }

  protected forget(nodes: readonly OracleNode[], held: Held): void {
    if (held.size === 0) return;
    for (const node of nodes) for (const variable of writtenIn(this.cx, node)) held.delete(variable);
  }
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
class ReturnedTexts extends Alternatives {
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
}
