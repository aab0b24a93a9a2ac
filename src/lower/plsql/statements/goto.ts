import { gotoNotStructured } from '../../../diagnostics/op3.js';
import { isLoop } from '../../../ir/kinds.js';
import type { Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { noSpan } from '../../../ir/span.js';
import { contains, isRoutine, walk } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { remembered } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { lowerStatements } from './statements.js';

/*
 * GOTO forward leaves a block that ends at the label; GOTO backward starts a loop again that begins at it.
 *   GOTO l; …; <<l>> s        →  <<l>> begin … exit l; … end; s
 *   <<l>> s; …; GOTO l; …     →  <<l>> loop s; …; continue l; …; exit; end loop
 * Where several labels of a list are gone to and not all forward, the parts between them are left out until the one
 * that is meant:
 * s; <<l>> t; <<m>> u       →  place := 0; <<again>> loop if place <= 0 then s; end if; if place <= 1 then t; end if;
 * if place <= 2 then u; end if; exit; end loop
 *   GOTO m                    →  place := 2; continue again
 */

/** What stands at its own place in a list of statements and is gone to. */
interface GotoPlaces {
  /** The statement whose label is looked at alone: the rest of the list has other labels at most before it. */
  readonly at: number;
  /** Labels to which GOTOs lead both ways: all at once. */
  readonly together: boolean;
}

/**
 * The labels of the list that GOTOs mean; undefined where there are none, or where the list is what is made for them.
 */
export function gotoPlaces(rc: BodyBuilder, statements: readonly Statement[]): GotoPlaces | undefined {
  // From which statement each label is gone to last.
  const from = new Map<string, number>();
  for (const [at, s] of statements.entries()) for (const label of goneToIn(s)) from.set(label, at);
  if (from.size === 0) return undefined;
  const openAt = (at: number): readonly string[] =>
    labelsOf(statements[at] as Statement).filter(
      (label) => from.has(label) && rc.jumps.gotoStatements(label) === undefined,
    );
  const places = [...statements.keys()].filter((at) => openAt(at).length > 0);
  const last = places.at(-1);
  if (last === undefined) return undefined;
  const isBackward = (at: number): boolean => openAt(at).some((label) => (from.get(label) ?? -1) >= at);
  return { at: last, together: places.length > 1 && places.some(isBackward) };
}

/** The labels before a statement: those of a block, a loop or a CASE are its own. */
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
    case 'CaseStatement':
      return s.label ? [s.label.name] : [];
    default:
      return [];
  }
}

/** The labels that GOTOs in a statement mean, but for those in routines. */
const goneToIn = remembered((statement: Statement): ReadonlySet<string> => {
  const labels = new Set<string>();
  walk(statement, (node) => {
    if (node.kind === 'Goto') labels.add(node.label.name);
    return !isRoutine(node);
  });
  return labels;
});

const goesTo = (statement: Statement, label: string): boolean => goneToIn(statement).has(label);

/** The list with the labels that GOTOs mean. */
export function lowerAroundLabels(
  rc: BodyBuilder,
  statements: readonly Statement[],
  { at, together }: GotoPlaces,
): PlStatement[] {
  return together ? lowerPlaces(rc, statements) : lowerAroundLabel(rc, statements, at);
}

function lowerPlaces(rc: BodyBuilder, statements: readonly Statement[]): PlStatement[] {
  const span = statements[0]?.span ?? noSpan;
  const isUsed = (label: string): boolean => statements.some((s) => goesTo(s, label));
  if (!rc.jumps.canLabelLoop && statements.some(leavesOuterLoop)) {
    const name = statements.flatMap(labelsOf).find(isUsed) ?? '';
    return refuse(gotoNotStructured(span, name));
  }
  const place = b.column(span, rc.fresh('place', pgTypes.integer));
  const again = rc.freshLabel('again');
  const parts: Statement[][] = [[]];
  const numbers = new Map<string, number>();
  for (const s of statements) {
    const labels = labelsOf(s).filter((label) => isUsed(label) && rc.jumps.gotoStatements(label) === undefined);
    if (labels.length > 0) parts.push([]);
    for (const label of labels) numbers.set(label, parts.length - 1);
    parts.at(-1)?.push(s);
  }
  const lower = (part: readonly Statement[]): PlStatement[] =>
    [...numbers].reduceRight<() => PlStatement[]>(
      (inner, [label, number]) =>
        () =>
          rc.jumps.withGoto(label, () => [b.assign(span, place, b.num(span, number)), b.continue(span, again)], inner),
      () => rc.jumps.inMadeLoop(() => lowerStatements(rc, part)),
    )();
  const body = parts.flatMap((part, i): PlStatement[] => {
    const lowered = lower(part);
    return lowered.length > 0 ? [b.ifThen(span, b.binary(span, '<=', place, b.num(span, i)), lowered)] : [];
  });
  return [b.assign(span, place, b.num(span, 0)), b.loop(span, [...body, b.exit(span, again)], again)];
}

function lowerAroundLabel(rc: BodyBuilder, statements: readonly Statement[], at: number): PlStatement[] {
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
    const body = rc.jumps.withGoto(
      name,
      () => [b.exit(span, label)],
      () => lowerStatements(rc, head),
    );
    out.push(b.block(head[0]?.span ?? span, { label, body }));
  } else out.push(...lowerStatements(rc, head));
  if (!tail.some((s) => goesTo(s, name))) return [...out, ...lowerStatements(rc, tail)];
  // EXIT without a label would now leave the loop made here.
  if (!rc.jumps.canLabelLoop && tail.some(leavesOuterLoop)) return refuse(gotoNotStructured(span, name));
  const label = rc.freshLabel(hint);
  const body = rc.jumps.withGoto(
    name,
    () => [b.continue(span, label)],
    () => rc.jumps.inMadeLoop(() => lowerStatements(rc, tail)),
  );
  return [...out, b.loop(span, [...body, b.exit(span, label)], label)];
}

const leavesOuterLoop = (statement: Statement): boolean =>
  contains(statement, (node) => (node.kind === 'Exit' || node.kind === 'Continue') && !node.label, isLoop);
