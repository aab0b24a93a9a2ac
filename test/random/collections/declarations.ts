import { expression } from './expressions.js';
import { type Context, type Generator, type Run, Scope, type Variable, withVariables } from './generator.js';
import { numberType, smallType, type Type, textType } from './types.js';
import { copy, fitted, initial, type Key } from './values.js';

export interface Declarations {
  readonly lines: readonly string[];
  readonly declare: (run: Run) => void;
  /** The context with the variables. */
  readonly inside: Context;
  readonly variables: readonly Variable[];
}

export function childScope(run: Run, name?: string, value?: Key): Scope {
  const scope = new Scope(run.scope);
  if (name !== undefined) scope.declare(name, value ?? null);
  return scope;
}

/** A variable of a type that the context has, most of them composite. */
export function declareVariables(g: Generator, cx: Context, count: number): Declarations {
  const { random } = g;
  const made: (Variable & { readonly line: string; readonly declare: (run: Run) => void })[] = [];
  let inside = cx;
  for (let i = 0; i < count; i++) {
    const type: Type =
      random.chance(0.75) && cx.types.length > 0
        ? random.pick(cx.types)
        : random.pick([numberType, smallType, textType]);
    const name = g.fresh('v');
    const value = random.chance(0.85) ? expression(g, inside, type, 1) : undefined;
    const declared = {
      name,
      type,
      line: `${name} ${type.name}${value ? ` := ${value.text}` : ''};`,
      declare: (run: Run) => run.scope.declare(name, value ? copy(fitted(value.value(run), type)) : initial(type)),
    };
    made.push(declared);
    inside = withVariables(inside, { name, type });
  }
  return {
    lines: made.map((x) => x.line),
    declare: (run) => {
      for (const x of made) x.declare(run);
    },
    inside,
    variables: made,
  };
}
