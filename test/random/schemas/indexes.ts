import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Indexes of a table, unique or of expressions: what they refuse, and what is refused of them. A key is left out where all of it is NULL.
 * (SQL Language Reference, "CREATE INDEX", "ALTER INDEX", "DROP INDEX"; Database Error Messages, ORA-00955, ORA-01408, ORA-01418, ORA-01452, ORA-02429)
 */

interface Row {
  readonly id: number;
  readonly a: number | null;
  readonly v: string | null;
}

interface Key {
  /** Columns or an expression. */
  readonly text: string;
  readonly of: (row: Row) => readonly (number | string | null)[];
}

interface Index {
  name: string;
  readonly key: Key;
  readonly unique: boolean;
  /** Of the primary key. */
  readonly ofKey?: boolean;
}

const keys: readonly Key[] = [
  { text: 'a', of: ({ a }) => [a] },
  { text: 'v', of: ({ v }) => [v] },
  { text: 'a, v', of: ({ a, v }) => [a, v] },
  { text: 'v, a', of: ({ a, v }) => [v, a] },
  { text: 'UPPER(v)', of: ({ v }) => [v?.toUpperCase() ?? null] },
  { text: 'MOD(a, 3)', of: ({ a }) => [a === null ? null : a % 3] },
  { text: 'CASE WHEN a > 2 THEN v END', of: ({ a, v }) => [a !== null && a > 2 ? v : null] },
];
const names = ['ia', 'ib', 'ic', 'id1'] as const;

class Indexes extends ObjectPart {
  private rows: Row[] = [];
  private indexes: Index[] = [{ name: 'tw_pk', key: { text: 'id', of: ({ id }) => [id] }, unique: true, ofKey: true }];
  private lastId = 0;

  start(): void {
    this.script('CREATE TABLE tw (id NUMBER CONSTRAINT tw_pk PRIMARY KEY, a NUMBER, v VARCHAR2(5));');
    for (let i = 0; i < 3; i++) {
      const row = this.someRow();
      this.rows.push(row);
      this.script(`INSERT INTO tw VALUES (${this.values(row)});`);
    }
    this.script('COMMIT;');
  }

  private someRow(): Row {
    const { random } = this;
    return {
      id: ++this.lastId,
      a: random.pick([1, 2, 3, 4, 6, null]),
      v: random.pick(['a', 'A', 'b', 'B', null]),
    };
  }

  private values({ id, a, v }: Row): string {
    return `${id}, ${a ?? 'NULL'}, ${v === null ? 'NULL' : `'${v}'`}`;
  }

  private isUnique(key: Key, rows: readonly Row[]): boolean {
    const found = rows.map(key.of).filter((parts) => parts.some((x) => x !== null));
    return new Set(found.map((parts) => JSON.stringify(parts))).size === found.length;
  }

  private fits(rows: readonly Row[]): boolean {
    return this.indexes.every((i) => !i.unique || this.isUnique(i.key, rows));
  }

  create(): void {
    const { random } = this;
    const name = random.pick(names);
    const key = random.pick([...keys, { text: 'id', of: ({ id }: Row) => [id] }]);
    const unique = random.chance(0.5);
    const errors = [
      ...(this.indexes.some((i) => i.name === name) ? [955] : []),
      ...(this.indexes.some((i) => i.key.text === key.text) ? [1408] : []),
    ];
    // Which of both comes first is not said, nor whether an expression that is indexed twice counts as a column list.
    if (errors.length > 1 || (errors.includes(1408) && !/^[a-z, ]+$/.test(key.text))) return;
    const duplicates = unique && !this.isUnique(key, this.rows);
    if (errors.length > 0 && duplicates) return;
    const text = `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON tw (${key.text})`;
    const outcome = errors[0] ?? (duplicates ? 1452 : 'ok');
    this.statement(text, outcome);
    if (outcome === 'ok') this.indexes.push({ name, key, unique });
  }

  drop(): void {
    const name = this.random.pick([...names, 'tw_pk']);
    const found = this.indexes.find((i) => i.name === name);
    this.statement(`DROP INDEX ${name}`, found ? (found.ofKey ? 2429 : 'ok') : 1418);
    if (found && !found.ofKey) this.indexes.splice(this.indexes.indexOf(found), 1);
  }

  rename(): void {
    const [from, to] = [this.random.pick(names), this.random.pick(names)];
    const found = this.indexes.find((i) => i.name === from);
    const taken = this.indexes.some((i) => i.name === to);
    if (from === to || (!found && taken)) return;
    this.statement(`ALTER INDEX ${from} RENAME TO ${to}`, found ? (taken ? 955 : 'ok') : 1418);
    if (found && !taken) found.name = to;
  }

  rebuild(): void {
    const name = this.random.pick(names);
    this.statement(`ALTER INDEX ${name} REBUILD`, this.indexes.some((i) => i.name === name) ? 'ok' : 1418);
  }

  insert(): void {
    const row = this.someRow();
    const works = this.fits([...this.rows, row]);
    this.statement(`INSERT INTO tw VALUES (${this.values(row)})`, works ? 'ok' : 1, this.random.chance(0.3));
    if (works) this.rows.push(row);
  }

  update(): void {
    const { random } = this;
    const least = random.below(6);
    const [text, change] = random.pick<readonly [string, (row: Row) => Row]>([
      ['v = UPPER(v)', (r) => ({ ...r, v: r.v?.toUpperCase() ?? null })],
      ['a = a + 1', (r) => ({ ...r, a: r.a === null ? null : r.a + 1 })],
      ['a = NULL', (r) => ({ ...r, a: null })],
    ]);
    // PostgreSQL judges a unique index of a text row by row.
    if (text.startsWith('a = a +') && this.indexes.some((i) => i.unique && !i.ofKey)) return;
    const rows = this.rows.map((r) => (r.id > least ? change(r) : r));
    const works = this.fits(rows);
    this.statement(`UPDATE tw SET ${text} WHERE id > ${least}`, works ? 'ok' : 1, false);
    if (works) this.rows = rows;
  }

  show(): void {
    const text = (x: number | string | null): string => (x === null ? '-' : String(x));
    this.code(
      [
        'FOR r IN (SELECT * FROM tw ORDER BY id) LOOP',
        "  DBMS_OUTPUT.PUT_LINE(r.id || ' ' || NVL(TO_CHAR(r.a), '-') || ' ' || NVL(r.v, '-'));",
        'END LOOP;',
        "FOR r IN (SELECT index_name, uniqueness FROM user_indexes WHERE table_name = 'TW' ORDER BY index_name) LOOP",
        "  DBMS_OUTPUT.PUT_LINE(r.index_name || ' ' || r.uniqueness);",
        'END LOOP;',
        "FOR r IN (SELECT index_name, column_name, column_position FROM user_ind_columns WHERE table_name = 'TW' AND column_name IN ('ID', 'A', 'V') ORDER BY 1, 3) LOOP",
        "  DBMS_OUTPUT.PUT_LINE(r.index_name || ' ' || r.column_position || ' ' || r.column_name);",
        'END LOOP;',
      ],
      ...this.rows.map((r) => `${r.id} ${text(r.a)} ${text(r.v)}`),
      ...this.sorted().map((i) => `${i.name.toUpperCase()} ${i.unique ? 'UNIQUE' : 'NONUNIQUE'}`),
      ...this.sorted().flatMap((i) =>
        i.key.text.includes('(') || i.key.text.includes('CASE')
          ? []
          : i.key.text.split(', ').map((c, place) => `${i.name.toUpperCase()} ${place + 1} ${c.toUpperCase()}`),
      ),
    );
  }

  private sorted(): readonly Index[] {
    return this.indexes.toSorted((x, y) => (x.name < y.name ? -1 : 1));
  }
}

export function indexes(random: Random): ObjectPart {
  const made = new Indexes(random);
  made.start();
  for (let block = 0; block < 3; block++) {
    for (let i = 0; i < 7; i++) {
      random
        .weighted([
          { weight: 5, step: () => made.create() },
          { weight: 1.5, step: () => made.drop() },
          { weight: 1, step: () => made.rename() },
          { weight: 0.5, step: () => made.rebuild() },
          { weight: 4, step: () => made.insert() },
          { weight: 2, step: () => made.update() },
        ])
        .step();
    }
    made.show();
    made.end();
  }
  return made;
}
