/** The buffer of DBMS_OUTPUT, that blocks fill and read themselves. (PL/SQL Packages, "DBMS_OUTPUT") */
import type { RandomProgram } from '../cases.js';
import { quoted } from '../lobs/values.js';
import type { Random } from '../random.js';

class Buffer {
  lines: string[] = [];
  partial: string | undefined;
  enabled = true;
  private read = false;

  /** What was not retrieved goes before anything is written. */
  private written(): boolean {
    if (!this.enabled) return false;
    if (this.read) this.lines = [];
    this.read = false;
    return true;
  }
  put(text: string): void {
    if (this.written()) this.partial = (this.partial ?? '') + text;
  }
  endLine(text: string): void {
    if (!this.written()) return;
    this.lines.push((this.partial ?? '') + text);
    this.partial = undefined;
  }
  take(count: number): string[] {
    this.read = true;
    return this.lines.splice(0, count);
  }
  disable(): void {
    this.enabled = false;
    this.lines = [];
    this.partial = undefined;
  }
  /** The client prints what is there, behind each statement. */
  shown(): string[] {
    const all = this.lines;
    this.lines = [];
    this.read = false;
    return all;
  }
}

const words = ['one', 'two words', "it's", '12', 'x=y', 'Zoë'] as const;

function step(random: Random, buffer: Buffer, log: string[]): string[] {
  const text = random.pick(words);
  const kind = random.next();
  if (kind < 0.35) {
    if (random.chance(0.2)) {
      buffer.endLine('12.5');
      return ['DBMS_OUTPUT.PUT_LINE(25 / 2);'];
    }
    buffer.endLine(text);
    return [
      random.chance(0.3) ? `DBMS_OUTPUT.PUT_LINE(a => ${quoted(text)});` : `DBMS_OUTPUT.PUT_LINE(${quoted(text)});`,
    ];
  }
  if (kind < 0.5) {
    buffer.put(text);
    return [`DBMS_OUTPUT.PUT(${quoted(text)});`];
  }
  if (kind < 0.6 && buffer.partial !== undefined) {
    buffer.endLine('');
    return ['DBMS_OUTPUT.NEW_LINE;'];
  }
  if (buffer.partial !== undefined) return [];
  if (kind < 0.75 && buffer.enabled) {
    const [got] = buffer.take(1);
    log.push(got === undefined ? '<>1' : `<${got}>0`);
    return ['DBMS_OUTPUT.GET_LINE(l, s);', "g := g || '<' || l || '>' || s;"];
  }
  if (kind < 0.88 && buffer.enabled) {
    const wanted = random.pick([1, 2, 3, 10]);
    const got = buffer.take(wanted);
    log.push(`{${got.length}:${got.join(',')}}`);
    const name = random.pick(['c', 'v']);
    return [
      `n := ${wanted};`,
      `DBMS_OUTPUT.GET_LINES(${name}, n);`,
      "g := g || '{' || n || ':';",
      'FOR i IN 1 .. n LOOP',
      `  g := g || CASE WHEN i > 1 THEN ',' END || ${name}(i);`,
      'END LOOP;',
      "g := g || '}';",
    ];
  }
  if (kind < 0.93) {
    buffer.disable();
    return ['DBMS_OUTPUT.DISABLE;'];
  }
  buffer.enabled = true;
  return ['DBMS_OUTPUT.ENABLE(NULL);'];
}

/** Blocks that write and read the buffer. */
export function outputProgram(random: Random): RandomProgram {
  const buffer = new Buffer();
  const run: string[] = [];
  const expected: string[] = [];
  for (let i = 0; i < 4; i++) {
    const log: string[] = [];
    const body = Array.from({ length: 12 }, () => step(random, buffer, log)).flat();
    buffer.enabled = true;
    body.push('DBMS_OUTPUT.ENABLE(NULL);');
    if (buffer.partial !== undefined) {
      buffer.endLine('');
      body.push('DBMS_OUTPUT.NEW_LINE;');
    }
    buffer.endLine(`${i} ${log.join('')}.`);
    run.push(
      'DECLARE',
      '  l VARCHAR2(32767);',
      '  s INTEGER;',
      '  n INTEGER;',
      '  c DBMS_OUTPUT.CHARARR;',
      '  v DBMSOUTPUT_LINESARRAY;',
      '  g VARCHAR2(4000);',
      'BEGIN',
      ...body.map((line) => `  ${line}`),
      `  DBMS_OUTPUT.PUT_LINE('${i} ' || g || '.');`,
      'END;',
      '/',
    );
    expected.push(...buffer.shown());
  }
  return { setup: [], run, expected };
}
