import {
  anyNumber,
  argument,
  arrayIn,
  type Expression,
  listIn,
  literal,
  number,
  placeIn,
  plain,
  recordIn,
  setValue,
  shown,
  sixCharacters,
  text,
  twoDigits,
  valueError,
  valueOf,
} from './expressions.js';
import type { Context, Generator, Statement, Variable } from './generator.js';
import { Departure, type Num, Raised, type Run, Useless } from './session.js';

/** Assignments to variables and their parts, which stay as they were where something fails; and what is printed of them. */
export function assignment(g: Generator, cx: Context): Statement | undefined {
  const v = g.target(cx, 'number', 'digits', 'text', 'list', 'array', 'record');
  if (!v) return undefined;
  switch (v.kind) {
    case 'number':
    case 'digits':
      return given(v.name, anyNumber(g, cx), (run, n) => setValue(run, v.name, v.kind === 'digits' ? twoDigits(n) : n));
    case 'text':
      return given(v.name, text(g, cx), (run, s) => setValue(run, v.name, sixCharacters(s)));
    case 'list':
      return listChange(g, cx, v);
    case 'array':
      return arrayChange(g, cx, v);
    case 'record':
      return g.random.chance(0.6)
        ? given(`${v.name}.n`, number(g, cx, 2), (run, n) =>
            setValue(run, v.name, { ...recordIn(run, v.name), n: twoDigits(n) }),
          )
        : given(`${v.name}.s`, text(g, cx), (run, s) =>
            setValue(run, v.name, { ...recordIn(run, v.name), s: sixCharacters(s) }),
          );
  }
}

const given = <T>(target: string, from: Expression<T>, assign: (run: Run, value: T) => void): Statement => ({
  lines: [`${target} := ${from.text};`],
  execute: (run) => assign(run, from.value(run)),
});

function listChange(g: Generator, cx: Context, { name }: Variable): Statement {
  const { random } = g;
  const kind = random.next();
  if (kind < 0.3) {
    const parts = Array.from({ length: random.below(4) }, () => (random.chance(0.85) ? plain(g, cx) : number(g, cx)));
    return {
      lines: [`${name} := pk.nt(${parts.map((p) => p.text).join(', ')});`],
      execute: (run) => setValue(run, name, together(run, parts)),
    };
  }
  if (kind < 0.36) return { lines: [`${name} := NULL;`], execute: (run) => setValue(run, name, null) };
  if (kind < 0.6)
    return {
      lines: [`${name}.EXTEND;`],
      execute: (run) => {
        const list = listIn(run, name);
        if (list === null) throw new Raised(-6531);
        setValue(run, name, [...list, null]);
      },
    };
  const at = literal(random.below(4) + (random.chance(0.85) ? 1 : 0));
  const to = random.chance(0.7) ? plain(g, cx) : number(g, cx);
  return {
    lines: [`${name}(${at.text}) := ${to.text};`],
    execute: (run) => {
      const n = unlessBothFail(run, to, () => placeIn(listIn(run, name), at.value(run)));
      const list = [...(listIn(run, name) ?? [])];
      list[placeIn(list, at.value(run))] = n;
      setValue(run, name, list);
    },
  };
}

/** Of a place and a value that both fail nobody knows which comes first. */
function unlessBothFail(run: Run, value: Expression, place: () => unknown): Num {
  const failures = [() => value.value(run), place].flatMap((part) => {
    try {
      part();
      return [];
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      return [error];
    }
  });
  if (failures.length > 1) throw new Useless();
  if (failures[0]) throw failures[0];
  return value.value(run);
}

function together(run: Run, parts: readonly Expression[]): Num[] {
  const failures: Raised[] = [];
  const values = parts.map((p) => {
    try {
      return p.value(run);
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      failures.push(error);
      return null;
    }
  });
  if (new Set(failures.map((f) => f.code)).size > 1) throw new Useless();
  if (failures[0]) throw failures[0];
  return values;
}

function arrayChange(g: Generator, cx: Context, { name }: Variable): Statement {
  const { random } = g;
  const at = literal(random.below(5));
  if (random.chance(0.2))
    return {
      lines: [`${name}.DELETE(${at.text});`],
      execute: (run) => {
        const left = new Map(arrayIn(run, name));
        left.delete(at.value(run) ?? 0);
        setValue(run, name, left);
      },
    };
  const to = random.chance(0.7) ? plain(g, cx) : number(g, cx);
  return {
    lines: [`${name}(${at.text}) := ${to.text};`],
    execute: (run) => {
      const n = to.value(run);
      const key = at.value(run);
      if (key === null) throw valueError();
      setValue(run, name, new Map<number, Num>([...arrayIn(run, name), [key, n]]));
    },
  };
}

/** Prints a variable, or all that there are. */
export function output(g: Generator, cx: Context): Statement | undefined {
  const mark = g.fresh('o');
  const all = g.random.chance(0.35) ? cx.variables : [g.random.pick(cx.variables)];
  const parts = all.map((v) => ({ name: v.name, ...shown(v) }));
  return {
    lines: [`DBMS_OUTPUT.PUT_LINE('${mark}' || ${parts.map((p) => `' ${p.name}=' || ${p.text}`).join(' || ')});`],
    execute: (run) => run.session.print(mark + parts.map((p) => ` ${p.name}=${p.value(run)}`).join('')),
  };
}

/** Prints what a statement that fails would have: nothing. */
export function failingOutput(g: Generator, cx: Context): Statement {
  const mark = g.fresh('o');
  const n = anyNumber(g, cx);
  return {
    lines: [`DBMS_OUTPUT.PUT_LINE('${mark} ' || ${n.text});`],
    execute: (run) => run.session.print(`${mark} ${n.value(run) ?? ''}`),
  };
}

/** The call of a routine: what its parameter hands back is there only where it ends well. */
export function call(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const open = cx.routines.filter((r) => !(r.isFunction && r.mode === undefined) && (!cx.inSql || r.inSql));
  if (open.length === 0) return undefined;
  const routine = random.pick(open);
  const x = argument(random.chance(0.8) ? plain(g, cx) : number(g, cx));
  const into = routine.mode === undefined ? undefined : g.target(cx, routine.kind);
  if (routine.mode !== undefined && !into) return undefined;
  const text = `${routine.name}(${x.text}${into ? `, ${into.name}` : ''})`;
  const run = (at: Run): Num => {
    const given = x.value(at);
    const before = into ? valueOf(at, into.name) : null;
    return routine.invoke(at, given, before, (value) => into && setValue(at, into.name, value));
  };
  if (!routine.isFunction) return { lines: [`${text};`], execute: (at) => void run(at) };
  const result = g.target(cx, 'number');
  if (!result || result.name === into?.name) return undefined;
  return {
    lines: [`${result.name} := ${text};`],
    execute: (at) => setValue(at, result.name, run(at)),
  };
}

/** `RETURN`, `EXIT`, `CONTINUE`, now and then under a condition that may fail itself. */
export function leave(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  if (cx.returns && random.chance(0.4)) {
    const result = cx.returns === 'function' ? number(g, cx, 2) : undefined;
    return {
      lines: [result ? `RETURN ${result.text};` : 'RETURN;'],
      execute: (run) => {
        throw new Departure('RETURN', undefined, result?.value(run) ?? null);
      },
    };
  }
  const { loop } = cx;
  if (loop === undefined) return undefined;
  const kind = random.chance(0.5) ? 'EXIT' : 'CONTINUE';
  return {
    lines: [`${kind} ${loop};`],
    execute: () => {
      throw new Departure(kind, loop);
    },
  };
}
