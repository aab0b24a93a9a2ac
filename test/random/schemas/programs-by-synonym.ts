import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Synonyms of sequences, packages and functions, and what the dictionary says of views and of what they are made of. (SQL Language Reference, "CREATE
 * SYNONYM", "CREATE VIEW"; Database Reference, ALL_VIEWS, ALL_DEPENDENCIES)
 */

const sequences = ['dqa', 'dqb'] as const;
const packages = ['dka', 'dkb'] as const;
const functions = ['dfa', 'dfb'] as const;
const views = ['dva', 'dvb'] as const;

/** A query for a view, what it gives over the table's rows, and what it is made of. */
interface Query {
  readonly text: string;
  sum(rows: readonly number[]): number;
  readonly needs: readonly string[];
}

const sumOf = (rows: readonly number[]): number => rows.reduce((x, y) => x + y, 0);
const queries: readonly Query[] = [
  { text: 'SELECT n FROM dta', sum: sumOf, needs: ['DTA TABLE'] },
  {
    text: 'SELECT n * 2 AS n FROM dta WHERE n > 3',
    sum: (r) => 2 * sumOf(r.filter((n) => n > 3)),
    needs: ['DTA TABLE'],
  },
  {
    text: 'SELECT dfa(n) AS n FROM dta',
    sum: (r) => sumOf(r.map((n) => n + 10)),
    needs: ['DFA FUNCTION', 'DTA TABLE'],
  },
  {
    text: 'SELECT dka.f(n) AS n FROM dta',
    sum: (r) => sumOf(r.map((n) => n * 2)),
    needs: ['DKA PACKAGE', 'DTA TABLE'],
  },
];

class ProgramsBySynonym extends ObjectPart {
  private readonly next = new Map<string, number>([
    ['dqa', 10],
    ['dqb', 100],
  ]);
  private readonly synonyms = new Map<string, string>();
  private readonly views = new Map<string, Query>();
  private readonly rows = [1, 4, 6];

  start(): void {
    this.script(
      'CREATE TABLE dta (n NUMBER(5));',
      ...this.rows.map((n) => `INSERT INTO dta VALUES (${n});`),
      'CREATE SEQUENCE dqa START WITH 10 NOCACHE;',
      'CREATE SEQUENCE dqb START WITH 100 INCREMENT BY 5 NOCACHE;',
      ...packages.flatMap((p, i) => [
        `CREATE PACKAGE ${p} IS`,
        '  n NUMBER := 0;',
        '  FUNCTION f(x NUMBER) RETURN NUMBER;',
        'END;',
        '/',
        `CREATE PACKAGE BODY ${p} IS`,
        `  FUNCTION f(x NUMBER) RETURN NUMBER IS BEGIN RETURN x * ${i + 2}; END;`,
        'END;',
        '/',
      ]),
      'CREATE FUNCTION dfa(x NUMBER) RETURN NUMBER IS BEGIN RETURN x + 10; END;',
      '/',
      'CREATE FUNCTION dfb(x NUMBER) RETURN NUMBER IS BEGIN RETURN x + 20; END;',
      '/',
    );
    for (const [name, targets] of [
      ['dsq', sequences],
      ['dsk', packages],
      ['dsf', functions],
    ] as const) {
      const target = this.random.pick(targets);
      this.synonyms.set(name, target);
      this.script(`CREATE SYNONYM ${name} FOR ${target};`);
    }
  }

  define(byScript: boolean): void {
    const [name, targets] = this.random.pick([
      ['dsq', sequences],
      ['dsk', packages],
      ['dsf', functions],
    ] as const);
    const target = this.random.pick<string>(targets);
    const text = `CREATE OR REPLACE SYNONYM ${name} FOR ${target}`;
    if (byScript) this.run.push(`${text};`);
    else this.statement(text, 'ok');
    this.synonyms.set(name, target);
  }

  /** The value that a synonym's sequence, package or function gives: in a text, or in the code of the block. */
  ask(inText: boolean): void {
    const name = this.random.pick(['dsq', 'dsk', 'dsf']);
    const target = this.synonyms.get(name) ?? '';
    const x = 1 + this.random.below(9);
    if (name === 'dsq') {
      const value = this.next.get(target) ?? 0;
      this.next.set(target, value + (target === 'dqa' ? 1 : 5));
      this.prints('dsq.NEXTVAL', String(value), inText);
    } else if (name === 'dsk') this.prints(`dsk.f(${x})`, String(x * (target === 'dka' ? 2 : 3)), inText);
    else this.prints(`dsf(${x})`, String(x + (target === 'dfa' ? 10 : 20)), inText);
  }

  private prints(value: string, printed: string, inText: boolean): void {
    if (inText) this.asks(`SELECT ${value} FROM dual`, printed);
    else this.code([`DBMS_OUTPUT.PUT_LINE(${value});`], printed);
  }

  view(): void {
    const name = this.random.pick(views);
    if (this.random.chance(0.2)) {
      this.statement(`DROP VIEW ${name}`, this.views.has(name) ? 'ok' : 942);
      this.views.delete(name);
      return;
    }
    const query = this.random.pick(queries);
    const replaces = this.random.chance(0.7);
    const isTaken = this.views.has(name) && !replaces;
    this.statement(`CREATE ${replaces ? 'OR REPLACE ' : ''}VIEW ${name} AS ${query.text}`, isTaken ? 955 : 'ok');
    if (!isTaken) this.views.set(name, query);
  }

  read(): void {
    const name = this.random.pick(views);
    const query = this.views.get(name);
    this.asks(`SELECT SUM(n) FROM ${name}`, query ? String(query.sum(this.rows)) : '-942');
  }

  show(): void {
    const made = [...this.views].sort(([x], [y]) => (x < y ? -1 : 1));
    this.code(
      [
        "FOR r IN (SELECT view_name, text FROM user_views WHERE view_name IN ('DVA', 'DVB') ORDER BY view_name) LOOP",
        "  DBMS_OUTPUT.PUT_LINE(r.view_name || ' ' || r.text);",
        'END LOOP;',
        "FOR r IN (SELECT name || ' ' || referenced_name || ' ' || referenced_type AS x FROM user_dependencies",
        "          WHERE name IN ('DVA', 'DVB') AND type = 'VIEW' AND referenced_owner = USER ORDER BY 1) LOOP",
        '  DBMS_OUTPUT.PUT_LINE(r.x);',
        'END LOOP;',
      ],
      ...made.map(([name, { text }]) => `${name.toUpperCase()} ${text}`),
      ...made.flatMap(([name, { needs }]) => needs.map((need) => `${name.toUpperCase()} ${need}`)),
    );
  }
}

export function programsBySynonym(random: Random): ObjectPart {
  const made = new ProgramsBySynonym(random);
  made.start();
  const byScript = random.chance(0.5);
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 5; i++)
      random
        .weighted([
          { weight: 4, step: () => made.ask(!byScript || random.chance(0.4)) },
          { weight: byScript ? 0 : 2, step: () => made.define(false) },
          { weight: 2, step: () => made.view() },
          { weight: 2, step: () => made.read() },
          { weight: 2, step: () => made.show() },
        ])
        .step();
    made.end();
    if (byScript) made.define(true);
  }
  return made;
}
