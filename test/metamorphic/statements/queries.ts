import type { Query } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import type { Script } from '../script.js';

/**
 * The queries of cursor FOR loops, cursors and OPEN FOR become other queries of the same rows and columns. Left alone:
 * FOR UPDATE, columns of one name or of none, and where something could look at the query (`CURRENT OF`).
 */
const asked = (
  name: string,
  change: (query: string, node: Query) => string | undefined,
  { ordered = true }: { readonly ordered?: boolean } = {},
): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script)) return undefined;
    return script.editedNodes((node, edits) => {
      const query = queryOf(node);
      if (!query) return;
      if ((!ordered && query.orderBy) || !hasPlainColumns(script, query)) return;
      const text = change(named(script, query), query);
      if (text !== undefined) edits.push({ start: query.span.start, end: query.span.end, text });
      return false;
    });
  },
});

function queryOf(node: { readonly kind: string }): Query | undefined {
  const { source, query } = node as { source?: { kind: string }; query?: Query };
  if (node.kind === 'CursorDeclaration') return query;
  if ((node.kind === 'CursorForLoop' || node.kind === 'OpenFor') && source?.kind === 'Query') return source as Query;
  return undefined;
}

/** The names of the columns are known and different; nothing is locked. */
function hasPlainColumns(script: Script, query: Query): boolean {
  if (query.forUpdate || query.with) return false;
  const first = firstSelect(query);
  if (!first) return false;
  const names = first.items.map(({ value, alias }, i) => {
    if (value.kind === 'Star') return `*${i}`;
    if (alias) return alias.name;
    return value.kind === 'Name' ? value.parts.at(-1)!.name : `expression ${i}`;
  });
  if (first.items.length > 1 && first.items.some(({ value }) => value.kind === 'Star')) return false;
  if (first.items.some(({ value }) => value.kind === 'Star') && first.from.length > 1) return false;
  if (first.items.some(({ value, alias }) => !alias && value.kind === 'Name' && isPseudo(value.parts.at(-1)!.name))) {
    return false;
  }
  return new Set(names).size === names.length && !/current\s+of|\bmodel\b|for\s+update/i.test(script.text);
}

const isPseudo = (name: string): boolean => ['ROWNUM', 'LEVEL', 'ROWID', 'NEXTVAL', 'CURRVAL'].includes(name);

function firstSelect({ body }: Query) {
  let at = body;
  for (;;) {
    if (at.kind === 'SetOperation') at = at.left;
    else if (at.kind === 'Query') at = at.body;
    else return at.kind === 'Select' ? at : undefined;
  }
}

/** The query, with an alias for each expression that has no name. */
function named(script: Script, query: Query): string {
  const first = firstSelect(query)!;
  let text = '';
  let at = query.span.start;
  first.items.forEach(({ value, alias, span }, i) => {
    if (alias || value.kind === 'Name' || value.kind === 'Star') return;
    text += `${script.text.slice(at, span.end)} AS mm_c${i + 1}`;
    at = span.end;
  });
  return text + script.text.slice(at, query.span.end);
}

/** An inline view. Its order is kept where nothing is asked on top of it, as every release does. */
export const inlineView = asked('inline-view', (query) => `SELECT * FROM (${query})`);

/** A subquery factor. */
export const subqueryFactor = asked('subquery-factor', (query) => `WITH mm_w AS (${query}) SELECT * FROM mm_w`);

/** A subquery factor that is read twice, and so materialized. */
export const materialized = asked(
  'materialized-factor',
  (query) => `WITH mm_w AS (${query}) SELECT * FROM mm_w UNION ALL SELECT * FROM mm_w WHERE 1 = 0`,
);

/** With a branch that gives no rows. */
export const emptyBranch = asked(
  'empty-branch',
  (query) => `SELECT * FROM (${query}) UNION ALL SELECT * FROM (${query}) WHERE 1 = 0`,
);

/**
 * Joined with the one row of DUAL, which each row goes with once. (SQL Language Reference, "Selecting from the DUAL
 * Table")
 */
export const joinedWithDual = asked('joined-with-dual', (query) => `SELECT mm_q.* FROM (${query}) mm_q, dual mm_d`);

/** Outer join with a row that is there. */
export const outerJoined = asked(
  'outer-joined',
  (query) => `SELECT mm_q.* FROM (${query}) mm_q LEFT JOIN (SELECT 1 mm_one FROM dual) mm_d ON mm_d.mm_one = 1`,
);

/** A lateral view of DUAL's row. */
export const lateral = asked(
  'lateral',
  (query) => `SELECT mm_q.* FROM (SELECT 1 mm_one FROM dual) mm_d CROSS APPLY (${query}) mm_q`,
);

/** ROWNUM numbers the rows as they come and leaves none out. */
export const rownumbered = asked('rownumbered', (query) => `SELECT * FROM (${query}) WHERE ROWNUM <= 1000000`);

/** FETCH FIRST of more rows than there are. */
export const fetchFirst = asked('fetch-first', (query) => `SELECT * FROM (${query}) FETCH FIRST 1000000 ROWS ONLY`);
