import { handlers } from './control.js';
import { declareVariables } from './declarations.js';
import { condition } from './expressions.js';
import { type Context, type Generator, indented, type Variable, withVariables } from './generator.js';
import { type Change, Departure, type Run, Scope, type Trigger } from './session.js';
import { copy, numberOf, numberType } from './values.js';

/*
 * Triggers of T that use packages. (PL/SQL Language Reference, "DML Triggers")
 *   - A BEFORE ROW trigger may change :NEW; RETURN ends it.
 */

export interface MadeTrigger {
  readonly lines: readonly string[];
  readonly trigger: Trigger;
}

export function makeTrigger(g: Generator, outside: Context, name: string): MadeTrigger {
  const { random } = g;
  const moment = random.pick(['BEFORE', 'BEFORE', 'AFTER'] as const);
  const eachRow = random.chance(0.75);
  const events = ((all: Change[]) => (all.length > 0 ? all : (['INSERT'] as Change[])))(
    (['INSERT', 'UPDATE', 'DELETE'] as const).filter(() => random.chance(0.5)),
  );
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
    lines: [
      `CREATE OR REPLACE TRIGGER ${name} ${moment} ${events.join(' OR ')} ON t${eachRow ? ' FOR EACH ROW' : ''}`,
      ...(when === undefined ? [] : [`WHEN (NVL(NEW.v, 5) < ${when})`]),
      ...(declared.lines.length > 0 ? ['DECLARE', ...indented(declared.lines)] : []),
      'BEGIN',
      ...(guarded ? [`  IF NOT ${guarded} AND ${test.text} THEN RETURN; END IF;`] : []),
      ...indented(body.lines),
      ...handled.lines,
      'END;',
      '/',
    ],
    trigger: {
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
  };
}
