import type { Random } from '../random.js';
import { type Action, furtherActions, renamed } from './actions.js';
import {
  type Column,
  type Database,
  type Event,
  type Firing,
  OracleError,
  type Timing,
  type Trigger,
  type Value,
} from './database.js';

/*
 * What triggers do. (PL/SQL Language Reference, "CREATE TRIGGER", "Correlation Names and Pseudorecords", "Conditional Predicates for Detecting the
 * Triggering DML Statement", "Compound DML Triggers", "Mutating-Table Restriction")
 */

const shown = (x: Value | undefined): string => (x === null || x === undefined ? '' : String(x));
const eventText =
  "CASE WHEN INSERTING THEN 'I' WHEN UPDATING('V') THEN 'Uv' WHEN UPDATING('W') THEN 'Uw' WHEN UPDATING THEN 'U' ELSE 'D' END";
const shownEvent = ({ event, set }: Firing): string =>
  event === 'UPDATE' ? (set.includes('v') ? 'Uv' : set.includes('w') ? 'Uw' : 'U') : event.charAt(0);

const allEvents: readonly Event[] = ['INSERT', 'UPDATE', 'DELETE'];
const points: readonly Timing[] = ['BEFORE STATEMENT', 'BEFORE EACH ROW', 'AFTER EACH ROW', 'AFTER STATEMENT'];

export class TriggerMaker {
  private made = 0;

  constructor(
    private readonly random: Random,
    private readonly db: Database,
  ) {}

  /** The triggers of a table: at each time one, or several in a row, or a compound one at some of them. */
  ofTable(table: string): readonly string[] {
    const { random } = this;
    const lines: string[] = [];
    const open = table === 'tc' ? points.filter((p) => p.endsWith('ROW')) : points;
    const compound = table !== 'tc' && random.chance(0.35) ? open.filter(() => random.chance(0.6)) : [];
    if (compound.length > 0) lines.push(...this.compound(table, compound));
    for (const timing of open) {
      if (compound.includes(timing)) continue;
      let before: string | undefined;
      for (let n = random.pick([0, 1, 1, 2]); n > 0; n--) {
        const made = this.simple(table, timing, before);
        lines.push(...made.lines);
        before = made.name;
      }
    }
    return lines;
  }

  private events(): readonly Event[] {
    const events = allEvents.filter(() => this.random.chance(0.6));
    return events.length > 0 ? events : [this.random.pick(allEvents)];
  }

  private name(): string {
    // Names do not follow the order in which the triggers fire.
    return `g${'hbkaftzcm'.charAt(this.made % 9)}${++this.made}`;
  }

  private simple(table: string, timing: Timing, follows: string | undefined): { lines: string[]; name: string } {
    const { random } = this;
    const events = this.events();
    const name = this.name();
    const of = events.includes('UPDATE') && random.chance(0.3) ? random.pick(['v', 'w'] as const) : undefined;
    const isRow = timing.endsWith('ROW');
    const when = isRow && random.chance(0.3) ? someCondition(random) : undefined;
    const actions = this.actions(table, timing, events, name);
    this.add({ name, table, timings: [timing], events, of, when: when?.holds }, (_, firing) => {
      runAll(actions, firing);
    });
    const renames = isRow && random.chance(0.2);
    const lines = [
      `CREATE OR REPLACE TRIGGER ${name} ${timing.split(' ')[0]} ${eventsText(events, of)} ON ${table}`,
      ...(renames ? ['REFERENCING NEW AS nu OLD AS od'] : []),
      ...(isRow ? ['FOR EACH ROW'] : []),
      ...(follows === undefined ? [] : [`FOLLOWS ${follows}`]),
      ...(when ? [`WHEN (${when.text})`] : []),
      'DECLARE',
      '  n NUMBER;',
      'BEGIN',
      ...actions.flatMap((a) => a.lines).map((line) => `  ${line}`),
      'END;',
      '/',
    ];
    return { lines: renames ? [...renamed(lines)] : lines, name };
  }

  private add(
    trigger: Omit<Trigger, 'enabled' | 'fire'>,
    fire: (timing: Timing, firing: Firing, state: { count: number }) => void,
  ): void {
    this.db.triggers.push({ ...trigger, enabled: true, fire });
  }

  private compound(table: string, timings: readonly Timing[]): string[] {
    const events = this.events();
    const name = this.name();
    const of = events.includes('UPDATE') && this.random.chance(0.2) ? this.random.pick(['v', 'w'] as const) : undefined;
    const actions = new Map(timings.map((t) => [t, this.actions(table, t, events, name)] as const));
    const { db } = this;
    this.add({ name, table, timings, events, of, when: undefined }, (timing, firing, state) => {
      state.count += timing.startsWith('BEFORE') ? 1 : 10;
      db.trace.push(`${name} c${state.count}`);
      runAll(actions.get(timing) ?? [], firing);
    });
    return [
      `CREATE OR REPLACE TRIGGER ${name} FOR ${eventsText(events, of)} ON ${table} COMPOUND TRIGGER`,
      '  c NUMBER := 0;',
      '  n NUMBER;',
      ...[...actions].flatMap(([timing, list]) => [
        `  ${timing} IS`,
        '  BEGIN',
        `    c := c + ${timing.startsWith('BEFORE') ? 1 : 10};`,
        `    tr('${name} c' || c);`,
        ...list.flatMap((a) => a.lines).map((line) => `    ${line}`),
        `  END ${timing};`,
      ]),
      `END ${name};`,
      '/',
    ];
  }

  private actions(table: string, timing: Timing, events: readonly Event[], name: string): readonly Action[] {
    const { random } = this;
    const isRow = timing.endsWith('ROW');
    const made: Action[] = [];
    const makers = isRow ? this.rowActions(table, timing, events, name) : this.statementActions(table, timing, name);
    made.push(isRow ? this.traceRow(name) : this.traceStatement(name));
    if (random.chance(0.75)) made.push(random.pick(makers)());
    if (isRow && random.chance(0.3)) made.push(random.pick(makers)());
    return made;
  }

  private traceRow(name: string): Action {
    return {
      lines: [
        `tr('${name} ' || ${eventText} || ' ' || NVL(:OLD.id, :NEW.id) || ' ' || :OLD.v || '>' || :NEW.v || ' ' || :OLD.w || '>' || :NEW.w);`,
      ],
      run: (f) => {
        const { old, now } = f;
        this.db.trace.push(
          `${name} ${shownEvent(f)} ${shown(old?.id ?? now?.id)} ${shown(old?.v)}>${shown(now?.v)} ${shown(old?.w)}>${shown(now?.w)}`,
        );
      },
    };
  }

  private traceStatement(name: string): Action {
    return {
      lines: [`tr('${name} ' || ${eventText});`],
      run: (f) => void this.db.trace.push(`${name} ${shownEvent(f)}`),
    };
  }

  private rowActions(table: string, timing: Timing, events: readonly Event[], name: string): readonly (() => Action)[] {
    const { random, db } = this;
    const further = furtherActions(random, db, { timing, events, name });
    const list: (() => Action)[] = [() => this.raise(), () => this.log(name), () => this.log(name), ...further];
    if (table === 'ta')
      list.push(
        () => this.writeOther(),
        () => this.writeOther(),
        () => this.guarded(this.writeOther()),
      );
    if (table === 'ta') list.push(() => this.guarded(this.raise()));
    if (timing === 'BEFORE EACH ROW' && !events.includes('DELETE')) {
      const by = random.pick([1, 5, 30]);
      const add = (): Action => ({
        lines: [`:NEW.w := NVL(:NEW.w, 0) + ${by};`],
        run: ({ now }) => {
          if (now) now.w = (now.w ?? 0) + by;
        },
      });
      const fill = (): Action => ({
        lines: ['IF :NEW.v IS NULL THEN :NEW.v := 7; END IF;'],
        run: ({ now }) => {
          if (now) now.v ??= 7;
        },
      });
      list.push(add, add);
      if (table !== 'tc') list.push(fill);
    }
    if (!events.includes('INSERT'))
      list.push(() => ({
        lines: [
          'BEGIN',
          `  SELECT COUNT(*) INTO n FROM ${table};`,
          `  tr('${name} read ' || n);`,
          'EXCEPTION',
          `  WHEN OTHERS THEN tr('${name} ' || SQLCODE);`,
          'END;',
        ],
        run: () => void db.trace.push(`${name} -4091`),
      }));
    return list;
  }

  private statementActions(table: string, timing: Timing, name: string): readonly (() => Action)[] {
    const { db } = this;
    const list: (() => Action)[] = [() => ({ lines: ['pk.busy := pk.busy + 1;'], run: () => void db.busy++ })];
    // Of a table that triggers of rows write, it would tell in which order they came.
    if (table === 'ta')
      list.push(() => ({
        lines: [`SELECT NVL(SUM(w), 0) INTO n FROM ${table};`, `tr('${name} sum ' || n);`],
        run: () => void db.trace.push(`${name} sum ${db.rows(table).reduce((sum, r) => sum + (r.w ?? 0), 0)}`),
      }));
    if (timing === 'AFTER STATEMENT' && table === 'ta')
      list.push(() => ({
        lines: [
          'IF pk.busy < 100 THEN',
          '  pk.busy := pk.busy + 100;',
          `  UPDATE ${table} SET w = 1 WHERE id = 1;`,
          '  pk.busy := pk.busy - 100;',
          'END IF;',
        ],
        run: () => {
          if (db.busy >= 100) return;
          db.busy += 100;
          db.update(
            table,
            (r) => r.id === 1,
            ['w'],
            () => ({ w: 1 }),
          );
          db.busy -= 100;
        },
      }));
    return list;
  }

  private raise(): Action {
    const id = this.random.pick([2, 3, 4, 5]);
    return {
      lines: [`IF NVL(:NEW.id, :OLD.id) = ${id} THEN RAISE_APPLICATION_ERROR(-2000${id}, 'no ' || :OLD.id); END IF;`],
      run: ({ old, now }) => {
        if ((now?.id ?? old?.id) === id) throw new OracleError(-20000 - id);
      },
    };
  }

  private log(name: string): Action {
    return {
      lines: [`INSERT INTO td (n, x) VALUES (:NEW.id, '${name}');`],
      run: ({ now }) => this.db.note(now?.id ?? null, name),
    };
  }

  private writeOther(): Action {
    const { db, random } = this;
    const id = (f: Firing): Value => f.now?.id ?? f.old?.id ?? null;
    return random.pick([
      (): Action => ({
        lines: ['UPDATE tb SET w = NVL(w, 0) + 1 WHERE id = NVL(:NEW.id, :OLD.id);', "tr('tb ' || SQL%ROWCOUNT);"],
        run: (f) => {
          const rows = db.update(
            'tb',
            (r) => r.id === id(f),
            ['w'],
            (r) => ({ w: (r.w ?? 0) + 1 }),
          );
          db.trace.push(`tb ${rows.length}`);
        },
      }),
      (): Action => ({
        lines: ['INSERT INTO tb VALUES (NVL(:NEW.id, :OLD.id), :NEW.v, :OLD.w);'],
        run: (f) => void db.insert('tb', [{ id: id(f), v: f.now?.v ?? null, w: f.old?.w ?? null }]),
      }),
      (): Action => ({
        lines: ['DELETE FROM tb WHERE id = :OLD.id;'],
        run: (f) => void db.delete('tb', (r) => r.id === (f.old?.id ?? Number.NaN)),
      }),
    ])();
  }

  /** With a handler around it. */
  private guarded({ lines, run }: Action): Action {
    return {
      lines: [
        'BEGIN',
        ...lines.map((line) => `  ${line}`),
        'EXCEPTION',
        "  WHEN OTHERS THEN tr('caught ' || SQLCODE);",
        'END;',
      ],
      run: (firing) => {
        try {
          return run(firing);
        } catch (error) {
          if (!(error instanceof OracleError)) throw error;
          this.db.trace.push(`caught ${error.code}`);
        }
      },
    };
  }
}

/** One after the other, until one leaves the trigger. */
function runAll(actions: readonly Action[], firing: Firing): void {
  for (const action of actions) if (action.run(firing) === true) return;
}

const eventsText = (events: readonly Event[], of: Column | undefined): string =>
  events.map((e) => (e === 'UPDATE' && of ? `UPDATE OF ${of}` : e)).join(' OR ');

function someCondition(random: Random): { readonly text: string; holds(firing: Firing): boolean } {
  const known = (x: Value | undefined, holds: (x: number) => boolean): boolean =>
    x !== null && x !== undefined && holds(x);
  const limit = random.pick([2, 4, 12]);
  return random.pick([
    { text: `NEW.v > ${limit}`, holds: ({ now }: Firing) => known(now?.v, (v) => v > limit) },
    { text: `OLD.id <> ${limit}`, holds: ({ old }: Firing) => known(old?.id, (id) => id !== limit) },
    {
      text: `OLD.w IS NULL OR NEW.w > ${limit}`,
      holds: ({ old, now }: Firing) => (old?.w ?? null) === null || known(now?.w, (w) => w > limit),
    },
  ]);
}
