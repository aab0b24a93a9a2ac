import type { AnonymousBlock, Block, OracleNode } from '../../../src/ir/oracle/index.js';
import { looksAtItself, type Rewriting, usesDynamicSql } from '../rewriting.js';
import { type Edit, plsqlNodes, type Script } from '../script.js';
import { simple, statementLists } from './wrapped.js';

/** Sees where a transaction ends, or stands where none may end; or where the conversion refuses one aloud. */
const seesTransaction = new RegExp(
  [
    String.raw`rollback|savepoint|commit|autonomous|for\s+update|current\s+of|sql\s*%|transaction|deferr|temporary`,
    String.raw`\block\b|dbms_lock|trigger|\bas\s+of\b|dbms_alert|xa_|cursor\s*\(|json_table`,
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
    if (!mayCommit(script)) return undefined;
    return script.editedNodes((node, edits) => {
      const block = committing(node);
      const [first] = block?.body ?? [];
      if (first) edits.push(before(first.span.start));
    });
  },
};

/**
 * COMMIT before any simple statement of blocks and procedures, in loops, branches and handlers too. Left alone: programs whose
 * errors escape, which undo what the block did.
 */
export const commitThroughout: Rewriting = {
  name: 'commit-throughout',
  rewrite: (script, random) => {
    if (!mayCommit(script) || script.program.expected.join().includes('ERROR')) return undefined;
    return script.editedNodes((node, edits) => {
      const block = committing(node);
      if (!block) return;
      plsqlNodes(block, (inner) => {
        if (inner.kind === 'RoutineDefinition') return false;
        for (const list of statementLists(inner))
          for (const { kind, span } of list) if (simple.has(kind) && random.chance(0.4)) edits.push(before(span.start));
        return true;
      });
    });
  },
};

function mayCommit(script: Script): boolean {
  if (looksAtItself(script) || usesDynamicSql(script) || seesTransaction.test(script.text)) return false;
  // A package begins where the first one asks for it.
  return !script.units.some((unit) => unit.kind === 'CreatePackageBody' && unit.initialization);
}

const before = (start: number): Edit => ({ start, end: start, text: 'COMMIT; ' });

function committing(node: OracleNode): Block | undefined {
  if (node.kind === 'AnonymousBlock') return (node as AnonymousBlock).block;
  if (node.kind !== 'RoutineDefinition' || node.routine !== 'PROCEDURE' || node.body.kind !== 'Block') return undefined;
  return node.body;
}
