import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Columns that fill themselves: identity columns of each kind, virtual columns, DEFAULT ON NULL, and what ALTER TABLE makes of them.
 * (SQL Language Reference, "CREATE TABLE", "identity_clause", "virtual_column_definition", "ON NULL"; "ALTER TABLE", "modify_col_properties",
 * "modify_virtcol_properties"; Database Error Messages, ORA-32795, ORA-32796, ORA-54013, ORA-54017, ORA-54031, ORA-54032)
 */

type Kind = 'ALWAYS' | 'BY DEFAULT' | 'BY DEFAULT ON NULL';

interface Row {
  readonly id: number | null;
  readonly v: number | null;
  readonly d: number | null;
}

/** `v * times + plus`. */
interface Virtual {
  readonly times: number;
  readonly plus: number;
}

const kinds: readonly Kind[] = ['ALWAYS', 'BY DEFAULT', 'BY DEFAULT ON NULL'];

const shown = (x: number | null): string => (x === null ? '-' : String(x));
const literal = (x: number | null): string => (x === null ? 'NULL' : String(x));

class GeneratedColumns extends ObjectPart {
  private kind: Kind | undefined;
  private next = 1;
  private step = 1;
  private virtual: Virtual = { times: 1, plus: 0 };
  private byDefault = 7;
  private onNull = false;
  private rows: Row[] = [];
  /** A table whose identity goes at some time may take another, as far as its conversion knows. */
  private readonly losesIdentity = this.random.chance(0.3);

  private someVirtual(): Virtual {
    return { times: this.random.pick([2, 3]), plus: this.random.below(4) };
  }

  start(): void {
    const { random } = this;
    this.kind = random.pick(kinds);
    this.virtual = this.someVirtual();
    this.onNull = random.chance(0.5);
    if (random.chance(0.4)) {
      this.next = random.pick([5, 10]);
      this.step = random.pick([1, 2, 5]);
    }
    const options = this.next === 1 ? '' : ` (START WITH ${this.next} INCREMENT BY ${this.step})`;
    this.script(
      `CREATE TABLE idt (id NUMBER GENERATED ${this.kind} AS IDENTITY${options}, v NUMBER,`,
      `  w NUMBER GENERATED ALWAYS AS (${this.textOf(this.virtual)})${random.chance(0.5) ? ' VIRTUAL' : ''},`,
      `  d NUMBER DEFAULT ${this.onNull ? 'ON NULL ' : ''}${this.byDefault});`,
    );
    for (let i = 0; i < random.below(3); i++) this.insert(true);
  }

  private textOf = ({ times, plus }: Virtual): string => (plus === 0 ? `v * ${times}` : `v * ${times} + ${plus}`);

  private w = (row: Row): number | null => (row.v === null ? null : row.v * this.virtual.times + this.virtual.plus);

  private take(): number {
    const value = this.next;
    this.next += this.step;
    return value;
  }

  /** A statement between the blocks: what texts make of such columns is told (OP6406). */
  private between(text: string): void {
    this.end();
    this.run.push(`${text};`);
  }

  /** A statement of the script, where it works, or of a block. */
  private change(text: string, outcome: 'ok' | number, inScript: boolean): void {
    if (!inScript) this.statement(text, outcome, this.random.chance(0.5));
    else if (outcome === 'ok') this.script(`${text};`);
  }

  insert(inScript = false): void {
    const { random, kind } = this;
    const id = random.pick(['absent', 'absent', 'DEFAULT', null, 50 + random.below(9)] as const);
    const v = random.chance(0.2) ? null : random.below(9);
    const w = random.pick(['absent', 'absent', 'absent', 'absent', 'DEFAULT', 3] as const);
    const d = random.pick(['absent', 'absent', 'DEFAULT', null, random.below(5)] as const);
    const isGiven = id !== 'absent' && id !== 'DEFAULT';
    const takes = kind !== undefined && (!isGiven || (id === null && kind === 'BY DEFAULT ON NULL'));
    const errors = [
      ...(kind === 'ALWAYS' && isGiven ? [32795] : []),
      ...(kind === 'BY DEFAULT' && id === null ? [1400] : []),
      ...(w === 3 ? [54013] : []),
    ];
    if (errors.length > 1 || (inScript && errors.length > 0)) return;
    const given = Object.entries({ id, v, w, d }).filter(([, x]) => x !== 'absent');
    const text = `INSERT INTO idt (${given.map(([c]) => c).join(', ')}) VALUES (${given.map(([, x]) => x ?? 'NULL').join(', ')})`;
    this.change(text, errors[0] ?? 'ok', inScript);
    if (errors.length > 0) return;
    this.rows.push({
      id: takes ? this.take() : isGiven ? id : null,
      v,
      d: typeof d === 'number' ? d : d === null && !this.onNull ? null : this.byDefault,
    });
  }

  /** INSERT of a query, whose rows are in order. */
  insertRows(): void {
    if (this.kind === undefined) return;
    const n = 1 + this.random.below(3);
    this.change(
      `INSERT INTO idt (v, d) SELECT LEVEL, NULL FROM dual CONNECT BY LEVEL <= ${n} ORDER BY LEVEL`,
      'ok',
      false,
    );
    for (let v = 1; v <= n; v++) this.rows.push({ id: this.take(), v, d: this.onNull ? this.byDefault : null });
  }

  update(): void {
    const { random } = this;
    const v = random.below(9);
    const isMet = random.pick([
      { text: `v = ${v}`, meets: (r: Row) => r.v === v },
      { text: `w > ${v * 2}`, meets: (r: Row) => (this.w(r) ?? 0) > v * 2 },
      { text: 'd IS NULL', meets: (r: Row) => r.d === null },
    ]);
    const found = this.rows.filter(isMet.meets);
    const set = random.pick(['id', 'v', 'v', 'w', 'd', 'd'] as const);
    const value = set !== 'w' && random.chance(0.3) ? null : random.below(9);
    const isDefault = set === 'd' && random.chance(0.2);
    const refusesNull = (set === 'id' && this.kind !== undefined) || (set === 'd' && this.onNull);
    const isRefused = value === null && !isDefault && refusesNull && found.length > 0;
    const error = set === 'w' ? 54017 : set === 'id' && this.kind === 'ALWAYS' ? 32796 : isRefused ? 1407 : 'ok';
    this.change(`UPDATE idt SET ${set} = ${isDefault ? 'DEFAULT' : literal(value)} WHERE ${isMet.text}`, error, false);
    if (error !== 'ok') return;
    this.rows = this.rows.map((r) => (isMet.meets(r) ? { ...r, [set]: isDefault ? this.byDefault : value } : r));
  }

  delete(): void {
    const w = this.random.below(20);
    this.change(`DELETE FROM idt WHERE w > ${w}`, 'ok', false);
    this.rows = this.rows.filter((r) => !((this.w(r) ?? -1) > w));
  }

  /** Another kind of identity, another start, or none any more. */
  alterIdentity(): void {
    const { random, kind } = this;
    if (kind === undefined) return;
    if (this.losesIdentity && random.chance(0.4)) {
      this.between('ALTER TABLE idt MODIFY (id DROP IDENTITY)');
      this.kind = undefined;
      return;
    }
    const to = random.pick(kinds);
    const start = random.chance(0.4) ? 100 + 10 * random.below(5) : undefined;
    const text = `id GENERATED ${to} AS IDENTITY${start === undefined ? '' : ` (START WITH ${start})`}`;
    this.between(`ALTER TABLE idt MODIFY ${random.chance(0.5) ? `(${text})` : text}`);
    this.kind = to;
    if (start !== undefined) this.next = start;
  }

  alterDefault(): void {
    const value = 20 + this.random.below(9);
    const becomesOnNull = !this.onNull && this.random.chance(0.4);
    const hasNull = this.rows.some((r) => r.d === null);
    // What DEFAULT makes of a column that is ON NULL is another matter.
    if (this.onNull) return;
    const text = `ALTER TABLE idt MODIFY (d DEFAULT ${becomesOnNull ? 'ON NULL ' : ''}${value})`;
    if (!becomesOnNull) this.statement(text, 'ok');
    else if (hasNull) return;
    else this.between(text);
    this.byDefault = value;
    this.onNull = becomesOnNull;
  }

  /** What the other columns stand in the way of. */
  refused(): void {
    const [text, error] = this.random.pick<readonly [string, number]>([
      ['DROP COLUMN v', 54031],
      ['RENAME COLUMN v TO z', 54032],
      ['ADD (x NUMBER GENERATED ALWAYS AS (w + 1))', 54012],
      ...(this.losesIdentity ? [] : [['ADD (x NUMBER GENERATED ALWAYS AS IDENTITY)', 30669] as const]),
    ]);
    this.statement(`ALTER TABLE idt ${text}`, error);
  }

  show(): void {
    this.code(
      [
        'FOR r IN (SELECT * FROM idt ORDER BY id, v, d) LOOP',
        "  DBMS_OUTPUT.PUT_LINE(NVL(TO_CHAR(r.id), '-') || ' ' || NVL(TO_CHAR(r.v), '-') || ' ' || NVL(TO_CHAR(r.w), '-') || ' ' || NVL(TO_CHAR(r.d), '-'));",
        'END LOOP;',
      ],
      ...this.rows
        .toSorted((x, y) => (x.id ?? 1e9) - (y.id ?? 1e9) || (x.v ?? 1e9) - (y.v ?? 1e9) || (x.d ?? 1e9) - (y.d ?? 1e9))
        .map((r) => [r.id, r.v, this.w(r), r.d].map(shown).join(' ')),
    );
  }

  dictionary(): void {
    const isIdentity = this.kind !== undefined;
    const nulls = (is: boolean): string => (is ? 'N' : 'Y');
    this.code(
      [
        "FOR r IN (SELECT column_name, nullable, virtual_column, identity_column, default_on_null FROM user_tab_cols WHERE table_name = 'IDT' ORDER BY column_id) LOOP",
        "  DBMS_OUTPUT.PUT_LINE(r.column_name || ' ' || r.nullable || ' ' || r.virtual_column || ' ' || r.identity_column || ' ' || r.default_on_null);",
        'END LOOP;',
        "FOR r IN (SELECT column_name, generation_type FROM user_tab_identity_cols WHERE table_name = 'IDT') LOOP",
        "  DBMS_OUTPUT.PUT_LINE(r.column_name || ' ' || r.generation_type);",
        'END LOOP;',
      ],
      `ID ${nulls(isIdentity)} NO ${isIdentity ? 'YES' : 'NO'} ${this.kind === 'BY DEFAULT ON NULL' ? 'YES' : 'NO'}`,
      'V Y NO NO NO',
      'W Y YES NO NO',
      `D ${nulls(this.onNull)} NO NO ${this.onNull ? 'YES' : 'NO'}`,
      ...(this.kind === undefined ? [] : [`ID ${this.kind === 'ALWAYS' ? 'ALWAYS' : 'BY DEFAULT'}`]),
    );
  }
}

export function generatedColumns(random: Random): ObjectPart {
  const made = new GeneratedColumns(random);
  made.start();
  for (let block = 0; block < 4; block++) {
    const defines = random.chance(0.5);
    for (let i = 0; i < 6; i++)
      random
        .weighted([
          { weight: 5, step: () => made.insert() },
          { weight: 1, step: () => made.insertRows() },
          { weight: 3, step: () => made.update() },
          { weight: 0.7, step: () => made.delete() },
          ...(defines
            ? [
                { weight: 2.5, step: () => made.alterIdentity() },
                { weight: 1, step: () => made.alterDefault() },
                { weight: 1, step: () => made.refused() },
              ]
            : []),
        ])
        .step();
    made.end();
    made.show();
    if (random.chance(0.5)) made.dictionary();
    made.end();
  }
  return made;
}
