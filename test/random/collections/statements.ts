import { OracleError, Useless } from '../session.js';
import { condition } from './conditions.js';
import { asNumber, expression, keyOfCollection, number } from './expressions.js';
import type { Context, Generator, Run, Statement, Variable } from './generator.js';
import { selfIsNull } from './objects.js';
import { assign, collectionAt, collectionPlace, place, together } from './places.js';
import { isComposite, shownText, shownValue } from './shown.js';
import { isScalar, type Type } from './types.js';
import {
  Collection,
  copy,
  deleteAll,
  elementAt,
  extend,
  fitted,
  initial,
  type Key,
  nullRecord,
  ObjectValue,
  shown,
  trim,
  type Value,
} from './values.js';

/*
 * Statements that use no table.
 *   - EXTEND, TRIM and DELETE change a collection in place; EXTEND(n, i) takes copies of an element. ("Collection Methods")
 *   - A FOR loop works out its bounds once. ("FOR LOOP Statement")
 */

/** DBMS_OUTPUT.PUT_LINE with a mark that tells the line from all others. */
export function printed(
  g: Generator,
  texts: readonly { readonly text: string; readonly value: (run: Run) => string }[],
): Statement {
  const mark = g.fresh('p');
  return {
    lines: [`DBMS_OUTPUT.PUT_LINE('${mark}'${texts.map((x) => ` || ' ' || ${x.text}`).join('')});`],
    execute: (run) => {
      const values = together(texts.map((x) => () => x.value(run)));
      run.session.print([mark, ...values].join(' '));
    },
  };
}

export const shownVariable = (v: Variable): { text: string; value: (run: Run) => string } => ({
  text: shownText(v.name, v.type),
  value: (run) => shown(run.scope.get(v.name), v.type),
});

export function assignment(g: Generator, cx: Context): Statement | undefined {
  const whole = g.random.chance(0.4);
  const target = place(g, cx, (t) => isScalar(t) !== whole, { writable: true });
  if (!target) return undefined;
  const value =
    target.type.kind === 'text' && g.random.chance(0.1) ? keyOfCollection(g, cx) : expression(g, cx, target.type);
  if (!value) return undefined;
  return {
    lines: [`${target.text} := ${value.text};`],
    execute: (run) => assign(run, target, () => copy(value.value(run))),
  };
}

export function output(g: Generator, cx: Context): Statement | undefined {
  if (cx.silent) return undefined;
  const { random } = g;
  const kind = random.next();
  if (kind < 0.35) {
    const asked = condition(g, cx);
    const mark = g.fresh('p');
    return {
      lines: [
        `IF ${asked.text} THEN DBMS_OUTPUT.PUT_LINE('${mark} yes'); ELSE DBMS_OUTPUT.PUT_LINE('${mark} no'); END IF;`,
      ],
      execute: (run) => run.session.print(`${mark} ${asked.value(run) ? 'yes' : 'no'}`),
    };
  }
  const x = kind < 0.6 ? number(g, cx) : place(g, cx, kind < 0.8 ? isComposite : isScalar);
  return x && printed(g, [{ text: shownText(x.text, x.type), value: (run) => shownValue(run, x) }]);
}

export function outputOfError(g: Generator, cx: Context): Statement | undefined {
  if (cx.silent) return undefined;
  return printed(g, [{ text: 'SQLCODE', value: ({ session }) => String(session.handled?.code ?? 0) }]);
}

/** A member procedure, which changes its object. */
export function bump(g: Generator, cx: Context): Statement | undefined {
  const found = place(g, cx, (t) => t.kind === 'object', { writable: true });
  if (!found) return undefined;
  const n = g.random.below(9);
  return {
    lines: [`${found.text}.bump(${n});`],
    execute: (run) => {
      let self: Value;
      try {
        self = found.value(run);
      } catch (error) {
        // A method of what is no element yet.
        if (error instanceof OracleError && error.code === 100) throw new Useless();
        throw error;
      }
      if (self === null) throw selfIsNull();
      if (!(self instanceof ObjectValue)) throw new Error('no object');
      const a = asNumber(self.fields.get('a') ?? null);
      self.fields.set('a', a === null ? null : a + n);
    },
  };
}

/** An element behind the last. */
export function append(g: Generator, cx: Context): Statement | undefined {
  const found = collectionPlace(g, cx, { writable: true }, (t) => t.key.kind === 'number');
  if (!found) return undefined;
  const { type, text } = found;
  const value = expression(g, cx, type.element, 1);
  if (!value) return undefined;
  const array = type.kind === 'array';
  return {
    lines: array
      ? [`${text}(NVL(${text}.LAST, 0) + 1) := ${value.text};`]
      : [`${text}.EXTEND;`, `${text}(${text}.LAST) := ${value.text};`],
    execute: (run) => {
      const given = (): Value => copy(fitted(value.value(run), type.element));
      if (array) {
        const [of, element] = together<Collection | Value>([() => collectionAt(run, found), given]);
        if (of instanceof Collection) of.elements.set((asNumber(of.keys().at(-1) ?? null) ?? 0) + 1, element ?? null);
        return;
      }
      const of = collectionAt(run, found);
      extend(of, type, 1, emptyElement(type.element));
      of.elements.set(of.size, given());
    },
  };
}

/** EXTEND, TRIM and DELETE in their forms. */
export function method(g: Generator, cx: Context): Statement | undefined {
  const found = collectionPlace(g, cx, { writable: true });
  if (!found) return undefined;
  const { random } = g;
  const { type } = found;
  const on = (call: string, change: (c: Collection) => void): Statement => ({
    lines: [`${found.text}.${call};`],
    execute: (run) => change(collectionAt(run, found)),
  });
  const kind = random.next();
  if (type.kind === 'array') {
    if (kind < 0.2) return on('DELETE', deleteAll);
    if (type.key.kind === 'text') {
      const [low, high] = [random.pick(['B', 'a']), random.pick(['a', 'ab'])];
      return kind < 0.6
        ? on(`DELETE('${high}')`, (c) => c.elements.delete(high))
        : on(`DELETE('${low}', '${high}')`, (c) => deleteRange(c, low, high));
    }
  } else if (kind < 0.65) {
    return extendOrTrim(g, on, type, kind / 0.65);
  }
  if (type.kind === 'varray' || type.ofAttributes || kind > 0.97) return on('DELETE', deleteAll);
  const low = random.below(5);
  if (kind < 0.85) return on(`DELETE(${low})`, (c) => c.elements.delete(low));
  const high = low + random.below(3) - (random.chance(0.1) ? 1 : 0);
  return on(`DELETE(${low}, ${high})`, (c) => deleteRange(c, low, high));
}

function extendOrTrim(
  { random }: Generator,
  on: (call: string, change: (c: Collection) => void) => Statement,
  type: Parameters<typeof extend>[1],
  kind: number,
): Statement {
  const count = 1 + random.below(2);
  if (kind < 0.3) return on('EXTEND', (c) => extend(c, type, 1, emptyElement(type.element)));
  if (kind < 0.45) return on(`EXTEND(${count})`, (c) => extend(c, type, count, emptyElement(type.element)));
  if (kind < 0.65) {
    const from = 1 + random.below(2);
    return on(`EXTEND(${count}, ${from})`, (c) => {
      const [value] = together([
        () => {
          // Whether a deleted element can be copied the manual does not say.
          if (from <= c.size && !c.elements.has(from)) throw new Useless();
          return elementAt(c, type, from);
        },
        () => {
          extend(copyOf(c), type, count, null);
          return null;
        },
      ]);
      extend(c, type, count, value ?? null);
    });
  }
  return kind < 0.85 ? on('TRIM', (c) => trim(c, 1)) : on(`TRIM(${count})`, (c) => trim(c, count));
}

const copyOf = (c: Collection): Collection => new Collection(new Map(c.elements), c.size);

/** A NULL element: of a record, one whose fields are NULL. */
const emptyElement = (type: Type): Value => (type.kind === 'record' ? nullRecord(type) : initial(type));

function deleteRange(c: Collection, low: Key, high: Key): void {
  for (const key of c.keys()) if (key >= low && key <= high) c.elements.delete(key);
}
