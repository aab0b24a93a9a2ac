import type { Expr, Insert, TableRef } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting, usesDynamicSql } from '../rewriting.js';
import type { Script } from '../script.js';

interface OneRow {
  readonly into: string;
  readonly columns: string | undefined;
  readonly values: readonly string[];
  readonly nodes: readonly Expr[];
  readonly inBlock: boolean;
}

/** Every INSERT of one row of values, in scripts and in PL/SQL, becomes another statement that inserts the row. */
const inserting = (name: string, insert: (row: OneRow) => string | undefined): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script)) return undefined;
    return script.editedNodes((node, edits, unit) => {
      if (node.kind === 'ForAll') return false;
      if (node.kind !== 'Insert') return;
      const row = oneRow(script, node, unit.kind !== 'Insert');
      const text = row && insert(row);
      if (text !== undefined) edits.push({ start: node.span.start, end: node.span.end, text });
      return false;
    });
  },
});

function oneRow(script: Script, node: Insert, inBlock: boolean): OneRow | undefined {
  const { target, source, columns } = node;
  if (source.kind !== 'ValuesSource' || source.record || source.rows.length !== 1 || node.returning) return undefined;
  if (node.errorLogging || target.kind !== 'TableRef' || node.hints?.length) return undefined;
  const nodes = source.rows[0]!;
  if (nodes.some(isSpecial(script))) return undefined;
  return {
    into: script.slice((target as TableRef).span),
    columns: columns?.map((column) => script.slice(column.span)).join(', '),
    values: nodes.map((value) => script.slice(value.span)),
    nodes,
    inBlock,
  };
}

/** What only VALUES takes: DEFAULT; and what a query takes elsewhere alone: subqueries, objects, NEXTVAL. */
const isSpecial =
  (script: Script) =>
  (value: Expr): boolean => {
    if (value.kind === 'DefaultMarker') return true;
    const text = script.slice(value.span);
    return /\bdefault\b|nextval|currval|\bselect\b|\bxml|json|empty_/i.test(text) || isCollection(script, value);
  };

/**
 * A NULL that a query names is a text, which no object or collection takes (ORA-00932): the column is not looked up.
 */
const isCollection = (script: Script, value: Expr): boolean =>
  ['collection', 'object', 'record', 'unknown', 'ref'].includes(script.analysis.typeOf(value).kind) ||
  (value.kind === 'NullLiteral' && /create\s+(or\s+replace\s+)?type|xmltype/i.test(script.text));

/** INSERT … SELECT … FROM DUAL. */
export const insertSelect = inserting(
  'insert-select',
  ({ into, columns, values }) =>
    `INSERT INTO ${into}${columns === undefined ? '' : ` (${columns})`} SELECT ${values.join(', ')} FROM dual`,
);

/** A row of an inline view. */
export const insertInlineView = inserting('insert-inline-view', ({ into, columns, values }) => {
  const named = values.map((value, i) => `${value} AS mm_c${i + 1}`).join(', ');
  const list = columns === undefined ? '' : ` (${columns})`;
  return `INSERT INTO ${into}${list} SELECT * FROM (SELECT ${named} FROM dual)`;
});

/** In VALUES of MERGE a column of the target hides the variable of its name, and is refused (ORA-38101). */
const namesColumns = (columns: string, values: readonly string[]): boolean =>
  columns.split(', ').some((column) => values.some((value) => new RegExp(`\\b${column}\\b`, 'i').test(value)));

/** MERGE that never finds a row. (SQL Language Reference, "MERGE") */
export const insertMerge = inserting('insert-merge', ({ into, columns, values }) =>
  columns === undefined || namesColumns(columns, values)
    ? undefined
    : `MERGE INTO ${into} USING (SELECT 1 AS mm_one FROM dual) mm_s ON (1 = 0) ` +
      `WHEN NOT MATCHED THEN INSERT (${columns}) VALUES (${values.join(', ')})`,
);

/** MERGE whose source has the row. */
export const insertMergeSource = inserting('insert-merge-source', ({ into, columns, values }) => {
  if (columns === undefined || namesColumns(columns, values)) return undefined;
  const named = values.map((value, i) => `${value} AS mm_c${i + 1}`).join(', ');
  return (
    `MERGE INTO ${into} USING (SELECT ${named} FROM dual) mm_s ON (1 = 0) ` +
    `WHEN NOT MATCHED THEN INSERT (${columns}) VALUES (${values.map((_, i) => `mm_s.mm_c${i + 1}`).join(', ')})`
  );
});

/** INSERT ALL of one branch. */
export const insertAll = inserting('insert-all', ({ into, columns, values }) => {
  const named = values.map((value, i) => `${value} AS mm_c${i + 1}`).join(', ');
  const list = columns === undefined ? '' : ` (${columns})`;
  return (
    `INSERT ALL INTO ${into}${list} VALUES (${values.map((_, i) => `mm_c${i + 1}`).join(', ')}) SELECT ` +
    `${named} FROM dual`
  );
});

/** A text that is executed: of constants only. */
export const insertDynamic: Rewriting = {
  name: 'insert-dynamic',
  rewrite: (script, random) =>
    usesDynamicSql(script) && /sql\s*%/i.test(script.text)
      ? undefined
      : inserting('insert-dynamic', ({ into, columns, values, nodes, inBlock }) => {
          if (!inBlock || nodes.some((node) => !isConstant(node))) return undefined;
          const list = columns === undefined ? '' : ` (${columns})`;
          return `EXECUTE IMMEDIATE 'INSERT INTO ${into}${list} VALUES (${values.join(', ').replaceAll("'", "''")})'`;
        }).rewrite(script, random),
};

const isConstant = ({ kind }: Expr): boolean =>
  ['NumberLiteral', 'StringLiteral', 'NullLiteral', 'DatetimeLiteral', 'IntervalLiteral'].includes(kind);

/**
 * INSERT of a record of the table's row, its fields assigned before. (PL/SQL Language Reference, "Inserting Records into
 * Tables") Left alone: columns that are not given, whose defaults would be NULL.
 */
export const insertRecord: Rewriting = {
  name: 'insert-record',
  rewrite: (script) => {
    if (looksAtItself(script) || usesDynamicSql(script) || tellsBounds(script)) return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind === 'ForAll') return false;
      if (node.kind !== 'DmlInBlock' || node.statement.kind !== 'Insert') return;
      const row = oneRow(script, node.statement, true);
      const { target } = node.statement;
      if (!row || target.kind !== 'TableRef' || target.name.parts.length > 1) return false;
      const relation = script.analysis.sourceOf(target)?.relation;
      if (
        relation?.relation !== 'table' ||
        relation.columns.some(({ identity, virtual, hidden }) => identity || virtual || hidden)
      )
        return false;
      const all = relation.columns.map(({ name }) => name);
      const given = row.columns?.split(', ').map((name) => name.toUpperCase()) ?? all;
      if (given.length !== all.length || row.values.length !== all.length || all.some((name) => !given.includes(name)))
        return false;
      const fields = given.map((name, i) => `mm_r.${name} := ${row.values[i]};`);
      const table = script.slice(target.name.span);
      const text = `DECLARE mm_r ${table}%ROWTYPE; BEGIN ${fields.join(' ')} INSERT INTO ${table} VALUES mm_r; END`;
      edits.push({ start: node.span.start, end: node.span.end, text });
      return false;
    });
  },
};

/** Is it said that a value was too large for a column, which is told of the field before? */
const tellsBounds = ({ text, program: { expected } }: Script): boolean =>
  /sqlcode|sqlerrm|12899|1438|1722/i.test(text) && /-?(12899|0?1438|0?1722)/.test(expected.join(' '));
