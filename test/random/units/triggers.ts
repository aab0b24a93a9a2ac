import { handlers } from './control.js';
import { declareVariables } from './declarations.js';
import { condition } from './expressions.js';
import {
  type Context,
  type Generator,
  indented,
  type Statement,
  sequence,
  type Variable,
  withVariables,
} from './generator.js';
import { nestedRoutines } from './routines.js';
import { type Change, Departure, Raised, type Run, Scope, type Session, type Trigger, Useless } from './session.js';
import { copy, numberOf, numberType } from './values.js';

/*
 * Triggers of T that use packages. (PL/SQL Language Reference, "DML Triggers")
 *   - A BEFORE ROW trigger may change :NEW; RETURN ends it.
 */

export interface MadeTrigger {
  readonly name: string;
  /** The lines, where the trigger follows others. */
  readonly lines: (follows: readonly string[]) => readonly string[];
  /** A compound trigger has several. */
  readonly triggers: readonly Trigger[];
  readonly isCompound: boolean;
}

const eventsOf = (g: Generator): Change[] => {
  const all = (['INSERT', 'UPDATE', 'DELETE'] as const).filter(() => g.random.chance(0.5));
  return all.length > 0 ? all : ['INSERT'];
};

export interface Section {
  readonly lines: readonly string[];
  readonly run: (run: Run) => void;
}

/** DECLARE, BEGIN, EXCEPTION of a trigger or of a section of one. */
export function bodyOf(
  g: Generator,
  cx: Context,
  more: { readonly before?: Statement; readonly after?: Statement } = {},
): Section {
  const { random } = g;
  const declared = declareVariables(g, cx, random.below(2));
  const inside = declared.inside;
  const made = g.statements(inside, 1 + random.below(2));
  const body = sequence([...(more.before ? [more.before] : []), made, ...(more.after ? [more.after] : [])]);
  const handled = handlers(g, inside);
  return {
    lines: [...indented(declared.lines), 'BEGIN', ...indented(body.lines), ...handled.lines],
    run: (run) => {
      try {
        declared.declare(run);
        handled.around(run, () => body.execute(run));
      } catch (departure) {
        if (!(departure instanceof Departure) || departure.kind !== 'RETURN') throw departure;
      }
    },
  };
}

/**
 * A compound trigger: its variables last as long as the statement.
 * (PL/SQL Language Reference, "Compound DML Triggers")
 */
export function makeCompound(g: Generator, outside: Context, name: string): MadeTrigger {
  const { random } = g;
  const events = eventsOf(g);
  const cx: Context = { ...outside, depth: 1, loops: [], inHandler: false, returns: null, pure: false, sql: false };
  // Nothing of others: when the variables begin beside other triggers is not said.
  const declared = declareVariables(g, { ...cx, variables: [], routines: [], pure: true }, 1 + random.below(2));
  const own = withVariables(cx, declared.variables);
  const nested = nestedRoutines(g, own);
  let state = new Scope();
  const points = (
    [
      ['BEFORE', false],
      ['BEFORE', true],
      ['AFTER', true],
      ['AFTER', false],
    ] as const
  ).filter(() => random.chance(0.7));
  const sections = (points.length > 0 ? points : ([['AFTER', false]] as const)).map(([moment, eachRow]) => {
    const fresh: Variable = {
      names: [':NEW.v'],
      key: g.fresh('k'),
      type: numberType,
      constant: moment === 'AFTER' || events.includes('DELETE'),
    };
    const old: Variable = { names: [':OLD.v'], key: g.fresh('k'), type: numberType, constant: true };
    const section = bodyOf(g, eachRow ? withVariables(nested.inside, [fresh, old]) : nested.inside);
    const point = `${moment} ${eachRow ? 'EACH ROW' : 'STATEMENT'}`;
    const trigger: Trigger = {
      moment,
      events,
      eachRow,
      fire: (session, _, before, after) => {
        const run: Run = { session, scope: new Scope(state) };
        run.scope.declare(fresh.key, copy(after));
        run.scope.declare(old.key, copy(before));
        section.run(run);
        return run.scope.get(fresh.key);
      },
    };
    return { lines: [`${point} IS`, ...section.lines, `END ${point};`], trigger };
  });
  const [first, ...rest] = sections.map((s) => s.trigger);
  const begin = (session: Session): void => {
    state = new Scope();
    const run: Run = { session, scope: state };
    try {
      declared.declare(run);
    } catch (error) {
      throw error instanceof Raised ? new Useless() : error;
    }
    nested.declare(run);
  };
  return {
    name,
    isCompound: true,
    triggers: first ? [{ ...first, begin }, ...rest] : [],
    lines: () => [
      `CREATE OR REPLACE TRIGGER ${name} FOR ${events.join(' OR ')} ON t COMPOUND TRIGGER`,
      ...indented(declared.lines),
      ...indented(nested.lines),
      ...sections.flatMap((s) => indented(s.lines)),
      `END${random.chance(0.5) ? ` ${name}` : ''};`,
      '/',
    ],
  };
}

export function makeTrigger(g: Generator, outside: Context, name: string): MadeTrigger {
  const { random } = g;
  const moment = random.pick(['BEFORE', 'BEFORE', 'AFTER'] as const);
  const eachRow = random.chance(0.75);
  const events = eventsOf(g);
  const fresh: Variable = {
    names: [':NEW.v'],
    key: g.fresh('k'),
    type: numberType,
    constant: moment === 'AFTER' || events.includes('DELETE'),
  };
  const old: Variable = { names: [':OLD.v'], key: g.fresh('k'), type: numberType, constant: true };
  const cx: Context = { ...outside, depth: 1, loops: [], inHandler: false, returns: null, pure: false, sql: false };
  const seeing = eachRow ? withVariables(cx, [fresh, old]) : cx;
  const declared = declareVariables(g, seeing, random.below(2));
  const inside = declared.inside;
  const when = eachRow && random.chance(0.25) ? random.below(12) : undefined;
  const guard = events.length > 1 && random.chance(0.3) ? random.pick(events) : undefined;
  const test = condition(g, inside, 1);
  const body = g.statements(inside, 1 + random.below(2));
  const handled = handlers(g, inside);
  const guarded = guard
    ? `${guard === 'INSERT' ? 'INSERTING' : guard === 'UPDATE' ? 'UPDATING' : 'DELETING'}`
    : undefined;
  return {
    name,
    isCompound: false,
    lines: (follows) => [
      `CREATE OR REPLACE TRIGGER ${name} ${moment} ${events.join(' OR ')} ON t${eachRow ? ' FOR EACH ROW' : ''}`,
      ...(follows.length > 0 ? [`FOLLOWS ${follows.join(', ')}`] : []),
      ...(when === undefined ? [] : [`WHEN (NVL(NEW.v, 5) < ${when})`]),
      ...(declared.lines.length > 0 ? ['DECLARE', ...indented(declared.lines)] : []),
      'BEGIN',
      ...(guarded ? [`  IF NOT ${guarded} AND ${test.text} THEN RETURN; END IF;`] : []),
      ...indented(body.lines),
      ...handled.lines,
      'END;',
      '/',
    ],
    triggers: [
      {
        moment,
        events,
        eachRow,
        fire: (session, event, before, after) => {
          if (when !== undefined && !((numberOf(after) ?? 5) < when)) return after;
          const run: Run = { session, scope: new Scope() };
          run.scope.declare(fresh.key, copy(after));
          run.scope.declare(old.key, copy(before));
          try {
            declared.declare(run);
            handled.around(run, () => {
              if (guard && event !== guard && test.value(run) === true) throw new Departure('RETURN');
              body.execute(run);
            });
          } catch (departure) {
            if (!(departure instanceof Departure) || departure.kind !== 'RETURN') throw departure;
          }
          return run.scope.get(fresh.key);
        },
      },
    ],
  };
}
