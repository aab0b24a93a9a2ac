import { OracleError } from '../session.js';
import { asNumber, expression, number } from './expressions.js';
import type { Context, Expression, Generator } from './generator.js';
import { together } from './places.js';
import { isUnder, numberType, type ObjectType } from './types.js';
import { copy, fitted, initial, ObjectValue } from './values.js';

/*
 * Objects.
 *   - A method that the object's own type overrides is that of the own type. (Object-Relational Developer's Guide, "Inheritance in SQL Object Types")
 *   - A method of a NULL object is ORA-30625.
 */

/** A member function, which the object's own type may override. */
export const totalOfObject = (of: Expression): Expression => ({
  text: `${of.text}.total()`,
  type: numberType,
  value: (run) => {
    const self = of.value(run);
    if (self === null) throw selfIsNull();
    if (!(self instanceof ObjectValue)) throw new Error('no object');
    return totalOf(self, self.type);
  },
});

export const selfIsNull = (): OracleError => new OracleError(-30625);

/** TOTAL of the program's object types: of a subtype twice that of its supertype, and its own numbers. */
function totalOf(self: ObjectValue, { fields, parent }: ObjectType): number {
  const own = fields.slice(parent?.fields.length ?? 0).filter((f) => f.type.kind === 'number');
  const sum = own.reduce((n, f) => n + (asNumber(self.fields.get(f.name) ?? null) ?? 0), 0);
  return sum + (parent ? 2 * totalOf(self, parent) : 0);
}

export function objectConstructor(
  g: Generator,
  cx: Context,
  wanted: ObjectType,
  depth: number,
): Expression | undefined {
  const { random } = g;
  const type = random.pick(cx.types.filter((t) => t.kind === 'object' && isUnder(t, wanted)));
  if (type.kind !== 'object') return undefined;
  if (random.chance(0.15)) {
    const given = number(g, cx, 2);
    return {
      text: `${type.name}.made(${given.text})`,
      type: wanted,
      value: (run) => {
        const a = asNumber(given.value(run));
        return new ObjectValue(type, new Map(type.fields.map((f) => [f.name, f.name === 'a' ? a : initial(f.type)])));
      },
    };
  }
  const values = type.fields.map((f) => expression(g, cx, f.type, depth + 1));
  if (values.some((x) => x === undefined)) return undefined;
  return {
    text: `${type.name}(${values.map((x) => x?.text).join(', ')})`,
    type: wanted,
    value: (run) => {
      const made = together(type.fields.map((f, i) => () => copy(fitted(values[i]?.value(run) ?? null, f.type))));
      return new ObjectValue(type, new Map(type.fields.map((f, i) => [f.name, made[i] ?? null])));
    },
  };
}
