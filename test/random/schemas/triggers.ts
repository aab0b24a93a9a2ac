import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Triggers of a table and of a view: created, replaced, switched off and on, dropped, gone with the table, in order by FOLLOWS, and raising errors.
 * (PL/SQL Language Reference, "CREATE TRIGGER", "ALTER TRIGGER", "DROP TRIGGER", "Order in Which Triggers Fire"; SQL Language Reference, ALTER TABLE,
 * "ENABLE | DISABLE ALL TRIGGERS"; Database Error Messages, ORA-04080, ORA-04081)
 */

type Event = 'INSERT' | 'UPDATE' | 'DELETE';

interface Row {
  readonly id: number;
  readonly v: number | null;
  readonly w: number | null;
}

interface Trigger {
  readonly name: string;
  readonly timing: 'BEFORE' | 'AFTER';
  readonly each: boolean;
  readonly events: readonly Event[];
  /** UPDATE OF this column alone. */
  readonly of: 'v' | 'w' | undefined;
  /** WHEN (NEW.v > this). */
  readonly above: number | undefined;
  /** What is added to :NEW.w. */
  readonly adds: number | undefined;
  /** The id whose row makes it raise ORA-20001. */
  readonly refuses: number | undefined;
  readonly follows: string | undefined;
  enabled: boolean;
}

const names = ['ga', 'gb', 'gc', 'gd'] as const;
const allEvents: readonly Event[] = ['INSERT', 'UPDATE', 'DELETE'];

const shown = (x: number | null | undefined): string => (x === null || x === undefined ? '-' : String(x));

class Triggers extends ObjectPart {
  private triggers: Trigger[] = [];
  private rows: Row[] = [];
  private lastId = 0;

  start(): void {
    this.script(
      'CREATE TABLE tgt (id NUMBER, v NUMBER, w NUMBER);',
      'CREATE VIEW tgv AS SELECT id, v FROM tgt;',
      'CREATE TRIGGER gv INSTEAD OF INSERT OR DELETE ON tgv FOR EACH ROW',
      'BEGIN',
      '  IF INSERTING THEN',
      '    INSERT INTO tgt (id, v, w) VALUES (:NEW.id, :NEW.v * 2, 0);',
      '  ELSE',
      "    DBMS_OUTPUT.PUT_LINE('gv ' || :OLD.id);",
      '  END IF;',
      'END;',
      '/',
    );
    for (let i = 0; i < 2; i++) this.create(true);
  }

  private someTrigger(): Trigger {
    const { random } = this;
    const timing = random.pick(['BEFORE', 'AFTER'] as const);
    const each = random.chance(0.6);
    const events = allEvents.filter(() => random.chance(0.6));
    if (events.length === 0) events.push('INSERT');
    const hasNew = !events.includes('DELETE');
    return {
      name: random.pick(names),
      timing,
      each,
      events,
      of: events.includes('UPDATE') && random.chance(0.3) ? random.pick(['v', 'w'] as const) : undefined,
      above: each && hasNew && random.chance(0.3) ? random.pick([2, 5]) : undefined,
      adds: each && hasNew && timing === 'BEFORE' && random.chance(0.4) ? random.pick([1, 10]) : undefined,
      refuses: each && hasNew && random.chance(0.2) ? random.pick([2, 3]) : undefined,
      follows: undefined,
      enabled: random.chance(0.9),
    };
  }

  private textOf(t: Trigger, replaces: boolean): string {
    const list = t.events.map((e) => (e === 'UPDATE' && t.of ? `UPDATE OF ${t.of}` : e)).join(' OR ');
    const event = "CASE WHEN INSERTING THEN 'I' WHEN UPDATING THEN 'U' ELSE 'D' END";
    const values = t.each ? " || ' ' || NVL(TO_CHAR(:OLD.v), '-') || ' ' || NVL(TO_CHAR(:NEW.v), '-')" : '';
    return [
      `CREATE ${replaces ? 'OR REPLACE ' : ''}TRIGGER ${t.name} ${t.timing} ${list} ON tgt`,
      ...(t.each ? ['FOR EACH ROW'] : []),
      ...(t.follows ? [`FOLLOWS ${t.follows}`] : []),
      ...(t.enabled ? [] : ['DISABLE']),
      ...(t.above === undefined ? [] : [`WHEN (NEW.v > ${t.above})`]),
      'BEGIN',
      `  DBMS_OUTPUT.PUT_LINE('${t.name} ' || ${event}${values});`,
      ...(t.adds === undefined ? [] : [`  :NEW.w := NVL(:NEW.w, 0) + ${t.adds};`]),
      ...(t.refuses === undefined
        ? []
        : [`  IF :NEW.id = ${t.refuses} THEN RAISE_APPLICATION_ERROR(-20001, 'no'); END IF;`]),
      'END;',
    ].join('\n');
  }

  /** Triggers of one point have an order only where each follows another. */
  private placed(made: Trigger): Trigger | undefined {
    const beside = this.triggers.filter(
      (t) => t.name !== made.name && t.timing === made.timing && t.each === made.each,
    );
    const last = beside.find((t) => !beside.some((x) => x.follows === t.name));
    // In circles of what followed at different times nothing can be read.
    if (last && last.name >= made.name) return undefined;
    return last ? { ...made, follows: last.name } : made;
  }

  private isFollowed = (name: string): boolean => this.triggers.some((t) => t.follows === name);

  create(inScript: boolean): void {
    const { random } = this;
    const made = this.placed(this.someTrigger());
    const replaces = random.chance(0.5);
    const before = this.triggers.find((t) => t.name === made?.name);
    if (!made || (before && (this.isFollowed(before.name) || (!replaces && inScript)))) return;
    const text = this.textOf(made, replaces);
    const outcome = before && !replaces ? 4081 : 'ok';
    if (!inScript) this.statement(text, outcome);
    else this.setup.push(text, '/');
    if (outcome === 'ok') this.triggers = [...this.triggers.filter((t) => t !== before), made];
  }

  drop(): void {
    const name = this.random.pick(names);
    const found = this.triggers.find((t) => t.name === name);
    if (found && this.isFollowed(name)) return;
    this.statement(`DROP TRIGGER ${name}`, found ? 'ok' : 4080);
    this.triggers = this.triggers.filter((t) => t !== found);
  }

  switch(): void {
    const name = this.random.pick(names);
    const found = this.triggers.find((t) => t.name === name);
    const enables = this.random.chance(0.5);
    this.statement(`ALTER TRIGGER ${name} ${enables ? 'ENABLE' : 'DISABLE'}`, found ? 'ok' : 4080);
    if (found) found.enabled = enables;
  }

  switchAll(): void {
    const enables = this.random.chance(0.6);
    this.statement(`ALTER TABLE tgt ${enables ? 'ENABLE' : 'DISABLE'} ALL TRIGGERS`, 'ok');
    for (const t of this.triggers) t.enabled = enables;
  }

  again(): void {
    if (this.random.chance(0.6)) return;
    this.statement('DROP TABLE tgt', 'ok');
    this.statement('CREATE TABLE tgt (id NUMBER, v NUMBER, w NUMBER)', 'ok');
    this.triggers = [];
    this.rows = [];
  }

  /** The triggers of a point in their order. */
  private at(timing: Trigger['timing'], each: boolean, event: Event, changed: string | undefined): Trigger[] {
    const all = this.triggers.filter((t) => t.timing === timing && t.each === each);
    const ordered: Trigger[] = [];
    for (let next = all.find((t) => !t.follows); next; next = all.find((t) => t.follows === ordered.at(-1)?.name))
      ordered.push(next);
    return ordered.filter(
      (t) => t.enabled && t.events.includes(event) && (event !== 'UPDATE' || !t.of || t.of === changed),
    );
  }

  /** Runs a statement on rows; what is printed, and the rows then, or undefined where a trigger refused it. */
  private fire(
    event: Event,
    changed: string | undefined,
    changes: readonly { readonly old: Row | undefined; readonly now: Row | undefined }[],
  ): { readonly printed: string[]; readonly rows: readonly (Row | undefined)[] | undefined } {
    const printed: string[] = [];
    const letter = event.slice(0, 1);
    for (const t of this.at('BEFORE', false, event, changed)) printed.push(`${t.name} ${letter}`);
    const rows: (Row | undefined)[] = [];
    for (const { old, now: given } of changes) {
      let now = given;
      for (const timing of ['BEFORE', 'AFTER'] as const)
        for (const t of this.at(timing, true, event, changed)) {
          if (t.above !== undefined && !((now?.v ?? -1) > t.above)) continue;
          printed.push(`${t.name} ${letter} ${shown(old?.v)} ${shown(now?.v)}`);
          if (t.adds !== undefined && now) now = { ...now, w: (now.w ?? 0) + t.adds };
          if (t.refuses !== undefined && now?.id === t.refuses) return { printed, rows: undefined };
        }
      rows.push(now);
    }
    for (const t of this.at('AFTER', false, event, changed)) printed.push(`${t.name} ${letter}`);
    return { printed, rows };
  }

  private change(text: string, printed: readonly string[], works: boolean): void {
    this.expected.push(...printed);
    this.statement(text, works ? 'ok' : 20001, this.random.chance(0.3));
  }

  insert(): void {
    const { random } = this;
    const now: Row = { id: (++this.lastId % 5) + 1, v: random.pick([1, 3, 6, null]), w: random.pick([0, null]) };
    const { printed, rows } = this.fire('INSERT', undefined, [{ old: undefined, now }]);
    this.change(
      `INSERT INTO tgt VALUES (${now.id}, ${now.v ?? 'NULL'}, ${now.w ?? 'NULL'})`,
      printed,
      rows !== undefined,
    );
    this.rows.push(...(rows ?? []).filter((r) => r !== undefined));
  }

  insertIntoView(): void {
    const v = this.random.pick([1, 4]);
    const now: Row = { id: (++this.lastId % 5) + 1, v: v * 2, w: 0 };
    const { printed, rows } = this.fire('INSERT', undefined, [{ old: undefined, now }]);
    this.change(`INSERT INTO tgv (id, v) VALUES (${now.id}, ${v})`, printed, rows !== undefined);
    this.rows.push(...(rows ?? []).filter((r) => r !== undefined));
  }

  /** Of one row at most: in which order rows are changed is not said. */
  private one(): { readonly id: number; readonly found: Row | undefined } | undefined {
    const id = this.random.below(6);
    const found = this.rows.filter((r) => r.id === id);
    return found.length > 1 ? undefined : { id, found: found[0] };
  }

  update(): void {
    const one = this.one();
    if (!one) return;
    const { id, found } = one;
    const column = this.random.pick(['v', 'w'] as const);
    const now = found && { ...found, [column]: found[column] === null ? null : found[column] + 1 };
    const { printed, rows } = this.fire('UPDATE', column, found ? [{ old: found, now }] : []);
    this.change(`UPDATE tgt SET ${column} = ${column} + 1 WHERE id = ${id}`, printed, rows !== undefined);
    if (rows?.[0]) this.rows = this.rows.map((r) => (r === found ? (rows[0] ?? r) : r));
  }

  delete(): void {
    const one = this.one();
    if (!one) return;
    const { id, found } = one;
    const { printed, rows } = this.fire('DELETE', undefined, found ? [{ old: found, now: undefined }] : []);
    this.change(`DELETE FROM tgt WHERE id = ${id}`, printed, rows !== undefined);
    if (rows) this.rows = this.rows.filter((r) => r !== found);
  }

  show(): void {
    const text = (r: Row): string => `${r.id} ${shown(r.v)} ${shown(r.w)}`;
    const types = (t: Trigger): string => `${t.timing}${t.each ? ' EACH ROW' : ' STATEMENT'}`;
    this.code(
      [
        'FOR r IN (SELECT * FROM tgt ORDER BY id, v, w) LOOP',
        "  DBMS_OUTPUT.PUT_LINE(r.id || ' ' || NVL(TO_CHAR(r.v), '-') || ' ' || NVL(TO_CHAR(r.w), '-'));",
        'END LOOP;',
        "FOR r IN (SELECT * FROM user_triggers WHERE table_name = 'TGT' ORDER BY trigger_name) LOOP",
        "  DBMS_OUTPUT.PUT_LINE(r.trigger_name || ' ' || r.trigger_type || ' ' || r.triggering_event || ' ' || r.status);",
        'END LOOP;',
      ],
      ...this.rows
        .toSorted((x, y) => x.id - y.id || (x.v ?? 1e9) - (y.v ?? 1e9) || (x.w ?? 1e9) - (y.w ?? 1e9))
        .map(text),
      ...this.triggers
        .toSorted((x, y) => (x.name < y.name ? -1 : 1))
        .map(
          (t) => `${t.name.toUpperCase()} ${types(t)} ${t.events.join(' OR ')} ${t.enabled ? 'ENABLED' : 'DISABLED'}`,
        ),
    );
  }
}

export function triggers(random: Random): ObjectPart {
  const made = new Triggers(random);
  made.start();
  for (let block = 0; block < 4; block++) {
    const defines = random.chance(0.5);
    for (let i = 0; i < 6; i++)
      random
        .weighted([
          { weight: 4, step: () => made.insert() },
          { weight: 3, step: () => made.update() },
          { weight: 2, step: () => made.delete() },
          { weight: 1, step: () => made.insertIntoView() },
          ...(defines
            ? [
                { weight: 4, step: () => made.create(false) },
                { weight: 1.5, step: () => made.drop() },
                { weight: 2, step: () => made.switch() },
                { weight: 1, step: () => made.switchAll() },
                { weight: 0.7, step: () => made.again() },
              ]
            : []),
        ])
        .step();
    made.end();
    made.show();
    made.end();
  }
  return made;
}
