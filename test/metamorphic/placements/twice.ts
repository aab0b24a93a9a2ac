import { hasHostVariables, looksAtItself, type Rewriting } from '../rewriting.js';
import type { Script } from '../script.js';

/** What is still there after a rollback: sequences, objects, what packages and the session hold, other transactions. */
const stays = new RegExp(
  [
    'nextval|identity|sequence',
    String.raw`\b(commit|rollback|savepoint|autonomous_transaction|create|alter|drop|truncate)\b|package`,
    String.raw`dbms_(?!output\.put_line)|sys_guid|result_cache|serially`,
  ].join('|'),
  'i',
);

/** The same in what the setup creates. */
const kept = /package|identity|sequence|nextval|commit|rollback|autonomous|result_cache|dbms_(?!output)/i;

/** Left alone: what the first run leaves behind, and scripts of more than blocks. */
const isRepeatable = (script: Script): boolean => {
  const { blocks, program } = script;
  const units = script.units.filter(({ span }) => span.start >= script.boundary);
  if (looksAtItself(script) || hasHostVariables(script) || blocks.length === 0) return false;
  if (script.units.some(({ kind, span }) => kind === 'AnonymousBlock' && span.start < script.boundary)) return false;
  return units.length === blocks.length && !stays.test(program.run) && !kept.test(program.setup);
};

/**
 * The run twice, the first time under a savepoint that is rolled back: it prints the same twice. (SQL Language
 * Reference, "SAVEPOINT")
 */
export const runTwice: Rewriting = {
  name: 'run-twice',
  rewrite: (script) => {
    if (!isRepeatable(script)) return undefined;
    const { setup, run, expected } = script.program;
    return {
      setup,
      run: `SAVEPOINT mm_s;\n${run.trimEnd()}\nROLLBACK TO SAVEPOINT mm_s;\n${run}`,
      expected: [...expected, ...expected],
    };
  },
};

/** The same in one block: the savepoint and the rollback are statements of PL/SQL. */
export const repeatedInBlock: Rewriting = {
  name: 'repeated-in-block',
  rewrite: (script) => {
    if (!isRepeatable(script) || script.program.expected.join().includes('ERROR')) return undefined;
    const { setup, expected } = script.program;
    const texts = script.blocks.map(({ text }) => text).join('\n');
    return {
      setup,
      run:
        `BEGIN\nFOR mm_i IN 1 .. 2 LOOP\nSAVEPOINT mm_s;\n${texts}\nIF mm_i = 1 THEN ROLLBACK TO mm_s; END IF;\n` +
        `END LOOP;\nEND;\n/\n`,
      expected: [...expected, ...expected],
    };
  },
};
