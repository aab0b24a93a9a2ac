import { expect } from 'vitest';
import { RunFailure } from '../../../src/runner/apply/run-failure.js';
import { chainProblems, readLedger } from '../../../src/runner/ledger/ledger.js';
import { openTarget, type Target } from '../../../src/runner/target/target.js';
import { fingerprint, readCatalog } from '../../../src/runner/verify/catalog.js';
import { standing } from './project.js';

/** Databases with what stands before a run, on one server, each under a URL of its own. */
export interface Databases {
  fresh(extra?: string): Promise<string>;
  close(): Promise<void>;
}

export async function databasesOn(server: string, prefix: string): Promise<Databases> {
  const admin = await openTarget(server);
  const place = (name: string): string => `${server.replace(/\/postgres$/, '')}/${name}`;
  const template = `${prefix}_template`;
  await admin.execute(`create database ${template}`);
  await on(place(template), (target) => target.execute(standing));
  await admin.close();
  let made = 0;
  const asAdmin = (sql: string) => on(server, (target) => target.execute(sql));
  return {
    async fresh(extra = '') {
      made += 1;
      await asAdmin(`create database ${prefix}_${made} template ${template}`);
      if (extra !== '') await on(place(`${prefix}_${made}`), (target) => target.execute(extra));
      return place(`${prefix}_${made}`);
    },
    async close() {
      for (; made > 0; made -= 1) await asAdmin(`drop database if exists ${prefix}_${made} with (force)`);
      await asAdmin(`drop database ${template}`);
    },
  };
}

export async function on<T>(url: string, work: (target: Target) => Promise<T>): Promise<T> {
  const target = await openTarget(url);
  try {
    return await work(target);
  } finally {
    await target.close();
  }
}

/** Fingerprint of the catalog and a checksum of the rows of every table of the named schemas. */
export const stateOf = (url: string, schemas: readonly string[] = ['shop', 'legacy']): Promise<readonly string[]> =>
  on(url, async (target) => {
    const facts = (await readCatalog(target)).filter(({ schema }) => schemas.includes(schema));
    const { rows: tables } = await target.execute(
      `select format('%I.%I', table_schema, table_name) from information_schema.tables where table_schema in ('${schemas.join("', '")}') and table_type = 'BASE TABLE' order by 1`,
    );
    const sums: string[] = [fingerprint(facts)];
    for (const [table] of tables) {
      const sql = `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${table} t`;
      sums.push(`${table} ${(await target.execute(sql)).rows[0]?.[0]}`);
    }
    return sums;
  });

/** The chain holds, and no unit was done twice. */
export async function expectSoundLedger(url: string): Promise<void> {
  const entries = await on(url, readLedger);
  expect(chainProblems(entries)).toEqual([]);
  const done = entries.filter(({ action, state }) => action === 'apply' && state === 'done').map(({ unit }) => unit);
  expect(done.length).toBe(new Set(done).size);
}

export async function failureOf(work: Promise<unknown>): Promise<RunFailure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(RunFailure);
  return error as RunFailure;
}
