import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Stored programs whose tables go and come back: what needs an object that is not there is invalid, and a block that calls it is not compiled.
 * (Development Guide, "Schema Object Dependency"; Database Error Messages, ORA-00942, ORA-04043, ORA-06550, PLS-00905)
 */

interface Program {
  readonly name: string;
  readonly kind: 'PROCEDURE' | 'FUNCTION';
  /** The tables that it names itself. */
  readonly tables: readonly string[];
  readonly calls: readonly string[];
  readonly text: string;
  /** Runs it where it is valid, and says what it prints. */
  readonly run: (rows: Map<string, number[]>) => readonly string[];
}

const sum = (rows: readonly number[] | undefined): number => (rows ?? []).reduce((x, y) => x + y, 0);

const makers: readonly ((table: string) => Program)[] = [
  (t) => ({
    name: 'pca',
    kind: 'PROCEDURE',
    tables: [t],
    calls: [],
    text: `PROCEDURE pca IS n NUMBER; BEGIN SELECT COUNT(*) INTO n FROM ${t}; DBMS_OUTPUT.PUT_LINE('pca ' || n); END;`,
    run: (rows) => [`pca ${rows.get(t)?.length ?? 0}`],
  }),
  (t) => ({
    name: 'pcb',
    kind: 'PROCEDURE',
    tables: [t],
    calls: [],
    text: `PROCEDURE pcb IS BEGIN INSERT INTO ${t} (n) VALUES (7); DBMS_OUTPUT.PUT_LINE('pcb ' || SQL%ROWCOUNT); END;`,
    run: (rows) => {
      rows.get(t)?.push(7);
      return ['pcb 1'];
    },
  }),
  () => ({
    name: 'pcc',
    kind: 'PROCEDURE',
    tables: [],
    calls: ['pca', 'fca'],
    text: `PROCEDURE pcc IS BEGIN pca; DBMS_OUTPUT.PUT_LINE('pcc ' || fca); END;`,
    run: () => [],
  }),
  (t) => ({
    name: 'fca',
    kind: 'FUNCTION',
    tables: [t],
    calls: [],
    text: `FUNCTION fca RETURN NUMBER IS s NUMBER; BEGIN SELECT NVL(SUM(n), 0) INTO s FROM ${t}; RETURN s; END;`,
    run: (rows) => [String(sum(rows.get(t)))],
  }),
];

const tables = ['tpa', 'tpb'] as const;

class Programs extends ObjectPart {
  private readonly rows = new Map<string, number[]>();
  private readonly programs = new Map<string, Program>();
  /** Valid when it was last compiled; since then nothing it needs has gone. */
  private readonly invalid = new Set<string>();

  start(): void {
    for (const t of tables) {
      this.script(`CREATE TABLE ${t} (n NUMBER);`);
      this.rows.set(t, []);
    }
    for (const name of ['pca', 'fca', 'pcb', 'pcc']) {
      const made = this.some(name);
      this.script(`CREATE ${made.text}`, '/');
      this.programs.set(name, made);
    }
  }

  private some(name: string): Program {
    const t = this.random.pick(tables);
    const made = makers.map((make) => make(t)).find((p) => p.name === name);
    if (!made) throw new Error(name);
    return made;
  }

  /** Has it all that it needs? */
  private compiles(name: string): boolean {
    const program = this.programs.get(name);
    if (!program) return false;
    return program.tables.every((t) => this.rows.has(t)) && program.calls.every((c) => this.compiles(c));
  }

  /** What needs the thing is invalid, and what needs that. */
  private invalidate(name: string): void {
    for (const p of this.programs.values())
      if (!this.invalid.has(p.name) && (p.tables.includes(name) || p.calls.includes(name))) {
        this.invalid.add(p.name);
        this.invalidate(p.name);
      }
  }

  /** A use compiles what is invalid and can be compiled. */
  private use(name: string): boolean {
    if (!this.compiles(name)) return false;
    for (const c of this.programs.get(name)?.calls ?? []) this.use(c);
    this.invalid.delete(name);
    return true;
  }

  dropTable(): void {
    const t = this.random.pick(tables);
    this.statement(`DROP TABLE ${t}`, this.rows.has(t) ? 'ok' : 942);
    if (this.rows.delete(t)) this.invalidate(t);
  }

  createTable(): void {
    const t = this.random.pick(tables);
    this.statement(`CREATE TABLE ${t} (n NUMBER)`, this.rows.has(t) ? 955 : 'ok');
    if (!this.rows.has(t)) this.rows.set(t, []);
  }

  dropProgram(): void {
    const name = this.random.pick(['pca', 'pcb', 'pcc', 'fca']);
    const kind = name === 'fca' ? 'FUNCTION' : 'PROCEDURE';
    this.statement(`DROP ${kind} ${name}`, this.programs.has(name) ? 'ok' : 4043);
    if (this.programs.delete(name)) {
      this.invalid.delete(name);
      this.invalidate(name);
    }
  }

  compile(): void {
    const name = this.random.pick(['pca', 'pcb', 'pcc', 'fca']);
    const kind = name === 'fca' ? 'FUNCTION' : 'PROCEDURE';
    // That it ends with errors is ORA-24344, of which the manual does not say that it is raised here.
    if (this.programs.has(name) && !this.compiles(name)) return;
    this.statement(`ALTER ${kind} ${name} COMPILE`, this.programs.has(name) ? 'ok' : 4043);
    this.use(name);
  }

  call(): void {
    const name = this.random.pick(['pca', 'pcb', 'pcc', 'fca']);
    const text = name === 'fca' ? 'BEGIN DBMS_OUTPUT.PUT_LINE(fca); END;' : `BEGIN ${name}; END;`;
    if (!this.use(name)) {
      this.statement(text, 6550);
      return;
    }
    this.expected.push(...this.printedBy(name));
    this.statement(text, 'ok');
  }

  private printedBy(name: string): readonly string[] {
    const program = this.programs.get(name);
    if (!program) return [];
    if (name !== 'pcc') return program.run(this.rows);
    return [...this.printedBy('pca'), `pcc ${this.printedBy('fca').join('')}`];
  }

  insert(): void {
    const t = this.random.pick(tables);
    const n = this.random.below(5);
    this.statement(`INSERT INTO ${t} (n) VALUES (${n})`, this.rows.has(t) ? 'ok' : 942);
    this.rows.get(t)?.push(n);
  }

  show(): void {
    // What has come back is compiled before the dictionary is asked.
    const names = [...this.programs.keys()].filter((p) => !this.invalid.has(p) || !this.compiles(p)).sort();
    const list = names.map((n) => `'${n.toUpperCase()}'`).join(', ');
    if (names.length > 0)
      this.code(
        [
          `FOR r IN (SELECT object_name, object_type, status FROM user_objects WHERE object_name IN (${list}) ORDER BY 1) LOOP`,
          "  DBMS_OUTPUT.PUT_LINE(r.object_name || ' ' || r.object_type || ' ' || r.status);",
          'END LOOP;',
        ],
        ...names.map(
          (n) => `${n.toUpperCase()} ${this.programs.get(n)?.kind} ${this.invalid.has(n) ? 'INVALID' : 'VALID'}`,
        ),
      );
  }
}

export function programs(random: Random): ObjectPart {
  const made = new Programs(random);
  made.start();
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 6; i++)
      random
        .weighted([
          { weight: 5, step: () => made.call() },
          { weight: 1.5, step: () => made.insert() },
          { weight: 2, step: () => made.dropTable() },
          { weight: 2.5, step: () => made.createTable() },
          { weight: 0.5, step: () => made.dropProgram() },
          { weight: 1, step: () => made.compile() },
        ])
        .step();
    made.show();
    made.end();
  }
  return made;
}
