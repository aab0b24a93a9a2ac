import { initialValue } from './calls.js';
import { expression } from './expressions.js';
import { type Context, type Expression, type Generator, hiding, type Variable, withVariables } from './generator.js';
import type { Run } from './session.js';
import {
  booleanType,
  copy,
  cursorType,
  fitted,
  integerType,
  numberType,
  type Type,
  textType,
  twoDigits,
  wideText,
} from './values.js';

export interface Declared {
  readonly lines: readonly string[];
  /** What stands behind the declarations sees them. */
  readonly inside: Context;
  readonly variables: readonly Variable[];
  /** Gives the variables of a run's scope their initial values, one after the other. */
  readonly declare: (run: Run) => void;
}

const names = ['a', 'b', 'c', 'n', 's', 'v', 'id', 'x'];

/** A name that may be that of something outside. */
export const anyName = (g: Generator): string => (g.random.chance(0.6) ? g.random.pick(names) : g.fresh('v'));

export function variableType(g: Generator, cx: Context, isLocal = false): Type {
  // Packages have no cursor variables.
  if (isLocal && !cx.pure && g.random.chance(0.12)) return cursorType;
  const composite = cx.types;
  if (composite.length > 0 && g.random.chance(0.3)) return g.random.pick(composite);
  return g.random.pick([numberType, numberType, twoDigits, integerType, textType, wideText, booleanType]);
}

/** Variables, whose names may hide others; `label`: what may qualify them, `taken`: names of parameters. */
export function declareVariables(
  g: Generator,
  cx: Context,
  count: number,
  label?: string,
  taken: readonly string[] = [],
): Declared {
  const made: { readonly variable: Variable; readonly value: Expression | undefined; readonly line: string }[] = [];
  const own = new Set(Array.from({ length: count }, () => anyName(g)).filter((name) => !taken.includes(name)));
  // A name that is declared here hides others in the whole block, not only behind its declaration.
  let inside = hiding(cx, [...own]);
  for (const name of own) {
    const type = variableType(g, cx, true);
    const value = type.kind !== 'cursor' && g.random.chance(0.7) ? expression(g, inside, type, 1) : undefined;
    const constant = value !== undefined && g.random.chance(0.15);
    const qualified = label !== undefined ? [`${label}.${name}`] : [];
    const variable: Variable = { names: [name, ...qualified], key: g.fresh('k'), type, ...(constant && { constant }) };
    made.push({
      variable,
      value,
      line: `${name}${constant ? ' CONSTANT' : ''} ${type.name}${value ? ` := ${value.text}` : ''};`,
    });
    inside = withVariables(inside, [variable]);
  }
  return {
    lines: made.map((m) => m.line),
    inside,
    variables: made.map((m) => m.variable),
    declare: (run) => {
      for (const { variable, value } of made) {
        const { scope } = run;
        scope.declare(
          variable.key,
          value ? fitted(copy(value.value(run)), variable.type) : initialValue(run, variable.type),
        );
      }
    },
  };
}
