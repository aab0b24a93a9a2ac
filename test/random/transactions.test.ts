import { expect, it } from 'vitest';
import { casesOn } from '../support/cases.js';
import { describeServer } from '../support/targets.js';
import { caseText, seeded } from './cases.js';
import { transactionsProgram } from './transactions/program.js';

/** `RANDOM_TRANSACTIONS=500 RANDOM_TRANSACTIONS_SEED=1000 npx vitest run test/random/transactions.test.ts` */
const wanted = Number(process.env.RANDOM_TRANSACTIONS ?? 5);
const firstSeed = Number(process.env.RANDOM_TRANSACTIONS_SEED ?? 1);

/** What PostgreSQL cannot do is told of, or fails loudly: savepoints, cursors over ROLLBACK, blocks that end transactions. */
const refused = /OP302[0-3]|ORA-00600: a block with transaction control/;
/** Autonomous transactions that run in their caller's, triggers of rows that a constraint refuses, rows of WHERE CURRENT OF. */
const reported = new Set(['OP3030', 'OP1811', 'OP2013']);

describeServer('random transactions end as they do in Oracle', (url) => {
  const run = casesOn(url, 'connection');

  it.each(seeded(wanted, firstSeed, transactionsProgram))('seed $seed', async ({ seed, made }) => {
    const text = caseText('random-transactions', seed, made);
    const { status, reason, errors, actual, diagnostics } = await run(`random-transactions-${seed}.case`, text);
    const told =
      actual.some((line) => refused.test(line)) ||
      errors.some((error) => refused.test(error)) ||
      diagnostics.some(({ code }) => reported.has(code));
    expect(told ? 'pass' : status, `${reason} ${errors.join('\n')}\n${text}\n[actual]\n${actual.join('\n')}`).toBe(
      'pass',
    );
  });
});
