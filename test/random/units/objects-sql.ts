import { literal, text, together } from './expressions.js';
import { type Context, type Generator, pickName, type Statement, setVariable, valueOf } from './generator.js';
import { orderOf } from './objects.js';
import { Raised, type Session, Useless } from './session.js';
import { copy, fitted, isUnder, type ObjectType, type ObjectValue, objectOf, textOf, type Value } from './values.js';

/*
 * Objects in the table TB (ID NUMBER PRIMARY KEY, O o1): rows that may hold objects of subtypes.
 */

const rootOf = (g: Generator): ObjectType | undefined => g.objects?.types[0];

const rowsOf = (session: Session): { readonly id: number; readonly o: ObjectValue | null }[] =>
  [...session.objects].sort(([a], [b]) => a - b).map(([id, o]) => ({ id, o }));

/** INSERT, UPDATE or DELETE of one row. */
export function objectChange(g: Generator, cx: Context): Statement | undefined {
  const root = rootOf(g);
  if (!root || !cx.sql || cx.pure) return undefined;
  const { random } = g;
  const id = 1 + random.below(4);
  const own = cx.variables.filter((v) => v.type.kind === 'object' && v.package === undefined);
  const v = own.length > 0 ? random.pick(own) : undefined;
  const name = v ? pickName(g, v) : 'NULL';
  const kind = random.below(5);
  // A column is meant before a variable of its name.
  if (/^(id|o)$/i.test(name)) return undefined;
  if (kind === 0) {
    return {
      lines: [`DELETE FROM tb WHERE id = ${id};`],
      execute: ({ session }) => {
        const rows = new Map(session.objects);
        session.rowCount = rows.delete(id) ? 1 : 0;
        session.objects = rows;
      },
    };
  }
  if (kind === 1) {
    const field = random.pick(root.fields);
    const numbers = cx.variables.filter(
      (x) => x.type.kind === field.type.kind && x.package === undefined && x.attribute === undefined,
    );
    if (numbers.length === 0) return undefined;
    const given = random.pick(numbers);
    const of = pickName(g, given);
    if (/^(id|o)$/i.test(of)) return undefined;
    return {
      lines: [`UPDATE tb x SET x.o.${field.name} = ${of} WHERE x.id = ${id};`],
      execute: (run) => {
        const { session } = run;
        const old = session.objects.get(id);
        session.rowCount = old === undefined ? 0 : 1;
        if (old === undefined) return;
        if (old === null) throw new Useless();
        let value: Value;
        try {
          value = fitted(valueOf(run, given), field.type);
        } catch (error) {
          // The number that a column gives is another one.
          throw error instanceof Raised ? new Useless() : error;
        }
        const fresh = objectOf(copy(old));
        fresh?.fields.set(field.name, value);
        session.objects = new Map(session.objects).set(id, fresh);
      },
    };
  }
  const isInsert = random.chance(0.6);
  return {
    lines: [
      isInsert ? `INSERT INTO tb (id, o) VALUES (${id}, ${name});` : `UPDATE tb SET o = ${name} WHERE id = ${id};`,
    ],
    execute: (run) => {
      const { session } = run;
      const value = v ? objectOf(copy(valueOf(run, v))) : null;
      if (isInsert && session.objects.has(id)) throw new Raised(-1, 'DUP_VAL_ON_INDEX');
      session.rowCount = isInsert || session.objects.has(id) ? 1 : 0;
      if (session.rowCount === 1) session.objects = new Map(session.objects).set(id, value);
    },
  };
}

/** The object of a row, into a variable. */
export function objectInto(g: Generator, cx: Context): Statement | undefined {
  const root = rootOf(g);
  if (!root || !cx.sql) return undefined;
  const { random } = g;
  const id = 1 + random.below(4);
  const own = cx.variables.filter(
    (v) => !v.constant && v.package === undefined && v.attribute === undefined && v.type === root,
  );
  if (own.length === 0) return undefined;
  const v = random.pick(own);
  return {
    lines: [`SELECT x.o INTO ${pickName(g, v)} FROM tb x WHERE x.id = ${id};`],
    execute: (run) => {
      const { session } = run;
      const value = session.objects.get(id);
      session.rowCount = value === undefined ? 0 : 1;
      if (value === undefined) throw new Raised(100, 'NO_DATA_FOUND');
      setVariable(run, v, copy(value));
    },
  };
}

/** A loop over the rows, with attributes, methods, TREAT and IS OF. */
export function objectLoop(g: Generator, cx: Context): Statement | undefined {
  const family = g.objects;
  const root = rootOf(g);
  if (!family || !root || !cx.sql || cx.pure) return undefined;
  const { random } = g;
  const name = g.fresh('row');
  const mark = g.fresh('p');
  const wanted = random.pick(family.types);
  const only = random.chance(0.3);
  const parts: {
    readonly text: string;
    readonly value: (o: ObjectValue, run: Parameters<Statement['execute']>[0]) => Value;
  }[] = [];
  for (let i = 0; i < 1 + random.below(2); i++) {
    const type = random.pick(family.types);
    const field = random.pick(type.fields);
    const isOf = (o: ObjectValue): boolean => isUnder(o.type, type);
    if (random.chance(0.5)) {
      parts.push({
        text: type === root && random.chance(0.7) ? `x.o.${field.name}` : `TREAT(x.o AS ${type.name}).${field.name}`,
        value: (o) => (isOf(o) ? (o.fields.get(field.name) ?? null) : null),
      });
      continue;
    }
    const methods = family.methods.filter(
      (m) =>
        m.of === root &&
        m.name !== 'od' &&
        g.ready.has(m.routine.key) &&
        m.routine.pure &&
        (m.routine.result?.kind === 'number' || m.routine.result?.kind === 'text') &&
        m.routine.parameters.slice(1).every((p) => p.type.kind === 'number' || p.type.kind === 'text'),
    );
    if (methods.length === 0) continue;
    const { routine, name: own } = random.pick(methods);
    const [self, ...others] = routine.parameters;
    const given = others.map((p) =>
      p.type.kind === 'number' ? literal(random.below(6)) : text(g, { ...cx, variables: [], routines: [] }, 0),
    );
    parts.push({
      text: `x.o.${own}(${given.map((x) => x.text).join(', ')})`,
      value: (o, run) => {
        const scope = run.session.newScope();
        if (self) scope.declare(self.key, copy(o));
        others.forEach((p, j) => {
          scope.declare(p.key, fitted(given[j]?.value(run) ?? null, p.type));
        });
        try {
          return run.session.call(() => routine.invoke({ ...run, scope }));
        } catch (error) {
          if (error instanceof Raised && error.code === 100) return null;
          if (error instanceof Raised && error.code === 1) throw new Raised(-6510);
          throw error;
        }
      },
    });
  }
  if (parts.length === 0) return undefined;
  const byMethod =
    family.compared?.kind === 'MAP' && g.ready.has(family.compared.method.routine.key) && random.chance(0.5)
      ? family.compared
      : undefined;
  const isDescending = random.chance(0.3);
  return {
    lines: [
      `FOR ${name} IN (SELECT x.id k, ${parts.map((p, i) => `${p.text} y${i}`).join(', ')} FROM tb x WHERE x.o IS OF (${only ? 'ONLY ' : ''}${wanted.name}) ORDER BY ${byMethod ? `x.o${isDescending ? ' DESC' : ''}, ` : ''}x.id) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${mark} ' || ${name}.k${parts.map((_, i) => ` || ' ' || ${name}.y${i}`).join('')});`,
      'END LOOP;',
    ],
    execute: (run) => {
      const { session } = run;
      const rows = rowsOf(session).flatMap(({ id, o }) =>
        o && (only ? o.type === wanted : isUnder(o.type, wanted)) ? [{ id, o }] : [],
      );
      const made = orUseless(() =>
        rows.map(({ id, o }) => ({
          id,
          o,
          values: together(
            parts.map((p) => () => p.value(o, run)),
            session,
          ),
        })),
      );
      if (byMethod) {
        made.sort((a, b) => {
          const order = orderOf(run, byMethod, a.o, b.o) ?? 0;
          return (isDescending ? -order : order) || a.id - b.id;
        });
      }
      for (const { id, values } of made) {
        session.print(`${mark} ${id}${values.map((v) => ` ${textOf(v) ?? ''}`).join('')}`);
      }
    },
  };
}

function orUseless<T>(made: () => T): T {
  try {
    return made();
  } catch (error) {
    throw error instanceof Raised ? new Useless() : error;
  }
}
