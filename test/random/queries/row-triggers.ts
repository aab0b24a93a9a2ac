import type { QueryGenerator } from './scope.js';
import { dates, literalOf, padded, type Table, tableColumns } from './tables.js';
import { isMoment, rounded, same, textOf, type Value } from './values.js';

/*
 * Triggers that change the row before it is stored: what they put into :NEW is made to fit the column.
 * (PL/SQL Language Reference, "Correlation Names and Pseudorecords")
 */

/** A row by the names of its columns. */
type Named = Record<string, Value>;

interface Body {
  readonly text: string;
  readonly apply: (now: Named, old: Named | undefined) => void;
}

const text = (value: Value): string => (value === null ? '' : textOf(value));

const bodies = ({ random }: QueryGenerator): readonly Body[] => {
  const date = random.pick(dates);
  return [
    {
      text: ':NEW.c := UPPER(SUBSTR(:NEW.s, 1, 2));',
      apply: (now) => {
        const made = text(now.s ?? null)
          .slice(0, 2)
          .toUpperCase();
        now.c = made === '' ? null : padded(made);
      },
    },
    {
      text: ':NEW.m := MOD(NVL(:NEW.n, 0), 100) / 8;',
      apply: (now) => {
        now.m = rounded((Number(now.n ?? 0) % 100) / 8, 2);
      },
    },
    {
      text: `IF :NEW.d IS NULL THEN :NEW.d := ${literalOf(date, 'DATE')}; END IF;`,
      apply: (now) => {
        now.d ??= date;
      },
    },
    {
      text: ':NEW.d := CAST(:NEW.t AS DATE);',
      apply: (now) => {
        now.d = isMoment(now.t ?? null) ? { ms: Math.floor((now.t as { ms: number }).ms / 1000) * 1000 } : null;
      },
    },
    {
      text: ':NEW.t := :NEW.d;',
      apply: (now) => {
        now.t = now.d ?? null;
      },
    },
    {
      text: "IF UPDATING AND :NEW.c = :OLD.c THEN :NEW.s := 'same'; END IF;",
      apply: (now, old) => {
        if (old && (now.c ?? null) !== null && (old.c ?? null) !== null && same(now.c ?? null, old.c ?? null))
          now.s = 'same';
      },
    },
    {
      text: "IF :NEW.c = 'a' THEN :NEW.s := :NEW.c || '|'; END IF;",
      apply: (now) => {
        if ((now.c ?? null) !== null && same(now.c ?? null, padded('a'))) now.s = `${text(now.c ?? null)}|`;
      },
    },
    {
      text: ':NEW.n := LENGTH(:NEW.c) + LENGTH(:NEW.s);',
      apply: (now) => {
        now.n =
          (now.c ?? null) === null || (now.s ?? null) === null
            ? null
            : text(now.c ?? null).length + text(now.s ?? null).length;
      },
    },
  ];
};

/** Gives the table a trigger; the statement that makes it. */
export function addTrigger(g: QueryGenerator, table: Table): readonly string[] {
  const { random } = g;
  const all = bodies(g);
  const chosen = [random.pick(all), random.pick(all)];
  const least = random.chance(0.3) ? random.below(3) : undefined;
  table.trigger = (row, old) => {
    const named = (values: readonly Value[]): Named =>
      Object.fromEntries(tableColumns.map((c, i) => [c.name, values[i] ?? null]));
    const now = named(row);
    if (least !== undefined && !(now.n !== null && Number(now.n) > least)) return row;
    for (const body of chosen) body.apply(now, old && named(old));
    return tableColumns.map((c) => now[c.name] ?? null);
  };
  return [
    `CREATE OR REPLACE TRIGGER ${table.name}_tr BEFORE INSERT OR UPDATE ON ${table.name} FOR EACH ROW`,
    ...(least === undefined ? [] : [`WHEN (NEW.n > ${least})`]),
    'BEGIN',
    ...chosen.map((body) => `  ${body.text}`),
    'END;',
    '/',
  ];
}
