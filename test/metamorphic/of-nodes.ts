import type { Expr, OracleNode } from '../../src/ir/oracle/index.js';
import { walk } from '../../src/ir/walk.js';
import { looksAtItself, type Rewriting } from './rewriting.js';
import { type Edit, outermost, type Script } from './script.js';

/**
 * A rewriting of single nodes, of some of those that `change` gives a text for, and of none within another one.
 * What `leaves` says is left as it is, with all below it.
 */
export const ofNodes = (
  name: string,
  change: (script: Script, node: OracleNode) => string | Edit | undefined,
  {
    refuses = () => false,
    leaves = () => false,
  }: {
    readonly refuses?: (script: Script) => boolean;
    readonly leaves?: (script: Script, node: OracleNode) => boolean;
  } = {},
): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script) || refuses(script)) return undefined;
    return script.editedNodes((node, edits) => {
      if (leaves(script, node)) return false;
      const text = change(script, node);
      if (text === undefined || !random.chance(0.7)) return;
      edits.push(typeof text === 'string' ? { start: node.span.start, end: node.span.end, text } : text);
      return;
    }, outermost);
  },
});

/** Does an expression call a routine of the program, take a number of a sequence, or ask a query? */
export function hasEffects(script: Script, expr: Expr): boolean {
  let found = false;
  walk(expr, (node) => {
    if (node.kind === 'Query' || node.kind === 'Member' || node.kind === 'MethodCallOnType' || node.kind === 'New') {
      found = true;
    } else if (node.kind === 'Call' || node.kind === 'Name') {
      const { base, steps } = script.analysis.resolve(node);
      found ||=
        ['routine', 'sequence', 'unresolved', 'constructor', 'supplied'].includes(base.kind) ||
        steps.some(({ kind }) => kind === 'objectMethod');
    }
    return found ? false : undefined;
  });
  return found;
}

/** In parentheses, which belong to no node. */
export const inParentheses = (script: Script, { span }: Expr): string => `(${script.slice(span)})`;

/** What the compiler of another engine reads: hierarchies, and the marks of Oracle's own outer joins. */
export const hasMarks = (script: Script, node: OracleNode): boolean =>
  node.kind === 'Hierarchy' || (node.kind !== 'Query' && /\(\s*\+\s*\)/.test(script.slice(node.span)));
