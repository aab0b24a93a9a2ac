// The thread in which the embedded database lives: a statement that does not end blocks this thread only, and can be stopped with it.
// Plain JavaScript, because a worker starts from a file that node can read in the sources and in the build alike.
// Protocol: `pglite-target.ts`.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';

const errorFields = [
  ...['code', 'severity', 'detail', 'hint', 'position', 'where', 'schema', 'table', 'column', 'dataType', 'constraint'],
];

/** Errors of the file system that its WebAssembly gives as a number alone (WASI's), in the words of other messages. */
const fileErrors = {
  2: 'permission denied',
  19: 'no space left on the disk (quota)',
  29: 'input/output error',
  33: 'too many open files',
  51: 'no space left on the disk',
  69: 'read-only file system',
};

function messageOf(raw) {
  // A notice may be an empty line.
  if (raw?.errno === undefined) return raw?.message ?? String(raw);
  if (raw.message) return raw.message;
  return fileErrors[raw.errno] ?? `error ${raw.errno} of the file system`;
}

/** Errors and notices lose their class on the way; these are the fields that count. */
function fieldsOf(raw) {
  const fields = { message: messageOf(raw) };
  for (const name of errorFields) if (raw?.[name] !== undefined) fields[name] = raw[name];
  return fields;
}

/** Every type keeps its text form; PGlite copies the table's own keys, so each has to be there. */
const withEveryKey = (table, value) => Object.fromEntries(Object.keys(table).map((key) => [key, value]));

function plainResult(result) {
  if (result === undefined) return { command: '', rowCount: 0, columns: [], rows: [] };
  const { rows, fields, command = '', rowCount, affectedRows = 0 } = result;
  return {
    command,
    rowCount: rowCount ?? (rows.length > 0 ? rows.length : affectedRows),
    columns: fields.map((field) => field.name),
    rows,
  };
}

/** initdb costs seconds of CPU: a database in memory begins with the remembered result. ORAPHANT_NO_CACHE=1 does without. */
async function createInMemory() {
  if (process.env.ORAPHANT_NO_CACHE === '1') return await PGlite.create();
  const { version } = createRequire(import.meta.resolve('@electric-sql/pglite'))('../package.json');
  const file = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'oraphant', `pglite-${version}.tar.gz`);
  try {
    return await PGlite.create({ loadDataDir: new Blob([gunzipSync(readFileSync(file))]) });
  } catch {
    // Not there, or not whole: made again.
  }
  const made = await PGlite.create();
  try {
    const dump = await made.dumpDataDir('none');
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const part = `${file}.${process.pid}`;
    writeFileSync(part, gzipSync(Buffer.from(await dump.arrayBuffer()), { level: 4 }), { mode: 0o600 });
    renameSync(part, file);
  } catch {
    // A home that cannot be written to costs time, nothing else.
  }
  return made;
}

const { directory } = workerData;
let db;
try {
  db = directory === undefined ? await createInMemory() : await PGlite.create({ dataDir: directory });
  parentPort.postMessage({ kind: 'open' });
} catch (error) {
  parentPort.postMessage({ kind: 'failed', error: fieldsOf(error) });
}

const options = {
  rowMode: 'array',
  parsers: withEveryKey(db?.parsers ?? {}, (value) => value),
  serializers: withEveryKey(db?.serializers ?? {}, String),
  onNotice: (notice) => parentPort.postMessage({ kind: 'notice', notice: fieldsOf(notice) }),
};

/** What leaves the database in no state to go on in: PostgreSQL's own state is lost with the stack. */
const isBroken = (error) =>
  error instanceof RangeError ||
  error instanceof WebAssembly.RuntimeError ||
  /ERRORDATA_STACK_SIZE exceeded/.test(error?.message);

/** The last statement's result. A broken database gives none, and so does a text without statements. */
async function run(sql, parameters) {
  if (parameters !== undefined) return await db.query(sql, parameters, options);
  const result = (await db.exec(sql, options)).at(-1);
  if (result === undefined && (await db.exec('select 1', options)).length === 0)
    throw new RangeError('it does not answer any more');
  return result;
}

parentPort.on('message', async ({ kind, sql, parameters }) => {
  try {
    if (kind === 'close') {
      if (!db.closed) await db.close();
      parentPort.postMessage({ kind: 'result', result: plainResult(undefined) });
      parentPort.close();
      return;
    }
    parentPort.postMessage({ kind: 'result', result: plainResult(await run(sql, parameters)) });
  } catch (error) {
    // Nobody catches it: the thread ends with it, and every question after it says so.
    if (isBroken(error)) throw error;
    parentPort.postMessage({ kind: 'error', error: fieldsOf(error) });
  }
});
