import { gotoNotStructured } from '../../../diagnostics/op3.js';
import { isLoop } from '../../../ir/kinds.js';
import type { Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { noSpan } from '../../../ir/span.js';
import { contains, isRoutine, nodesOf, walk } from '../../../ir/walk.js';
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
 * Where several labels of a list are gone to, the blocks begin at labels, too: one stands behind the other where no GOTO
 * leads past two of them. Where one of several is gone back to, the parts between them are left out until the one that
 * is meant:
 * s; <<l>> t; <<m>> u       →  place := 0; <<again>> loop if place <= 0 then s; end if; if place <= 1 then t; end if;
 * if place <= 2 then u; end if; exit; end loop
 *   GOTO m                    →  place := 2; continue again
 */

/** A statement of a list whose labels are gone to. */
interface Place {
  readonly statement: Statement;
  /** Where it stands in the list. */
  readonly at: number;
  readonly labels: readonly string[];
  /** The first statement before it that goes to it. */
  readonly forwardFrom: number | undefined;
  readonly isGoneBackTo: boolean;
}

/** What the labels of a list are that GOTOs mean; at least one. */
export type GotoPlaces = readonly [Place, ...Place[]];

/** Which statements of a list go to a label: the first and the last of them. */
interface Departures {
  readonly first: number;
  last: number;
}

/**
 * The labels of the list that GOTOs mean; undefined where there are none, or where the list is what is made for them.
 */
export function gotoPlaces(rc: BodyBuilder, statements: readonly Statement[]): GotoPlaces | undefined {
  const departures = new Map<string, Departures>();
  for (const [at, s] of statements.entries())
    for (const label of goneToIn(s)) {
      const known = departures.get(label);
      if (known) known.last = at;
      else departures.set(label, { first: at, last: at });
    }
  if (departures.size === 0) return undefined;
  const places = [...statements.entries()].flatMap(([at, s]): readonly Place[] => {
    const labels = labelsOf(s).filter((label) => departures.has(label) && !rc.jumps.isGotoKnown(label));
    if (labels.length === 0) return [];
    const from = labels.flatMap((label) => departures.get(label) ?? []);
    const first = Math.min(...from.map((departure) => departure.first));
    return [
      {
        statement: s,
        at,
        labels,
        forwardFrom: first < at ? first : undefined,
        isGoneBackTo: from.some(({ last }) => last >= at),
      },
    ];
  });
  const [first, ...others] = places;
  return first && [first, ...others];
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
  if (nodesOf(statement, 'Goto').length === 0) return noLabels;
  const labels = new Set<string>();
  walk(statement, (node) => {
    if (node.kind === 'Goto') labels.add(node.label.name);
    return !isRoutine(node);
  });
  return labels;
});

const noLabels: ReadonlySet<string> = new Set();

/** The list with the labels that GOTOs mean. */
export function lowerAroundLabels(
  rc: BodyBuilder,
  statements: readonly Statement[],
  places: GotoPlaces,
): PlStatement[] {
  const starts = places.map(({ at }) => at);
  const parts = [0, ...starts].map((start, i) => statements.slice(start, starts[i]));
  return places.length > 1 && places.some(({ isGoneBackTo }) => isGoneBackTo)
    ? lowerUntilThePlace(rc, parts, places)
    : lowerInBlocks(rc, parts, places);
}

/** The parts, each left out until the one that is meant; the place with number i begins part i + 1. */
function lowerUntilThePlace(
  rc: BodyBuilder,
  parts: readonly (readonly Statement[])[],
  places: GotoPlaces,
): PlStatement[] {
  const span = parts.flat()[0]?.span ?? noSpan;
  if (!rc.jumps.canLabelLoop && parts.some((part) => part.some(leavesOuterLoop)))
    return refuse(gotoNotStructured(span, places[0].labels[0] ?? ''));
  const place = b.column(span, rc.fresh('place', pgTypes.integer));
  const again = rc.freshLabel('again');
  const numbers = new Map(places.flatMap(({ labels }, i) => labels.map((label) => [label, i + 1])));
  const goTo = (label: string) => [
    b.assign(span, place, b.num(span, numbers.get(label) ?? 0)),
    b.continue(span, again),
  ];
  const lowerIfMeant = (part: readonly Statement[], i: number): PlStatement[] => {
    const lowered = lowerStatements(rc, part);
    return lowered.length > 0 ? [b.ifThen(span, b.binary(span, '<=', place, b.num(span, i)), lowered)] : [];
  };
  const body = rc.jumps.withGotos([...numbers.keys()], goTo, () =>
    rc.jumps.inMadeLoop(() => parts.flatMap(lowerIfMeant)),
  );
  return [b.assign(span, place, b.num(span, 0)), b.loop(span, [...body, b.exit(span, again)], again)];
}

/** A part of the list, or the block that GOTOs to the place behind it leave. */
interface Piece {
  readonly firstPart: number;
  readonly block?: { readonly place: Place; readonly inner: readonly Piece[] };
}

function lowerInBlocks(rc: BodyBuilder, parts: readonly (readonly Statement[])[], places: GotoPlaces): PlStatement[] {
  const lower = ({ firstPart, block }: Piece): PlStatement[] => {
    const part = parts[firstPart] ?? [];
    if (!block) return lowerPart(rc, part, places[firstPart - 1]);
    const { place, inner } = block;
    const span = part[0]?.span ?? place.statement.span;
    const label = rc.freshLabel(loopOrBlockName(place));
    const exit = () => [b.exit(place.statement.span, label)];
    const body = rc.jumps.withGotos(place.labels, exit, () => inner.flatMap(lower));
    return [b.block(span, { label, body })];
  };
  return piecesOf(parts, places).flatMap(lower);
}

/** The parts in the blocks that end before the labels: one holds the blocks before it into which a GOTO would lead. */
function piecesOf(parts: readonly (readonly Statement[])[], places: GotoPlaces): readonly Piece[] {
  const pieces: Piece[] = [{ firstPart: 0 }];
  const partAt = parts.flatMap((part, i) => part.map(() => i));
  for (const [i, place] of places.entries()) {
    const from = place.forwardFrom === undefined ? undefined : partAt[place.forwardFrom];
    if (from !== undefined) {
      const start = pieces.findLastIndex(({ firstPart }) => firstPart <= from);
      const inner = pieces.splice(start);
      pieces.push({ firstPart: inner[0]?.firstPart ?? from, block: { place, inner } });
    }
    pieces.push({ firstPart: i + 1 });
  }
  return pieces;
}

/** A part and, where it is gone back to, the loop that it is. */
function lowerPart(rc: BodyBuilder, part: readonly Statement[], place: Place | undefined): PlStatement[] {
  if (!place?.isGoneBackTo) return lowerStatements(rc, part);
  const { span } = place.statement;
  // EXIT without a label would now leave the loop made here.
  if (!rc.jumps.canLabelLoop && part.some(leavesOuterLoop))
    return refuse(gotoNotStructured(span, place.labels[0] ?? ''));
  const label = rc.freshLabel(loopOrBlockName(place));
  const again = () => [b.continue(span, label)];
  const body = rc.jumps.withGotos(place.labels, again, () => rc.jumps.inMadeLoop(() => lowerStatements(rc, part)));
  return [b.loop(span, [...body, b.exit(span, label)], label)];
}

/** A block keeps its label, which is another thing than the place before it. */
function loopOrBlockName({ statement, labels }: Place): string {
  const name = foldName(labels[0] ?? '');
  return statement.kind === 'LabelledStatement' ? name : `${name}_again`;
}

const leavesOuterLoop = (statement: Statement): boolean =>
  contains(statement, (node) => (node.kind === 'Exit' || node.kind === 'Continue') && !node.label, isLoop);
