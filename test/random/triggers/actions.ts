import type { Random } from '../random.js';
import type { Database, Event, Firing, Timing, Value } from './database.js';

/*
 * What a row trigger does with tables that nothing changes, with routines and with its own columns. (PL/SQL Language
 * Reference, "Correlation Names and Pseudorecords", "RETURN Statement", "EXECUTE IMMEDIATE Statement")
 */

/** One thing that a trigger does. */
export interface Action {
  readonly lines: readonly string[];
  /** Out: whether the trigger is left. */
  run(firing: Firing): boolean | void;
}

/** The rows of `te`, which nothing changes. */
export const fixed: readonly { readonly id: number; readonly v: Value }[] = [
  { id: 1, v: 11 },
  { id: 2, v: null },
  { id: 4, v: 44 },
];

export const fixedTable: readonly string[] = [
  'CREATE TABLE te (id NUMBER, v NUMBER);',
  ...fixed.map(({ id, v }) => `INSERT INTO te VALUES (${id}, ${v ?? 'NULL'});`),
  'CREATE OR REPLACE PROCEDURE adjust(x IN OUT NUMBER, y NUMBER) IS',
  'BEGIN',
  '  x := NVL(x, 0) + y;',
  'END;',
  '/',
];

const shown = (x: Value): string => (x === null ? '' : String(x));
const idOf = ({ now, old }: Firing): number => now?.id ?? old?.id ?? 0;

/** Makers of actions of a trigger of that name and time. */
export function furtherActions(
  random: Random,
  db: Database,
  { timing, events, name }: { readonly timing: Timing; readonly events: readonly Event[]; readonly name: string },
): readonly (() => Action)[] {
  const list: (() => Action)[] = [
    () => ({
      lines: [
        'BEGIN',
        '  SELECT v INTO n FROM te WHERE id = NVL(:NEW.id, :OLD.id);',
        `  tr('${name} te ' || n);`,
        'EXCEPTION',
        `  WHEN NO_DATA_FOUND THEN tr('${name} none');`,
        'END;',
      ],
      run: (f) => {
        const row = fixed.find((r) => r.id === idOf(f));
        db.trace.push(row ? `${name} te ${shown(row.v)}` : `${name} none`);
      },
    }),
    () => ({
      lines: [
        'n := 0;',
        'FOR r IN (SELECT id FROM te WHERE id <= NVL(:OLD.id, :NEW.id) ORDER BY id) LOOP',
        '  n := n * 10 + r.id;',
        'END LOOP;',
        `tr('${name} ids ' || n);`,
      ],
      run: ({ old, now }) => {
        const most = old?.id ?? now?.id ?? 0;
        const ids = fixed.filter((r) => r.id <= most).reduce((sum, r) => sum * 10 + r.id, 0);
        db.trace.push(`${name} ids ${ids}`);
      },
    }),
    () => ({
      lines: [
        'DECLARE',
        '  odd EXCEPTION;',
        'BEGIN',
        '  IF MOD(NVL(:NEW.id, :OLD.id), 2) = 1 THEN RAISE odd; END IF;',
        `  tr('${name} even');`,
        'EXCEPTION',
        `  WHEN odd THEN tr('${name} odd ' || SQLCODE);`,
        'END;',
      ],
      run: (f) => void db.trace.push(idOf(f) % 2 === 1 ? `${name} odd 1` : `${name} even`),
    }),
    () => {
      const id = random.pick([1, 2, 3]);
      return {
        lines: [`IF NVL(:NEW.id, :OLD.id) = ${id} THEN RETURN; END IF;`],
        run: (f) => idOf(f) === id,
      };
    },
    () => ({
      lines: [`EXECUTE IMMEDIATE 'INSERT INTO td (n, x) VALUES (:1, :2)' USING :NEW.id, '${name}';`],
      run: ({ now }) => db.note(now?.id ?? null, name),
    }),
  ];
  if (timing !== 'BEFORE EACH ROW' || events.includes('DELETE')) return list;
  const by = random.pick([2, 9, 25]);
  const chosen = random.pick([1, 2]);
  list.push(
    () => ({
      lines: [`adjust(:NEW.w, ${by});`],
      run: ({ now }) => {
        if (now) now.w = (now.w ?? 0) + by;
      },
    }),
    () => ({
      lines: [`SELECT v INTO :NEW.w FROM te WHERE id = ${chosen};`],
      run: ({ now }) => {
        if (now) now.w = fixed.find((r) => r.id === chosen)?.v ?? null;
      },
    }),
    () => ({
      lines: [
        'CASE MOD(:NEW.id, 3)',
        '  WHEN 0 THEN :NEW.w := :NEW.id;',
        '  WHEN 1 THEN adjust(:NEW.w, :NEW.id);',
        '  ELSE NULL;',
        'END CASE;',
      ],
      run: ({ now }) => {
        if (!now || now.id === null) return;
        if (now.id % 3 === 0) now.w = now.id;
        else if (now.id % 3 === 1) now.w = (now.w ?? 0) + now.id;
      },
    }),
  );
  return list;
}

/** The lines of a trigger that gives other names to :NEW and :OLD. */
export function renamed(lines: readonly string[]): readonly string[] {
  return lines.map((line) =>
    line
      .replaceAll(/:NEW\b/g, ':nu')
      .replaceAll(/:OLD\b/g, ':od')
      .replaceAll(/(?<!:)\bNEW\./g, 'nu.')
      .replaceAll(/(?<!:)\bOLD\./g, 'od.'),
  );
}
