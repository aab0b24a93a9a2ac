import type { DmlStatement } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import type { Script } from '../script.js';

/** The statement with something of the collection in it, which FORALL asks for (PLS-00435). */
function withElement(script: Script, node: DmlStatement): string | undefined {
  const text = script.slice(node.span);
  if (node.kind === 'Update' || node.kind === 'Delete') {
    if (node.returning || node.errorLogging || node.where?.kind === 'CurrentOf') return undefined;
    if (!node.where) return `${text} WHERE mm_l(mm_f) = 1`;
    const { start, end } = node.where.span;
    if (end !== node.span.end) return undefined;
    return `${script.text.slice(node.span.start, start)}(${script.slice(node.where.span)}) AND mm_l(mm_f) = 1`;
  }
  if (node.kind !== 'Insert' || node.returning || node.source.kind !== 'ValuesSource' || node.source.record) return;
  const row = node.source.rows.length === 1 ? node.source.rows[0]! : [];
  const at = row.findIndex(({ kind }) => kind === 'NumberLiteral');
  if (at < 0) return undefined;
  const { start, end } = row[at]!.span;
  const value = `mm_l(mm_f) * ${script.text.slice(start, end)}`;
  return script.text.slice(node.span.start, start) + value + script.text.slice(end, node.span.end);
}

/**
 * FORALL of one element. (PL/SQL Language Reference, "FORALL Statement") A statement that fails is rolled back alone,
 * as everywhere.
 */
const forallOf = (name: string, header: string): Rewriting => ({
  name,
  rewrite: (script) => {
    if (looksAtItself(script) || /bulk_rowcount|bulk_exceptions/i.test(script.text)) return undefined;
    return script.editedNodes((node, edits) => {
      if (node.kind !== 'DmlInBlock') return;
      const text = withElement(script, node.statement);
      if (text === undefined) return false;
      edits.push({
        start: node.span.start,
        end: node.statement.span.end,
        text:
          `DECLARE TYPE mm_lt IS TABLE OF NUMBER INDEX BY PLS_INTEGER; mm_l mm_lt; BEGIN mm_l(1) := 1; ` +
          `FORALL mm_f IN ${header} ${text}; END`,
      });
      return false;
    });
  },
});

/** From 1 to 1. */
export const forallOne = forallOf('forall-one', '1 .. 1');

/** The indices that are there. */
export const forallIndices = forallOf('forall-indices', 'INDICES OF mm_l');
