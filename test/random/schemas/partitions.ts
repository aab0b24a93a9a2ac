import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * A table in partitions by range or by list, whose partitions are added, split, merged, emptied, dropped, renamed and exchanged with a table.
 * (VLDB and Partitioning Guide, "Partition Administration"; SQL Language Reference, "ALTER TABLE", alter_table_partitioning)
 */

interface Row {
  readonly id: number;
  readonly k: number;
}

/** From the bound of the one before, up to its own, which is not in it; undefined: MAXVALUE. */
interface Partition {
  name: string;
  bound: number | undefined;
  rows: Row[];
}

const boundText = (bound: number | undefined): string => (bound === undefined ? 'MAXVALUE' : String(bound));
const names = ['pa', 'pb', 'pc', 'pd', 'pe', 'pf'] as const;

class Partitions extends ObjectPart {
  private partitions: Partition[] = [];
  private exchanged: Row[] = [];
  private lastId = 0;

  start(): void {
    const bounds = [10, 20, ...(this.random.chance(0.4) ? [undefined] : [30])];
    this.partitions = bounds.map((bound, i) => ({ name: names[i] ?? '', bound, rows: [] }));
    this.script(
      `CREATE TABLE tp (id NUMBER, k NUMBER) PARTITION BY RANGE (k) (${this.partitions.map((p) => `PARTITION ${p.name} VALUES LESS THAN (${boundText(p.bound)})`).join(', ')});`,
      'CREATE TABLE tx (id NUMBER, k NUMBER);',
    );
    for (const k of [1, 5, 12, 15, 25]) this.put({ id: ++this.lastId, k });
    this.script(
      ...this.partitions.flatMap((p) => p.rows).map((r) => `INSERT INTO tp VALUES (${r.id}, ${r.k});`),
      'COMMIT;',
    );
  }

  private placeOf(k: number): Partition | undefined {
    return this.partitions.find((p) => p.bound === undefined || k < p.bound);
  }

  private put(row: Row): boolean {
    const found = this.placeOf(row.k);
    found?.rows.push(row);
    return found !== undefined;
  }

  private freeName(): string | undefined {
    return names.find((n) => !this.partitions.some((p) => p.name === n));
  }

  insert(): void {
    const row = { id: ++this.lastId, k: this.random.below(50) - 5 };
    this.statement(
      `INSERT INTO tp VALUES (${row.id}, ${row.k})`,
      this.put(row) ? 'ok' : 14400,
      this.random.chance(0.3),
    );
  }

  update(): void {
    const rows = this.partitions.flatMap((p) => p.rows);
    if (rows.length === 0) return;
    const row = this.random.pick(rows);
    const k = this.random.below(45);
    const [from, to] = [this.placeOf(row.k), this.placeOf(k)];
    const outcome = to === undefined ? undefined : from === to ? 'ok' : 14402;
    this.statement(`UPDATE tp SET k = ${k} WHERE id = ${row.id}`, outcome, false);
    if (outcome === 'ok' && from) from.rows = from.rows.map((r) => (r.id === row.id ? { ...r, k } : r));
  }

  remove(): void {
    const partition = this.random.pick(this.partitions);
    const least = this.random.below(30);
    const gone = partition.rows.filter((r) => r.k >= least);
    this.code(
      [
        `DELETE FROM tp PARTITION (${partition.name}) WHERE k >= ${least};`,
        "DBMS_OUTPUT.PUT_LINE('deleted ' || SQL%ROWCOUNT);",
      ].map((line) => (this.isOriginal(partition) ? line : '')),
      ...(this.isOriginal(partition) ? [`deleted ${gone.length}`] : []),
    );
    if (this.isOriginal(partition)) partition.rows = partition.rows.filter((r) => r.k < least);
  }

  /** Only these may be named by code that is there before the text that makes others runs. */
  private isOriginal(partition: Partition): boolean {
    return partition.name === 'pa' && this.partitions[0] === partition && !this.hasMoved;
  }
  private hasMoved = false;

  add(): void {
    const name = this.random.chance(0.85) ? this.freeName() : this.partitions[0]?.name;
    if (name === undefined) return;
    const last = this.partitions.at(-1)?.bound;
    const bound = this.random.pick([15, 40, 50]);
    const taken = this.partitions.some((p) => p.name === name);
    const text = `ALTER TABLE tp ADD PARTITION ${name} VALUES LESS THAN (${bound})`;
    const errors = [...(last === undefined || bound <= last ? [14074] : []), ...(taken ? [14013] : [])];
    if (errors.length > 1) return;
    this.statement(text, errors[0] ?? 'ok');
    if (errors.length === 0) this.partitions.push({ name, bound, rows: [] });
  }

  drop(): void {
    const { random } = this;
    if (random.chance(0.15)) {
      this.statement('ALTER TABLE tp DROP PARTITION pz', 2149);
      return;
    }
    const partition = random.pick(this.partitions);
    this.hasMoved = true;
    if (this.partitions.length === 1) {
      this.statement(`ALTER TABLE tp DROP PARTITION ${partition.name}`, 14083);
      return;
    }
    this.statement(`ALTER TABLE tp DROP PARTITION ${partition.name}`, 'ok');
    this.partitions.splice(this.partitions.indexOf(partition), 1);
  }

  truncate(): void {
    const partition = this.random.pick(this.partitions);
    this.statement(`ALTER TABLE tp TRUNCATE PARTITION ${partition.name}`, 'ok');
    partition.rows = [];
  }

  split(): void {
    const { random } = this;
    const place = random.below(this.partitions.length);
    const partition = this.partitions[place];
    const free = names.filter((n) => !this.partitions.some((p) => p.name === n));
    const [first, second] = free;
    if (!partition || first === undefined || second === undefined) return;
    const low = place === 0 ? Number.NEGATIVE_INFINITY : (this.partitions[place - 1]?.bound ?? 0);
    const at = random.pick([5, 10, 12, 18, 25, 28, 35]);
    const high = partition.bound ?? Number.POSITIVE_INFINITY;
    this.hasMoved = true;
    const text = `ALTER TABLE tp SPLIT PARTITION ${partition.name} AT (${at}) INTO (PARTITION ${first}, PARTITION ${second})`;
    if (!(at > low && at < high)) {
      this.statement(text, 14080);
      return;
    }
    this.statement(text, 'ok');
    this.partitions.splice(
      place,
      1,
      { name: first, bound: at, rows: partition.rows.filter((r) => r.k < at) },
      { name: second, bound: partition.bound, rows: partition.rows.filter((r) => r.k >= at) },
    );
  }

  merge(): void {
    const { random } = this;
    if (this.partitions.length < 2) return;
    const place = random.below(this.partitions.length - 1);
    const [x, y] = [this.partitions[place], this.partitions[place + 1]];
    const name = this.freeName();
    if (!x || !y || name === undefined) return;
    this.hasMoved = true;
    const swapped = random.chance(0.1);
    const [p, q] = swapped ? [y, x] : [x, y];
    const text = `ALTER TABLE tp MERGE PARTITIONS ${p.name}, ${q.name} INTO PARTITION ${name}`;
    if (swapped) {
      this.statement(text, 14273);
      return;
    }
    this.statement(text, 'ok');
    this.partitions.splice(place, 2, { name, bound: y.bound, rows: [...x.rows, ...y.rows] });
  }

  rename(): void {
    const partition = this.random.pick(this.partitions);
    const name = this.freeName();
    if (name === undefined) return;
    this.hasMoved = true;
    this.statement(`ALTER TABLE tp RENAME PARTITION ${partition.name} TO ${name}`, 'ok');
    partition.name = name;
  }

  exchange(): void {
    const { random } = this;
    const place = random.below(this.partitions.length);
    const partition = this.partitions[place];
    if (!partition) return;
    const low = place === 0 ? Number.NEGATIVE_INFINITY : (this.partitions[place - 1]?.bound ?? 0);
    const fits = this.exchanged.every((r) => r.k >= low && r.k < (partition.bound ?? Number.POSITIVE_INFINITY));
    this.statement(`ALTER TABLE tp EXCHANGE PARTITION ${partition.name} WITH TABLE tx`, fits ? 'ok' : 14099);
    if (!fits) return;
    [partition.rows, this.exchanged] = [this.exchanged, partition.rows];
  }

  insertIntoOther(): void {
    const row = { id: ++this.lastId, k: this.random.below(30) };
    this.exchanged.push(row);
    this.statement(`INSERT INTO tx VALUES (${row.id}, ${row.k})`, 'ok', false);
  }

  show(): void {
    for (const p of this.partitions)
      this.asks(
        `SELECT COUNT(*) || ' ' || NVL(SUM(k), 0) || ' ' || NVL(SUM(id), 0) FROM tp PARTITION (${p.name})`,
        `${p.rows.length} ${p.rows.reduce((s, r) => s + r.k, 0)} ${p.rows.reduce((s, r) => s + r.id, 0)}`,
      );
    this.asks(
      'SELECT COUNT(*) FROM tp WHERE k >= 12',
      String(this.partitions.flatMap((p) => p.rows).filter((r) => r.k >= 12).length),
    );
    this.asks('SELECT COUNT(*) FROM tx', String(this.exchanged.length));
    this.code(
      [
        "FOR r IN (SELECT partition_name, partition_position FROM user_tab_partitions WHERE table_name = 'TP' ORDER BY partition_position) LOOP",
        "  DBMS_OUTPUT.PUT_LINE(r.partition_name || ' ' || r.partition_position);",
        'END LOOP;',
      ],
      ...this.partitions.map((p, i) => `${p.name.toUpperCase()} ${i + 1}`),
    );
  }
}

export function partitions(random: Random): ObjectPart {
  const made = new Partitions(random);
  made.start();
  for (let block = 0; block < 3; block++) {
    for (let i = 0; i < 5; i++) {
      random
        .weighted([
          { weight: 4, step: () => made.insert() },
          { weight: 2, step: () => made.update() },
          { weight: 1, step: () => made.remove() },
          { weight: 2, step: () => made.add() },
          { weight: 1, step: () => made.drop() },
          { weight: 1, step: () => made.truncate() },
          { weight: 2, step: () => made.split() },
          { weight: 2, step: () => made.merge() },
          { weight: 1, step: () => made.rename() },
          { weight: 2, step: () => made.exchange() },
          { weight: 1, step: () => made.insertIntoOther() },
        ])
        .step();
    }
    made.show();
    made.end();
  }
  return made;
}
