import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { convertPaths, splitPostgresStatements } from './compiler.js';
import { atMost, type Figure, type Section } from './figures.js';
import { type Twin, twins } from './twin-list.js';

/** A measurement lasts at least so long. */
const secondsAtLeast = 1;
const repetitions = 5;

/**
 * Converted procedures of the bank beside the same written by hand, on a server of PostgreSQL 15: in a database of its
 * own, made from the bank and dropped again. Before times are taken, both have to give the same results.
 * @param server a URL with the right to create databases; absent, `ORAPHANT_BENCH_PG`
 */
export async function measureTwins(server = process.env.ORAPHANT_BENCH_PG): Promise<readonly Section[]> {
  const title = 'Converted code beside hand-written';
  if (server === undefined) {
    const skipped = 'no server given (--server postgres://… or ORAPHANT_BENCH_PG)';
    return [{ title, figures: [{ id: 'twins.median', title: 'median', unit: '×', skipped }] }];
  }
  const database = `oraphant_bench_${process.pid}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(
    `create database ${database} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`,
  );
  try {
    const url = new URL(server);
    url.pathname = `/${database}`;
    const client = new pg.Client(url.href);
    await client.connect();
    try {
      await install(client);
      return [{ title, figures: await compareAll(client) }];
    } finally {
      await client.end();
    }
  } finally {
    await admin.query(`drop database ${database}`);
    await admin.end();
  }
}

async function install(client: pg.Client): Promise<void> {
  const bank = fileURLToPath(new URL('../../fixtures/bank/install.sql', import.meta.url));
  const { files } = await convertPaths([bank], {});
  for (const { path, text } of files.filter((file) => file.path.startsWith('sql/'))) {
    // Each on its own: a block may end its transaction.
    for (const statement of splitPostgresStatements(text)) {
      await client.query(statement.text).catch((error: Error) => {
        throw new Error(`${path}: ${error.message}`);
      });
    }
  }
  await client.query('create schema twin');
  for (const { name } of twins) {
    const file = fileURLToPath(new URL(`twins/${name}.sql`, import.meta.url));
    await client.query(readFileSync(file, 'utf8')).catch((error: Error) => {
      throw new Error(`${file}: ${error.message}`);
    });
  }
  await client.query('analyze');
}

async function compareAll(client: pg.Client): Promise<readonly Figure[]> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const clock = clockOf(rows[0]?.pid);
  const figures: Figure[] = [];
  for (const twin of twins) figures.push(await compare(client, twin, clock));
  const ratios = figures.flatMap(({ value }) => value ?? []).sort((a, b) => a - b);
  const middle = (ratios[Math.floor((ratios.length - 1) / 2)]! + ratios[Math.ceil((ratios.length - 1) / 2)]!) / 2;
  return [
    ...figures,
    { id: 'twins.median', title: 'median', value: middle, unit: '×', goal: atMost(1.1), note: `time in ${clock.unit}` },
    { id: 'twins.worst', title: 'worst', value: ratios.at(-1) ?? Number.NaN, unit: '×', goal: atMost(1.5) },
  ];
}

async function compare(client: pg.Client, twin: Twin, clock: Clock): Promise<Figure> {
  const converted = `${twin.schema}.${twin.name}`;
  const byHand = `twin.${twin.name}`;
  const figure = { id: `twins.${twin.name}`, title: converted, unit: '×' };
  let rounds = 1;
  let shortest = await run(client, twin, byHand, rounds, clock);
  const check = await run(client, twin, converted, rounds, clock);
  if (check.result !== shortest.result) return { ...figure, skipped: 'the twin gives other results' };
  while (shortest.seconds < secondsAtLeast) {
    rounds *= shortest.seconds < secondsAtLeast / 20 ? 10 : 2;
    shortest = await run(client, twin, byHand, rounds, clock);
  }
  const times = { converted: Number.POSITIVE_INFINITY, byHand: shortest.seconds };
  for (let n = 0; n < repetitions; n++) {
    const one = await run(client, twin, converted, rounds, clock);
    const other = await run(client, twin, byHand, rounds, clock);
    if (one.result !== other.result) return { ...figure, skipped: `the twin gives other results in ${rounds} rounds` };
    times.converted = Math.min(times.converted, one.seconds);
    times.byHand = Math.min(times.byHand, other.seconds);
  }
  const note = `${times.converted.toFixed(2)} s against ${times.byHand.toFixed(2)} s, ${rounds} rounds`;
  return { ...figure, value: times.converted / times.byHand, note };
}

/**
 * One run in a transaction that is undone, with plans of its own, on tables without the rows that runs before have left
 * dead: which plan an earlier run was left with, and how large the planner finds a table, would be chance.
 */
async function run(
  client: pg.Client,
  twin: Twin,
  routine: string,
  rounds: number,
  clock: Clock,
): Promise<{ readonly seconds: number; readonly result: string }> {
  await client.query('vacuum analyze');
  await client.query('discard plans');
  await client.query('begin');
  try {
    for (const statement of twin.setUp?.(rounds) ?? []) await client.query(statement);
    const began = clock.now();
    const worked = await client.query<{ result: string }>(twin.work(routine, rounds));
    const seconds = clock.now() - began;
    const answer = twin.result === undefined ? worked : await client.query<{ result: string }>(twin.result);
    return { seconds, result: answer.rows[0]?.result ?? 'nothing' };
  } finally {
    await client.query('rollback');
  }
}

interface Clock {
  readonly unit: string;
  /** Seconds. */
  now(): number;
}

/**
 * The CPU time of the server process where it runs on this machine and the system tells it
 * (Linux): others may be busy too.
 */
function clockOf(pid: number | undefined): Clock {
  const file = `/proc/${pid}/stat`;
  if (existsSync(file) && readFileSync(file, 'utf8').includes('(postgres)')) {
    const ticksASecond = 100;
    return {
      unit: "the server's CPU",
      now() {
        const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
        return (Number(fields[11]) + Number(fields[12])) / ticksASecond;
      },
    };
  }
  return { unit: 'wall clock', now: () => performance.now() / 1000 };
}
