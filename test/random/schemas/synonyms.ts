import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';
import type { Outcome } from './world.js';

/*
 * Synonyms, private and public, of tables, views and synonyms, that scripts and texts make, replace and drop: each use means what the synonym stands for by then.
 * (SQL Language Reference, "CREATE SYNONYM", "DROP SYNONYM"; "Database Object Naming Rules"; Database Error Messages, ORA-00942, ORA-00955, ORA-00980,
 * ORA-01432, ORA-01434)
 */

const tables = ['sta', 'stb'] as const;
const targets = ['sta', 'stb', 'sva', 'sya'] as const;
const names = ['sya', 'syb', 'syp'] as const;

const publicNames: ReadonlySet<string> = new Set(['syp']);

class Synonyms extends ObjectPart {
  private readonly rows = new Map<string, number[]>();
  private readonly synonyms = new Map<string, string>();

  start(): void {
    for (const t of tables) {
      this.script(`CREATE TABLE ${t} (n NUMBER(5));`);
      this.rows.set(t, [tables.indexOf(t) * 100]);
      this.script(`INSERT INTO ${t} VALUES (${tables.indexOf(t) * 100});`);
    }
    this.script('CREATE VIEW sva AS SELECT n FROM stb WHERE n > 2;');
    for (const name of names) {
      const target = this.some(name);
      this.synonyms.set(name, target);
      this.script(`${this.create(name, target, false)};`);
    }
    this.script(
      'CREATE FUNCTION fsy RETURN NUMBER IS s NUMBER; BEGIN SELECT NVL(SUM(n), 0) INTO s FROM sya; RETURN s; END;',
      '/',
      'CREATE PROCEDURE psy(x NUMBER) IS BEGIN INSERT INTO syb (n) VALUES (x); END;',
      '/',
    );
    if (this.random.chance(0.5)) this.script('CREATE VIEW svb AS SELECT n FROM syp;');
  }

  /** What the synonym may stand for: nothing leads back to itself. */
  private some(name: string): string {
    return this.random.pick(targets.filter((t) => t !== name && !(t === 'sya' && publicNames.has(name))));
  }

  private create(name: string, target: string, replaces: boolean): string {
    return `CREATE ${replaces ? 'OR REPLACE ' : ''}${publicNames.has(name) ? 'PUBLIC ' : ''}SYNONYM ${name} FOR ${target}`;
  }

  /** The table that a name comes to; undefined where a synonym on the way stands for nothing. */
  private table(name: string): string | undefined {
    if (this.rows.has(name)) return name;
    if (name === 'sva') return this.rows.has('stb') ? 'stb' : undefined;
    const target = this.synonyms.get(name);
    return target === undefined ? undefined : this.table(target);
  }

  private read(name: string): readonly number[] {
    const table = this.table(name);
    const rows = table === undefined ? [] : (this.rows.get(table) ?? []);
    return this.overView(name) ? rows.filter((n) => n > 2) : rows;
  }

  private overView(name: string): boolean {
    const target = this.synonyms.get(name);
    return name === 'sva' || (target !== undefined && this.overView(target));
  }

  /** The error of a name: of a synonym that is not there, or that stands for nothing. */
  private missing(name: string): Outcome {
    if (this.table(name) !== undefined) return 'ok';
    return this.synonyms.has(name) ? undefined : 942;
  }

  define(byScript: boolean): void {
    const name = this.random.pick(names);
    const target = this.some(name);
    const replaces = this.random.chance(byScript ? 0.9 : 0.6);
    const outcome: Outcome = this.synonyms.has(name) && !replaces ? 955 : 'ok';
    const text = this.create(name, target, replaces);
    if (byScript) {
      if (outcome !== 'ok') return;
      this.run.push(`${text};`);
    } else this.statement(text, outcome);
    if (outcome === 'ok') this.synonyms.set(name, target);
  }

  drop(byScript: boolean): void {
    const name = this.random.pick(names);
    const isPublic = publicNames.has(name);
    const text = `DROP ${isPublic ? 'PUBLIC ' : ''}SYNONYM ${name}`;
    const there = this.synonyms.has(name);
    if (byScript) {
      if (!there) return;
      this.run.push(`${text};`);
    } else this.statement(text, there ? 'ok' : isPublic ? 1432 : 1434);
    this.synonyms.delete(name);
  }

  insert(): void {
    const name = this.random.pick([...names, ...tables]);
    const outcome = this.missing(name);
    const n = this.random.below(20);
    this.statement(`INSERT INTO ${name} (n) VALUES (${n})`, outcome);
    const table = this.table(name);
    if (table !== undefined) this.rows.get(table)?.push(n);
  }

  query(): void {
    const name = this.random.pick(names);
    const outcome = this.missing(name);
    if (outcome === undefined) return;
    const rows = this.read(name);
    const sum = `${rows.length} ${rows.reduce((x, y) => x + y, 0)}`;
    this.asks(
      `SELECT COUNT(*) || ' ' || NVL(SUM(n), 0) FROM ${name}`,
      typeof outcome === 'number' ? String(-outcome) : sum,
    );
  }

  /** Programs of the script, which are compiled again for what has changed before the block. */
  call(): void {
    const reads = this.random.chance(0.6);
    const name = reads ? 'sya' : 'syb';
    if (this.table(name) === undefined) return;
    const outcome = 'ok';
    const n = this.random.below(20);
    if (reads) this.expected.push(String(this.read(name).reduce((x, y) => x + y, 0)));
    this.statement(reads ? 'BEGIN DBMS_OUTPUT.PUT_LINE(fsy); END;' : `BEGIN psy(${n}); END;`, outcome);
    const table = this.table(name);
    if (!reads && table !== undefined) this.rows.get(table)?.push(n);
  }

  show(): void {
    this.code(
      [
        "FOR r IN (SELECT synonym_name || ' ' || table_name AS x FROM all_synonyms",
        "          WHERE synonym_name IN ('SYA', 'SYB', 'SYP') ORDER BY synonym_name) LOOP",
        '  DBMS_OUTPUT.PUT_LINE(r.x);',
        'END LOOP;',
      ],
      ...[...this.synonyms].map(([name, target]) => `${name} ${target}`.toUpperCase()).sort(),
    );
  }
}

/** In texts, or between blocks: of a program that runs while a text gives a synonym another object, only texts are asked. */
export function synonyms(random: Random): ObjectPart {
  const made = new Synonyms(random);
  made.start();
  const byScript = random.chance(0.5);
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 5; i++)
      random
        .weighted([
          { weight: 3, step: () => made.query() },
          { weight: 2, step: () => made.insert() },
          { weight: byScript ? 2 : 0, step: () => made.call() },
          { weight: byScript ? 0 : 2, step: () => made.define(false) },
          { weight: byScript ? 0 : 1, step: () => made.drop(false) },
          { weight: 1, step: () => made.show() },
        ])
        .step();
    made.end();
    for (let i = 0; byScript && i < 2; i++) {
      if (random.chance(0.7)) made.define(true);
      if (random.chance(0.2)) made.drop(true);
    }
  }
  return made;
}
