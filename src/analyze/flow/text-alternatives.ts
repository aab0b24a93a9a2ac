import { conditionsOf } from '../../ir/conditions-of.js';
import type { Block, CaseStatement, Expr, If, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { AnalyzeContext } from '../context.js';
import type { RoutineSymbol, VariableSymbol } from '../model/symbols.js';
import { textOf, textOfConstant } from './dynamic-text.js';
import {
  followBodies,
  type HeldTexts,
  hasGoto,
  plainVariable,
  TextFlow,
  writtenFromInside,
  writtenIn,
} from './text-flow.js';

/*
 * A text that grows by conditions: `l_sql := 'select … where 1 = 1'; IF p_id IS NOT NULL THEN l_sql := l_sql || ' and
 * id = :1'; END IF; …`. Where all its parts are literals, it is one of a few texts, each of which can be compiled.
 */

const queryOrDml = /^\s*(select|with|insert|update|delete|merge)\b/i;

/** More texts than these are no few. */
const most = 16;

/** The texts that local variables may hold at a place; '' is NULL. */
type Held = HeldTexts<readonly string[]>;

/** Notes for each text of EXECUTE IMMEDIATE and OPEN … FOR which texts it may be, where they are several. */
export function noteTextAlternatives(cx: AnalyzeContext, units: readonly ScriptUnit[]): void {
  followBodies(cx, units, (excluded) => new Alternatives(cx, excluded));
}

/** Follows the few texts that variables may hold. */
export class Alternatives extends TextFlow<readonly string[]> {
  protected readonly uninitialized = [''];

  protected known(expr: Expr, held: Held): readonly string[] | undefined {
    return this.textsOf(expr, held);
  }

  protected joinHandlers(_block: Block, ends: readonly Held[], held: Held): void {
    this.merge([held, ...ends], held);
  }

  protected branches(s: If | CaseStatement, held: Held): void {
    this.forget(conditionsOf(s), held);
    // A CASE statement without ELSE raises where nothing matches, and goes on nowhere.
    const otherwise = s.otherwise ?? (s.kind === 'If' ? [] : undefined);
    const ways = [...s.branches.map(({ body }) => body), ...(otherwise ? [otherwise] : [])];
    const ends = ways.map((body) => this.after(body, held));
    this.merge(ends, held);
  }

  /** What one of several ways may have left. */
  private merge(ways: readonly Held[], into: Held): void {
    const [first, ...others] = ways;
    const merged = [...(first ?? [])].flatMap(([variable, texts]): [VariableSymbol, readonly string[]][] => {
      const all = new Set(texts);
      for (const way of others) {
        const more = way.get(variable);
        if (more === undefined) return [];
        for (const text of more) all.add(text);
      }
      return all.size > most ? [] : [[variable, [...all]]];
    });
    into.clear();
    for (const [variable, texts] of merged) into.set(variable, texts);
  }

  protected textsOf(expr: Expr, held: Held): readonly string[] | undefined {
    switch (expr.kind) {
      case 'StringLiteral':
        return [expr.value];
      case 'NullLiteral':
        return [''];
      case 'Binary': {
        if (expr.op !== '||') return undefined;
        const left = this.textsOf(expr.left, held);
        const right = left && this.textsOf(expr.right, held);
        if (!right || left.length * right.length > most) return undefined;
        return [...new Set(left.flatMap((l) => right.map((r) => l + r)))];
      }
      case 'NumberLiteral':
        return this.whole(expr);
      case 'Call':
        return this.whole(expr) ?? this.returned(expr);
      case 'Case': {
        const results = [...expr.branches.map(({ then }) => then), ...(expr.otherwise ? [expr.otherwise] : [])];
        const texts = results.map((result) => this.textsOf(result, held));
        return texts.every((t) => t !== undefined)
          ? few([...texts.flat(), ...(expr.otherwise ? [] : [''])])
          : undefined;
      }
      case 'Name': {
        const variable = plainVariable(this.cx, expr);
        const known = variable && held.get(variable);
        if (known !== undefined) return known;
        const value = variable && textOfConstant(variable);
        return value && value !== expr ? this.textsOf(value, new Map()) : (this.whole(expr) ?? this.returned(expr));
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
  private returned(expr: Extract<Expr, { kind: 'Call' | 'Name' }>): readonly string[] | undefined {
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

/** Each text once, if they are few. */
function few(texts: readonly string[]): readonly string[] | undefined {
  const all = [...new Set(texts)];
  return all.length > most ? undefined : all;
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
  return returns.texts && few([...returns.texts]);
}

/** Follows a function for what it returns. */
class ReturnedTexts extends Alternatives {
  /** Undefined where one is not known. */
  texts: Set<string> | undefined = new Set();

  protected override statement(s: Statement, held: Held): void {
    if (s.kind !== 'Return') {
      super.statement(s, held);
      return;
    }
    const texts = s.value && this.textsOf(s.value, held);
    this.texts = texts && this.texts && new Set([...this.texts, ...texts]);
  }
}
