import { gotoNotStructured } from '../../diagnostics/op3.js';
import type { Goto, Statement } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import { refuse } from '../context.js';
import { foldName } from '../naming.js';
import type { BodyBuilder } from './body-builder.js';
import { lowerStatements } from './statements.js';

/*
 * GOTO forward leaves a block that ends at the label; GOTO backward starts a loop again that begins at it.
 *   GOTO l; …; <<l>> s        →  <<l>> begin … exit l; … end; s
 *   <<l>> s; …; GOTO l; …     →  <<l>> loop s; …; continue l; …; exit; end loop
 */

/** The place of a label in the list that a GOTO means; undefined where there is none, or where the list is what is made for it. */
export function gotoLabel(rc: BodyBuilder, statements: readonly Statement[]): number | undefined {
  const at = statements.findIndex((s) =>
    labelsOf(s).some((label) => !rc.gotoStatement(label) && statements.some((x) => goesTo(x, label))),
  );
  return at < 0 ? undefined : at;
}

/** The labels before a statement: those of a block or a loop are its own. */
function labelsOf(s: Statement): readonly string[] {
  switch (s.kind) {
    case 'LabelledStatement':
      return [s.label.name, ...labelsOf(s.statement)];
    case 'Block':
      return s.labels.map((label) => label.name);
    case 'BasicLoop':
    case 'WhileLoop':
    case 'ForLoop':
    case 'CursorForLoop':
      return s.label ? [s.label.name] : [];
    default:
      return [];
  }
}

function goesTo(statement: Statement, label: string): boolean {
  let found = false;
  walk(statement as AnyNode, (node) => {
    if (node.kind === 'RoutineDefinition') return false;
    if (node.kind === 'Goto' && (node as Goto).label.name === label) found = true;
    return !found;
  });
  return found;
}

/** The list with the label at `at`. */
export function lowerAroundLabel(rc: BodyBuilder, statements: readonly Statement[], at: number): PlStatement[] {
  const labelled = statements[at] as Statement;
  const name = labelsOf(labelled).find((label) => statements.some((s) => goesTo(s, label))) ?? '';
  const { span } = labelled;
  const head = statements.slice(0, at);
  const bare = labelled.kind === 'LabelledStatement' ? labelled.statement : labelled;
  const tail = [bare, ...statements.slice(at + 1)];
  // A block keeps its label, which is another thing than the place before it.
  const hint = labelled.kind === 'LabelledStatement' ? foldName(name) : `${foldName(name)}_again`;
  const out: PlStatement[] = [];
  if (head.some((s) => goesTo(s, name))) {
    const label = rc.freshLabel(hint);
    const body = rc.withGoto(
      name,
      () => b.exit(span, label),
      () => lowerStatements(rc, head),
    );
    out.push(b.block(head[0]?.span ?? span, { label, body }));
  } else out.push(...lowerStatements(rc, head));
  if (!tail.some((s) => goesTo(s, name))) return [...out, ...lowerStatements(rc, tail)];
  // EXIT without a label would now leave the loop made here.
  if (tail.some(leavesOuterLoop)) return refuse(gotoNotStructured(span, name));
  const label = rc.freshLabel(hint);
  const body = rc.withGoto(
    name,
    () => b.continue(span, label),
    () => lowerStatements(rc, tail),
  );
  return [...out, b.loop(span, [...body, b.exit(span, label)], label)];
}

function leavesOuterLoop(statement: Statement): boolean {
  let found = false;
  const visit = (node: AnyNode): boolean => {
    if (node.kind.endsWith('Loop')) return false;
    if ((node.kind === 'Exit' || node.kind === 'Continue') && !(node as { label?: unknown }).label) found = true;
    return !found;
  };
  walk(statement as AnyNode, visit);
  return found;
}
