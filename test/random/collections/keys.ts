import type { Context, Expression, Generator } from './generator.js';
import { type CollectionType, numberType, textType } from './types.js';
import { Collection, collectionIsNull } from './values.js';

/** A key of the collection; often one that it has. `name`: what it is called, where it may be asked for its first. */
export function keyExpression(
  { random }: Generator,
  cx: Context,
  type: CollectionType,
  name: string | undefined,
): Expression {
  const variables = cx.variables.filter((v) => v.type.kind === type.key.kind);
  const simple = name !== undefined && /^[a-z0-9]+$/i.test(name);
  const kind = random.next();
  if (kind < 0.2 && variables.length > 0) {
    const { name: text, type: own } = random.pick(variables);
    return { text, type: own, value: (run) => run.scope.get(text) };
  }
  if (kind < 0.3 && simple && type.kind !== 'array') {
    const last = random.chance(0.5);
    return {
      text: `${name}.${last ? 'LAST' : 'FIRST'}`,
      type: numberType,
      value: (run) => {
        const of = run.scope.get(name);
        if (!(of instanceof Collection)) throw collectionIsNull();
        return of.keys().at(last ? -1 : 0) ?? null;
      },
    };
  }
  if (type.key.kind === 'text') {
    const key = random.pick(['a', 'b', 'B', 'ab']);
    return { text: `'${key}'`, type: textType, value: () => key };
  }
  const key =
    kind > 0.97 ? random.pick([0, 4, 9, -1]) : type.kind === 'array' ? random.below(4) - 1 : 1 + random.below(3);
  return { text: String(key), type: numberType, value: () => key };
}
