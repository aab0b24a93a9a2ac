import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { distFolder } from './compiler.js';
import { atMost, type Figure, type Section } from './figures.js';
import { runNode } from './measured-process.js';

const main = fileURLToPath(new URL('cli/main.js', distFolder));
const tables = 100;
const rows = 1_000_000;

/**
 * `oraphant apply` beside `psql` over the same files, each file a transaction; and its load beside `\copy` of the same
 * rows. By the clock from the start of the process to its end, taken in turns, on a server that keeps what it confirms
 * (`fsync` has to be on).
 * @param server a URL with the right to create databases; absent, `ORAPHANT_BENCH_PG`
 */
export async function measureApply(runs: number, server = process.env.ORAPHANT_BENCH_PG): Promise<Section> {
  const title = 'Apply beside psql';
  const skipped = await reasonToSkip(server);
  if (server === undefined || skipped !== undefined)
    return { title, figures: [{ id: 'apply.ratio', title: 'apply', unit: '×', skipped }] };
  const folder = mkdtempSync(join(tmpdir(), 'oraphant-bench-apply-'));
  const admin = new pg.Client(server);
  await admin.connect();
  const database = `oraphant_bench_${process.pid}`;
  const url = new URL(server);
  url.pathname = `/${database}`;
  const fresh = async () => {
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.query(
      `create database ${database} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'`,
    );
    await admin.query('checkpoint');
  };
  try {
    const structure = writeStructure(join(folder, 'structure'));
    const data = writeRows(join(folder, 'rows'));
    const apply = (out: string, ...more: readonly string[]) =>
      runNode([main, 'apply', out, '--target', url.href, '--yes', ...more]);
    const best = {
      apply: Number.POSITIVE_INFINITY,
      psql: Number.POSITIVE_INFINITY,
      load: Number.POSITIVE_INFINITY,
      copy: Number.POSITIVE_INFINITY,
    };
    for (let n = 0; n < runs; n += 1) {
      await fresh();
      best.psql = Math.min(
        best.psql,
        psql(url, structure.files.map((file) => `begin;\n\\i ${file}\ncommit;`).join('\n')),
      );
      await fresh();
      const applied = await apply(structure.out);
      if (applied.exitCode !== 0) throw new Error(applied.stderr);
      best.apply = Math.min(best.apply, applied.wallSeconds);
      await fresh();
      psql(url, `\\i ${data.files[0]}`);
      best.copy = Math.min(best.copy, psql(url, `\\copy big from '${data.csv}' with (format csv, header)`));
      await fresh();
      const loaded = await apply(data.out, '--data', data.folder);
      if (loaded.exitCode !== 0) throw new Error(loaded.stderr);
      best.load = Math.min(best.load, loaded.wallSeconds);
    }
    const ratio = (id: string, name: string, ours: number, theirs: number, goal: number): Figure => ({
      ...{ id, title: name, value: ours / theirs, unit: '×', goal: atMost(goal) },
      note: `${ours.toFixed(2)} s against ${theirs.toFixed(2)} s`,
    });
    return {
      title,
      figures: [
        ratio('apply.ratio', `${structure.files.length} files, a transaction each`, best.apply, best.psql, 1.3),
        ratio('load.ratio', `${rows} rows`, best.load, best.copy, 1.2),
      ],
    };
  } finally {
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
    rmSync(folder, { recursive: true });
  }
}

async function reasonToSkip(server: string | undefined): Promise<string | undefined> {
  if (server === undefined) return 'no server given (--server postgres://… or ORAPHANT_BENCH_PG)';
  if (spawnSync('psql', ['--version']).status !== 0) return 'no psql';
  const client = new pg.Client(server);
  await client.connect();
  const { rows: settings } = await client.query<{ fsync: string }>('show fsync');
  await client.end();
  return settings[0]?.fsync === 'on' ? undefined : 'the server has fsync off';
}

/** Seconds of a psql process with the script on its standard input. */
function psql(url: URL, script: string): number {
  const began = performance.now();
  const done = spawnSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', url.href], { input: script, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return (performance.now() - began) / 1000;
}

/** Tables with keys, comments and indexes, routines, views and grants: more than 300 files. */
function writeStructure(out: string): { readonly out: string; readonly files: readonly string[] } {
  const files: string[] = ['create schema shop;'];
  for (let n = 1; n <= tables; n += 1) {
    files.push(
      `create table shop.t${n} (id bigint primary key, parent_id bigint, name varchar(40) default 'x' not null, price numeric(12, 2) check (price >= 0), made timestamp(0));\ncomment on table shop.t${n} is 'Table ${n}';\ncreate index t${n}_name on shop.t${n} (name);\ngrant select on shop.t${n} to public;`,
      `create function shop.f${n}(p_id bigint, p_name text default 'x') returns text language plpgsql as $$\ndeclare\n  v_name text;\nbegin\n${`  select name into v_name from shop.t${n} where id = p_id;\n  if v_name is null then\n    v_name := p_name || p_id;\n  end if;\n`.repeat(8)}  return v_name;\nend $$;`,
      `create view shop.v${n} as select id, upper(name) as name, shop.f${n}(id) as said from shop.t${n} where price > ${n};`,
    );
    if (n > 1)
      files.push(
        `alter table shop.t${n} add constraint t${n}_fk foreign key (parent_id) references shop.t${n - 1} (id);`,
      );
  }
  return written(out, files);
}

function writeRows(folder: string): {
  readonly out: string;
  readonly files: readonly string[];
  readonly folder: string;
  readonly csv: string;
} {
  const { out, files } = written(join(folder, 'out'), [
    'create table big (id int, name varchar(60), amount numeric(12, 2), made timestamp(0));',
  ]);
  const data = join(folder, 'data');
  mkdirSync(data);
  const csv = join(data, 'big.csv');
  const lines = ['id,name,amount,made'];
  for (let n = 1; n <= rows; n += 1)
    lines.push(
      `${n},"name ${n}, ${'x'.repeat(n % 30)}",${n % 7 === 0 ? '' : `${n % 9973}.${(n % 90) + 10}`},2024-01-${(n % 28) + 1} 10:00:00`,
    );
  writeFileSync(csv, `${lines.join('\n')}\n`);
  return { out, files, folder: data, csv };
}

function written(out: string, texts: readonly string[]): { readonly out: string; readonly files: readonly string[] } {
  mkdirSync(join(out, 'sql'), { recursive: true });
  for (const [n, text] of texts.entries())
    writeFileSync(join(out, 'sql', `${String(n + 1).padStart(4, '0')}_u${n}.sql`), `${text}\n`);
  return {
    out,
    files: readdirSync(join(out, 'sql'))
      .sort()
      .map((name) => join(out, 'sql', name)),
  };
}
