import { afterEach, describe, expect, it } from 'vitest';
import { Gate } from '../../src/check/gate.js';
import { ParserGate } from '../../src/check/parser-gate.js';
import { ParsersAhead } from '../../src/check/parsers-ahead.js';

/** A thread can run what is built only. */
const built = new URL('../../dist/check/gate-worker.js', import.meta.url);
const program = (code: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${code}`)}`);
/** Rejects everything in its own words. */
const judge = (more = '') =>
  program(`let n = 0;
    parentPort.on('message', (list) => {
      n += 1;
      ${more}
      parentPort.postMessage(list.map((text) => ({ kind: 'rejected', message: text.slice(0, 12), position: undefined })));
    });`);

const comment = `/* ${'long '.repeat(100)} */`;
const statements = Array.from({ length: 400 }, (_, i) => {
  switch (i % 5) {
    case 0:
      return `select ${i} ${comment}`;
    case 1:
      return `select ${i} frm x y ${comment}`;
    case 2:
      return `create function f${i}() returns void language plpgsql as $$ begin ${comment} null; end $$`;
    case 3:
      return `create function f${i}() returns void language plpgsql as $$ begin ${comment} nul x; end $$`;
    default:
      return 'select 1 /* again */';
  }
});

const open: ParsersAhead[] = [];
const parsers = (worker: URL) => {
  const made = new ParsersAhead(worker);
  open.push(made);
  return made;
};
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe('parsers in a thread of their own', () => {
  it('say what parsers in this thread say, in the order that is asked for', async () => {
    const ahead = parsers(built);
    for (const statement of [...statements].reverse()) ahead.expect(statement);
    for (const statement of statements) ahead.expect(`${statement} -- never asked for`);
    expect(await ahead.check(statements)).toEqual(await new ParserGate().check(statements));
  });

  it('are asked when there is much to check, and are not started for little', async () => {
    const [first, ...rest] = statements;
    const ahead = parsers(judge());
    expect(await ahead.check([first!])).toEqual([{ kind: 'accepted' }]);
    const words = (await ahead.check(rest)).map((verdict) => verdict.kind === 'rejected' && verdict.message);
    expect(words).toEqual(rest.map((text) => text.slice(0, 12)));
  });

  it.each([
    ['is not there', new URL('file:///nowhere/gate-worker.js')],
    ['dies at its start', program('process.exit(1)')],
    ['throws at its start', program('throw new Error("no")')],
    ['dies at the first statements', program(`parentPort.on('message', () => process.exit(1))`)],
    ['throws at the first statements', program(`parentPort.on('message', () => { throw new Error('no'); })`)],
  ])('are not missed where the thread %s', async (_, worker) => {
    const ahead = parsers(worker);
    expect(await ahead.check(statements)).toEqual(await new ParserGate().check(statements));
  });

  it('count as far as they came', async () => {
    const ahead = parsers(judge('if (n > 1) process.exit(1);'));
    for (const statement of statements) ahead.expect(statement);
    const verdicts = await ahead.check(statements);
    const own = await new ParserGate().check(statements);
    expect(verdicts.slice(0, 5).every((verdict) => verdict.kind === 'rejected')).toBe(true);
    expect(verdicts.at(-2)).toEqual(own.at(-2));
  });

  it('leave to the server what only that can decide', async () => {
    const gate = new Gate(parsers(built));
    const routine = `create function f() returns void language plpgsql as $$ declare c app.emp; d c%type; begin d.x := 5; end $$`;
    try {
      const verdicts = await gate.check([...statements, routine]);
      expect(verdicts).toHaveLength(statements.length + 1);
      expect(verdicts.at(-1)).toEqual({ kind: 'accepted' });
    } finally {
      await gate.close();
    }
  });
});
