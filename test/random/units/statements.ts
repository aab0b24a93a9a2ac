import { functionCall } from './calls.js';
import {
  condition,
  expression,
  literal,
  number,
  ofVariable,
  shown,
  shownValue,
  text,
  together,
} from './expressions.js';
import {
  type Context,
  type Expression,
  type Generator,
  pickName,
  type Statement,
  setVariable,
  type Variable,
  valueOf,
} from './generator.js';
import { Raised, type Run, Useless } from './session.js';
import {
  Collection,
  collectionOf,
  copy,
  elementOf,
  fitted,
  numberOf,
  objectOf,
  recordOf,
  type Value,
} from './values.js';

/** DBMS_OUTPUT.PUT_LINE with a mark that tells the line from all others. */
export function printed(g: Generator, expressions: readonly Expression[]): Statement {
  const mark = g.fresh('p');
  return {
    lines: [`DBMS_OUTPUT.PUT_LINE('${mark}'${expressions.map((x) => ` || ' ' || ${shown(x)}`).join('')});`],
    execute: (run) => {
      // One after the other: they change nothing.
      const values = expressions.map((x) => shownValue(x.value(run), x.type));
      run.session.print([mark, ...values].join(' '));
    },
  };
}

export const sqlcode: Expression = {
  text: 'SQLCODE',
  type: { kind: 'number', name: 'NUMBER', unsized: 'NUMBER' },
  value: ({ session }) => session.handled?.code ?? 0,
};

export const sqlerrm: Expression = {
  text: 'RTRIM(SUBSTR(SQLERRM, 1, 14))',
  type: { kind: 'text', name: 'VARCHAR2(14)', unsized: 'VARCHAR2' },
  value: ({ session }) => session.handled?.text ?? 'ORA-0000: norm',
};

export function output(g: Generator, cx: Context): Statement | undefined {
  if (cx.pure) return undefined;
  const { random } = g;
  const kind = random.below(8);
  if (kind === 0) return printed(g, [sqlcode, sqlerrm]);
  if (kind === 1) return printed(g, [condition(g, cx, 1)]);
  if (kind === 2) return printed(g, [text(g, cx, 1)]);
  if (kind === 3) {
    const composite = cx.variables.filter(
      (v) => v.type.kind === 'record' || v.type.kind === 'map' || v.type.kind === 'object',
    );
    if (composite.length === 0) return undefined;
    const v = random.pick(composite);
    return printed(g, [ofVariable(pickName(g, v), v)]);
  }
  return printed(g, [number(g, cx, 2)]);
}

const writable = (cx: Context): readonly Variable[] =>
  cx.variables.filter((v) => !v.constant && (!cx.pure || v.package === undefined));

/** A variable, a field or an element takes a value, or what a function gives that changes more than its own. */
export function assignment(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const open = writable(cx);
  if (open.length === 0) return undefined;
  const v = random.pick(open);
  const name = pickName(g, v);
  const { type } = v;
  if (type.kind === 'cursor') return undefined;
  if (type.kind === 'object' && random.chance(0.5)) return attribute(g, cx, v);
  if (type.kind === 'record' && random.chance(0.6)) {
    const field = random.pick(type.fields);
    const value = expression(g, cx, field.type, 2);
    return (
      value && {
        lines: [`${name}.${field.name} := ${value.text};`],
        execute: (run) => {
          const worth = (): Value => fitted(value.value(run), field.type);
          const made = isNew(run, v) ? orUseless(worth) : worth();
          recordOf(valueOf(run, v)).fields.set(field.name, made);
        },
      }
    );
  }
  if ((type.kind === 'table' || type.kind === 'map') && random.chance(0.7)) return elements(g, cx, v);
  const impure = !cx.pure && random.chance(0.4) ? functionCall(g, cx, type, { pure: false, depth: 1 }) : undefined;
  const byKind =
    !cx.pure &&
    !impure &&
    random.chance(0.4) &&
    (type.kind === 'number' || type.kind === 'text' || type.kind === 'boolean')
      ? functionCall(g, cx, type.kind, { pure: false, depth: 1 })
      : undefined;
  const value = impure ?? byKind ?? expression(g, cx, type, 2);
  if (!value) return undefined;
  return { lines: [`${name} := ${value.text};`], execute: (run) => assign(run, v, value) };
}

export function assign(run: Run, v: Variable, value: Expression): void {
  const { session } = run;
  const begins = isNew(run, v);
  const before = session.effects;
  const made = begins ? orUseless(() => value.value(run)) : value.value(run);
  const between = session.effects;
  setVariable(run, v, fitted(copy(made), v.type));
  // Whether the package begins before the value is worked out is not said.
  if (begins && between > before && session.effects > between) throw new Useless();
}

/** Is the variable of a package that has not begun? */
const isNew = ({ session }: Run, v: Variable): boolean =>
  v.package !== undefined && session.package(v.package).stage === 'new';

function orUseless(value: () => Value): Value {
  try {
    return value();
  } catch (error) {
    throw error instanceof Raised ? new Useless() : error;
  }
}

/** An attribute of an object; one of NULL is ACCESS_INTO_NULL. */
function attribute(g: Generator, cx: Context, v: Variable): Statement | undefined {
  if (v.type.kind !== 'object') return undefined;
  const field = g.random.pick(v.type.fields);
  const value = expression(g, cx, field.type, 1);
  return (
    value && {
      lines: [`${pickName(g, v)}.${field.name} := ${value.text};`],
      execute: (run) => {
        const worth = (): Value => fitted(value.value(run), field.type);
        const begins = isNew(run, v);
        const before = run.session.effects;
        const [made] = together(
          [
            begins ? () => orUseless(worth) : worth,
            () => {
              if (valueOf(run, v) === null) throw new Raised(-6530, 'ACCESS_INTO_NULL');
              return null;
            },
          ],
          run.session,
        );
        if (begins && run.session.effects > before + 1) throw new Useless();
        objectOf(valueOf(run, v))?.fields.set(field.name, made ?? null);
      },
    }
  );
}

function elements(g: Generator, cx: Context, v: Variable): Statement | undefined {
  const { random } = g;
  const { type } = v;
  if (type.kind !== 'table' && type.kind !== 'map') return undefined;
  const name = pickName(g, v);
  const value = expression(g, cx, type.element, 1);
  if (!value) return undefined;
  const valueMade = (run: Run): Value => fitted(value.value(run), type.element);
  if (type.kind === 'table' && random.chance(0.5)) {
    if (random.chance(0.4)) {
      return {
        lines: [`${name} := ${type.name}(${value.text});`],
        execute: (run) => {
          const made = valueMade(run);
          setVariable(run, v, collectionWith(made));
        },
      };
    }
    return {
      lines: [`${name}.EXTEND;`, `${name}(${name}.COUNT) := ${value.text};`],
      execute: (run) => {
        const { elements: all } = collectionOf(valueOf(run, v));
        if (all.size > 20) throw new Useless();
        all.set(all.size + 1, null);
        const made = valueMade(run);
        all.set(all.size, made);
      },
    };
  }
  const key = random.chance(0.8) ? literal(1 + random.below(3)) : number(g, cx, 1);
  return {
    lines: [`${name}(${key.text}) := ${value.text};`],
    execute: (run) => {
      let failure: unknown;
      let made: Value = null;
      try {
        made = valueMade(run);
      } catch (error) {
        failure = error;
      }
      let place: number | null = null;
      try {
        place = numberOf(key.value(run));
        if (type.kind === 'table' || place === null) elementOf(valueOf(run, v), type, place);
      } catch (error) {
        if (
          failure !== undefined &&
          !(error instanceof Raised && failure instanceof Raised && failure.code === error.code)
        )
          throw new Useless();
        throw error;
      }
      if (failure !== undefined) throw failure;
      if (place !== null) collectionOf(valueOf(run, v)).elements.set(place, made);
    },
  };
}

const collectionWith = (value: Value): Collection => new Collection(new Map([[1, value]]));
