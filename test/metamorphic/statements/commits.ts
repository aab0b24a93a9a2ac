import type { AnonymousBlock, Block, OracleNode } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting, usesDynamicSql } from '../rewriting.js';
import type { Edit } from '../script.js';

/** Sees where a transaction ends, or stands where none may end; or where the conversion refuses one aloud. */
const seesTransaction = new RegExp(
  [
    String.raw`rollback|savepoint|commit|autonomous|for\s+update|current\s+of|sql\s*%|transaction|deferr|temporary`,
    String.raw`\block\b|dbms_lock|trigger|\bas\s+of\b|dbms_alert|xa_|cursor\s*\(|constructor|json_table`,
  ].join('|'),
  'i',
);

/**
 * Blocks and procedures begin with COMMIT: what ends transactions is compiled in another way, and prints the same where
 * nothing is rolled back. (PL/SQL Language Reference, "COMMIT Statement")
 */
export const commitFirst: Rewriting = {
  name: 'commit-first',
  rewrite: (script) => {
    if (looksAtItself(script) || usesDynamicSql(script) || seesTransaction.test(script.text)) return undefined;
    // A package begins where the first one asks for it.
    if (script.units.some((unit) => unit.kind === 'CreatePackageBody' && unit.initialization)) return undefined;
    return script.editedNodes((node, edits) => {
      const block = committing(node);
      const [first] = block?.body ?? [];
      if (first) edits.push(before(first.span.start));
    });
  },
};

const before = (start: number): Edit => ({ start, end: start, text: 'COMMIT; ' });

function committing(node: OracleNode): Block | undefined {
  if (node.kind === 'AnonymousBlock') return (node as AnonymousBlock).block;
  if (node.kind !== 'RoutineDefinition' || node.routine !== 'PROCEDURE' || node.body.kind !== 'Block') return undefined;
  return node.body;
}
