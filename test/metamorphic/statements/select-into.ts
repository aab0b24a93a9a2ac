import type { Select, SelectInto } from '../../../src/ir/oracle/index.js';
import { asksImplicitCursor, looksAtItself, type Rewriting } from '../rewriting.js';
import type { Script } from '../script.js';

/** A SELECT INTO of single values, taken apart. */
interface Taken {
  /** The query without INTO, each column with a name of its own. */
  readonly query: string;
  readonly targets: readonly string[];
  readonly columns: readonly string[];
}

/**
 * Every SELECT INTO of single values becomes another way to read one row, which raises NO_DATA_FOUND and TOO_MANY_ROWS
 * itself. (PL/SQL Language Reference, "SELECT INTO Statement") Left alone: programs that ask the implicit cursor, and
 * those whose targets are records.
 */
const reading = (name: string, read: (taken: Taken, number: number) => string): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script) || asksImplicitCursor(script)) return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind !== 'SelectInto') return;
      const taken = takenApart(script, node);
      const semicolon = /^\s*;/.exec(script.text.slice(node.span.end))?.[0];
      if (!taken || semicolon === undefined) return;
      const text = read(taken, edits.length + 1);
      edits.push({ start: node.span.start, end: node.span.end + semicolon.length, text });
    });
  },
});

function takenApart(script: Script, { query, span }: SelectInto): Taken | undefined {
  const select = query.body;
  if (select.kind !== 'Select' || !select.into || select.into.bulk || query.forUpdate) return undefined;
  const { targets, span: into } = select.into;
  if (select.items.length !== targets.length || select.items.some(({ value }) => value.kind === 'Star'))
    return undefined;
  if (targets.some((target) => !isScalar(script, target))) return undefined;
  // An alias may stand where ORDER BY looks for a column.
  if (query.orderBy) return undefined;
  const edits = select.items.map(({ span: { end }, alias }, i) => ({ at: end, text: alias ? '' : ` AS mm_c${i + 1}` }));
  let text = '';
  let at = span.start;
  for (const edit of edits) {
    text += script.text.slice(at, edit.at) + edit.text;
    at = edit.at;
  }
  text += `${script.text.slice(at, into.start)} ${script.text.slice(into.end, span.end)}`;
  return {
    query: text,
    targets: targets.map((target) => script.slice(target.span)),
    columns: select.items.map(({ alias }, i) => (alias ? script.slice(alias.span) : `mm_c${i + 1}`)),
  };
}

const isScalar = (script: Script, target: Select['items'][number]['value']): boolean =>
  !['record', 'collection', 'object', 'unknown', 'refCursor', 'xml'].includes(script.analysis.typeOf(target).kind);

const checks = 'IF mm_n = 0 THEN RAISE NO_DATA_FOUND; ELSIF mm_n > 1 THEN RAISE TOO_MANY_ROWS; END IF;';

/** The loop of a query, which counts. */
export const selectIntoLoop = reading('select-into-loop', ({ query, targets, columns }) => {
  const fields = targets.map((target, i) => `${target} := mm_r.${columns[i]};`);
  return (
    `DECLARE mm_n PLS_INTEGER := 0; BEGIN FOR mm_r IN (SELECT * FROM (${query}) WHERE ROWNUM <= 2) LOOP ` +
    `mm_n := mm_n + 1; IF mm_n = 1 THEN ${fields.join(' ')} END IF; END LOOP; ${checks} END;`
  );
});

/** An explicit cursor. */
export const selectIntoCursor = reading(
  'select-into-cursor',
  ({ query, targets }) =>
    `DECLARE CURSOR mm_q IS ${query}; mm_more BOOLEAN; mm_z mm_q%ROWTYPE; BEGIN OPEN mm_q; ` +
    `FETCH mm_q INTO ${targets.join(', ')}; IF mm_q%NOTFOUND THEN CLOSE mm_q; RAISE NO_DATA_FOUND; END IF; ` +
    `FETCH mm_q INTO mm_z; mm_more := mm_q%FOUND; CLOSE mm_q; IF mm_more THEN RAISE TOO_MANY_ROWS; END IF; END;`,
);

/** A cursor variable. */
export const selectIntoRefCursor = reading(
  'select-into-ref-cursor',
  ({ query, targets }) =>
    `DECLARE mm_q SYS_REFCURSOR; BEGIN OPEN mm_q FOR ${query}; ` +
    `FETCH mm_q INTO ${targets.join(', ')}; IF mm_q%NOTFOUND THEN CLOSE mm_q; RAISE NO_DATA_FOUND; END IF; ` +
    `FETCH mm_q INTO ${targets.join(', ')}; IF mm_q%FOUND THEN CLOSE mm_q; RAISE TOO_MANY_ROWS; END IF; CLOSE ` +
    `mm_q; END;`,
);

/** A collection of the rows of a cursor. */
export const selectIntoBulk = reading('select-into-bulk', ({ query, targets, columns }) => {
  const fields = targets.map((target, i) => `${target} := mm_l(1).${columns[i]};`);
  return (
    `DECLARE CURSOR mm_q IS ${query}; TYPE mm_lt IS TABLE OF mm_q%ROWTYPE; mm_l mm_lt; mm_n PLS_INTEGER; BEGIN ` +
    `OPEN mm_q; FETCH mm_q BULK COLLECT INTO mm_l LIMIT 2; CLOSE mm_q; mm_n := mm_l.COUNT; ${checks} ` +
    `${fields.join(' ')} END;`
  );
});

/** A row of the cursor's own type. */
export const selectIntoRow = reading('select-into-row', ({ query, targets, columns }) => {
  const fields = targets.map((target, i) => `${target} := mm_z.${columns[i]};`);
  return (
    `DECLARE CURSOR mm_q IS ${query}; mm_z mm_q%ROWTYPE; BEGIN OPEN mm_q; FETCH mm_q INTO mm_z; ` +
    `IF mm_q%NOTFOUND THEN RAISE NO_DATA_FOUND; END IF; ${fields.join(' ')} FETCH mm_q INTO mm_z; ` +
    `IF mm_q%FOUND THEN RAISE TOO_MANY_ROWS; END IF; CLOSE mm_q; END;`
  );
});

/** A branch that gives no rows. */
export const selectIntoUnion = reading(
  'select-into-union',
  ({ query, targets, columns }) =>
    `SELECT ${columns.join(', ')} INTO ${targets.join(', ')} FROM ` +
    `(SELECT * FROM (${query}) UNION ALL SELECT * FROM (${query}) WHERE 1 = 0);`,
);

/** A subquery factor. */
export const selectIntoFactor = reading(
  'select-into-factor',
  ({ query, targets, columns }) =>
    `WITH mm_w AS (${query}) SELECT ${columns.map((c) => `mm_q.${c}`).join(', ')} INTO ${targets.join(', ')} FROM ` +
    `mm_w mm_q;`,
);

/** Functions that give the values one by one: the query is asked as often, of rows that nothing changes meanwhile. */
export const selectIntoFunctions: Rewriting = {
  name: 'select-into-functions',
  rewrite: (script) => {
    if (looksAtItself(script) || asksImplicitCursor(script) || /nextval|dbms_random/i.test(script.text))
      return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind !== 'SelectInto') return;
      const taken = takenApart(script, node);
      const semicolon = /^\s*;/.exec(script.text.slice(node.span.end))?.[0];
      if (!taken || semicolon === undefined || node.query.body.kind !== 'Select') return;
      const { targets } = node.query.body.into!;
      const types = targets.map((target) => typeNames[script.analysis.typeOf(target).kind]);
      if (types.some((type) => type === undefined)) return;
      const functions = targets.map(
        (_, i) =>
          `FUNCTION mm_f${i} RETURN ${types[i]} IS mm_v ${types[i] === 'VARCHAR2' ? 'VARCHAR2(32767)' : types[i]}; ` +
          `BEGIN SELECT ${taken.columns[i]} INTO mm_v FROM (${taken.query}); RETURN mm_v; END;`,
      );
      const calls = taken.targets.map((target, i) => `${target} := mm_f${i};`);
      const text = `DECLARE ${functions.join(' ')} BEGIN ${calls.join(' ')} END;`;
      edits.push({ start: node.span.start, end: node.span.end + semicolon.length, text });
    });
  },
};

const typeNames: Readonly<Record<string, string>> = {
  number: 'NUMBER',
  varchar2: 'VARCHAR2',
  date: 'DATE',
  clob: 'CLOB',
};
