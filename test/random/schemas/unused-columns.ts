import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';
import type { Outcome } from './world.js';

/*
 * Columns that are set unused, dropped, renamed and added again, with the comments that they and their table have.
 * (SQL Language Reference, "ALTER TABLE", drop_column_clause; "COMMENT"; Database Reference, "ALL_COL_COMMENTS"; Database Error
 * Messages, ORA-00904, ORA-00942, ORA-01430, ORA-12983)
 */

const columnNames = ['a', 'b', 'c', 'd'] as const;

interface Column {
  readonly name: string;
  readonly comment?: string;
  readonly defaultValue?: number | undefined;
}

class UnusedColumns extends ObjectPart {
  private columns: Column[] = columnNames.slice(0, 3).map((name) => ({ name }));
  private comment: string | undefined;
  /** By name of the column, its value in each row. */
  private rows: Record<string, number | undefined>[] = [];

  start(): void {
    this.script('CREATE TABLE tun (a NUMBER, b NUMBER, c NUMBER);', 'CREATE VIEW vun AS SELECT 1 AS x FROM DUAL;');
  }

  private has = (name: string): boolean => this.columns.some((c) => c.name === name);

  private someName = (): string => this.random.pick(columnNames);

  insert(): void {
    const names = this.columns.filter(() => this.random.chance(0.7)).map((c) => c.name);
    if (this.random.chance(0.1)) names.push(this.someName());
    if (names.length === 0 || new Set(names).size < names.length) return;
    const values = names.map(() => this.random.below(9));
    const outcome = names.every(this.has) ? 'ok' : 904;
    this.statement(`INSERT INTO tun (${names.join(', ')}) VALUES (${values.join(', ')})`, outcome);
    if (outcome === 'ok') {
      const defaults = this.columns.map((c) => [c.name, c.defaultValue] as const);
      this.rows.push(Object.fromEntries([...defaults, ...names.map((n, i) => [n, values[i]] as const)]));
    }
  }

  add(): void {
    const name = this.someName();
    const value = this.random.chance(0.4) ? this.random.below(9) : undefined;
    this.statement(
      `ALTER TABLE tun ADD ${name} NUMBER${value === undefined ? '' : ` DEFAULT ${value}`}`,
      this.has(name) ? 1430 : 'ok',
    );
    if (this.has(name)) return;
    this.columns.push({ name, defaultValue: value });
    for (const row of this.rows) row[name] = value;
  }

  private gone(names: readonly string[]): Outcome {
    if (!names.every(this.has)) return 904;
    return names.length === this.columns.length ? 12983 : 'ok';
  }

  private remove(names: readonly string[]): void {
    this.columns = this.columns.filter((c) => !names.includes(c.name));
    for (const row of this.rows) for (const name of names) row[name] = undefined;
  }

  setUnused(): void {
    const names = [...new Set([this.someName(), ...(this.random.chance(0.3) ? [this.someName()] : [])])];
    const list = names.length === 1 && this.random.chance(0.5) ? `COLUMN ${names[0]}` : `(${names.join(', ')})`;
    const outcome = this.gone(names);
    // A text that lists one that is not there beside one that is would be believed of the other.
    if (names.length > 1 && outcome === 904) return;
    this.statement(`ALTER TABLE tun SET UNUSED ${list}`, outcome);
    if (outcome !== 'ok') return;
    this.remove(names);
  }

  drop(): void {
    const names = [this.someName()];
    const outcome = this.gone(names);
    this.statement(`ALTER TABLE tun DROP COLUMN ${names[0]}`, outcome);
    if (outcome !== 'ok') return;
    this.remove(names);
  }

  dropUnused(): void {
    this.statement('ALTER TABLE tun DROP UNUSED COLUMNS', 'ok');
  }

  rename(): void {
    const [from, to] = [this.someName(), this.someName()];
    if (from === to || !this.has(from) || this.has(to)) return;
    this.statement(`ALTER TABLE tun RENAME COLUMN ${from} TO ${to}`, 'ok');
    this.columns = this.columns.map((c) => (c.name === from ? { ...c, name: to } : c));
    for (const row of this.rows) {
      row[to] = row[from];
      row[from] = undefined;
    }
  }

  commentOnColumn(): void {
    const name = this.someName();
    const comment = this.random.pick(['first', "it's", '', 'of the "run"']);
    this.statement(`COMMENT ON COLUMN tun.${name} IS '${comment.replaceAll("'", "''")}'`, this.has(name) ? 'ok' : 904);
    this.columns = this.columns.map((c) => (c.name === name ? { ...c, comment } : c));
  }

  commentOnTable(): void {
    if (this.random.chance(0.2)) {
      this.statement("COMMENT ON TABLE tug IS 'none'", 942);
      return;
    }
    this.comment = this.random.pick(['table', '', 'rows & more']);
    this.statement(`COMMENT ON TABLE tun IS '${this.comment}'`, 'ok');
  }

  query(): void {
    const name = this.someName();
    const sum = this.rows.reduce((n, r) => n + (r[name] ?? 0), 0);
    this.asks(`SELECT NVL(SUM(${name}), 0) FROM tun`, this.has(name) ? String(sum) : '-904');
  }

  show(): void {
    const list = (query: string): string[] => [`FOR r IN (${query}) LOOP`, '  DBMS_OUTPUT.PUT_LINE(r.x);', 'END LOOP;'];
    const upper = (c: Column): string => c.name.toUpperCase();
    this.code(
      list(
        "SELECT column_name || ' ' || NVL(comments, '-') AS x FROM user_col_comments WHERE table_name = 'TUN' ORDER BY 1",
      ),
      ...this.columns.map((c) => `${upper(c)} ${c.comment || '-'}`).sort(),
    );
    this.code(
      list("SELECT NVL(comments, '-') || ' ' || table_type AS x FROM user_tab_comments WHERE table_name = 'TUN'"),
      `${this.comment || '-'} TABLE`,
    );
    this.code(
      list(
        "SELECT column_name || ' ' || column_id AS x FROM user_tab_columns WHERE table_name = 'TUN' ORDER BY column_id",
      ),
      ...this.columns.map((c, i) => `${upper(c)} ${i + 1}`),
    );
  }
}

export function unusedColumns(random: Random): ObjectPart {
  const made = new UnusedColumns(random);
  made.start();
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 6; i++)
      random
        .weighted([
          { weight: 3, step: () => made.insert() },
          { weight: 2, step: () => made.add() },
          { weight: 2, step: () => made.setUnused() },
          { weight: 0.7, step: () => made.drop() },
          { weight: 1, step: () => made.dropUnused() },
          { weight: 1, step: () => made.rename() },
          { weight: 2, step: () => made.commentOnColumn() },
          { weight: 1, step: () => made.commentOnTable() },
          { weight: 2, step: () => made.query() },
        ])
        .step();
    made.show();
    made.end();
  }
  return made;
}
