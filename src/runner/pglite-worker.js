// The thread in which the embedded database lives: a statement that does not end blocks this thread only, and can be stopped with it.
// Plain JavaScript, because a worker starts from a file that node can read in the sources and in the build alike.
// Protocol: `pglite-target.ts`.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const errorFields = [
  ...['code', 'severity', 'detail', 'hint', 'position', 'where', 'schema', 'table', 'column', 'dataType', 'constraint'],
];

/** Errors and notices lose their class on the way; these are the fields that count. */
function fieldsOf(raw) {
  const fields = { message: raw?.message ?? String(raw) };
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

const { directory } = workerData;
let db;
try {
  db = await PGlite.create(directory === undefined ? {} : { dataDir: directory });
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

parentPort.on('message', async ({ kind, sql, parameters }) => {
  try {
    if (kind === 'close') {
      if (!db.closed) await db.close();
      parentPort.postMessage({ kind: 'result', result: plainResult(undefined) });
      parentPort.close();
      return;
    }
    const result =
      parameters === undefined ? (await db.exec(sql, options)).at(-1) : await db.query(sql, parameters, options);
    parentPort.postMessage({ kind: 'result', result: plainResult(result) });
  } catch (error) {
    parentPort.postMessage({ kind: 'error', error: fieldsOf(error) });
  }
});
