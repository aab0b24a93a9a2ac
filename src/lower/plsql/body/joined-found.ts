import type { PgExpr, PlBlock, PlExit, PlIf, PlStatement } from '../../../ir/postgres/index.js';
import { withStatementLists } from '../../../ir/postgres/statement-lists.js';

/**
 * FETCH assigns what it has read where it has read a row, and what follows often asks the same again: both as one.
 * In:  `if found then x := fetched; end if; if not found then y := 0; end if`
 * Out: `if found then x := fetched; else y := 0; end if`
 * In:  `if found then x := fetched; end if; exit when not found`
 * Out: `exit when not found; x := fetched`
 */
export function withJoinedFound(body: PlBlock): PlBlock {
  return joinedIn(body) as PlBlock;
}

const joinedIn = (s: PlStatement): PlStatement => withStatementLists(s, joined);

function joined(statements: readonly PlStatement[]): readonly PlStatement[] {
  const made: PlStatement[] = [];
  for (const s of statements) {
    const before = made.at(-1);
    const inner = joinedIn(s);
    const both = before?.kind === 'PlIf' && assignsIfFound(before) ? together(before, inner) : undefined;
    if (both) made.splice(-1, 1, ...both);
    else made.push(inner);
  }
  return made.length === statements.length && made.every((s, i) => s === statements[i]) ? statements : made;
}

/** `if found then` assignments alone, which leave FOUND as it is. */
const assignsIfFound = ({ branches, otherwise, trailingComment }: PlIf): boolean =>
  branches.length === 1 &&
  otherwise === undefined &&
  trailingComment === undefined &&
  branches.every(
    ({ condition, body, comments }) =>
      asksFound(condition) === 'found' && comments === undefined && body.every((s) => s.kind === 'PlAssign'),
  );

/** Undefined where the statement does not ask for FOUND first. */
function together(assigning: PlIf, next: PlStatement): readonly PlStatement[] | undefined {
  const assignments = assigning.branches.flatMap(({ body }) => body);
  if (next.kind === 'PlExit' && next.when && asksFound(next.when) === 'not found')
    return [withCommentsOf(assigning, next), ...assignments];
  if (next.kind !== 'PlIf') return undefined;
  const [first, ...others] = next.branches;
  if (!first || first.comments !== undefined) return undefined;
  const asked = asksFound(first.condition);
  const [{ condition }] = assigning.branches as [PlIf['branches'][number]];
  if (asked === 'found')
    return [
      withCommentsOf(assigning, {
        ...next,
        branches: [{ ...first, body: [...assignments, ...first.body] }, ...others],
      }),
    ];
  if (asked !== 'not found' || others.length > 0) return undefined;
  const branches = [{ condition, body: [...assignments, ...(next.otherwise ?? [])] }];
  return [withCommentsOf(assigning, { ...next, branches, otherwise: first.body })];
}

function asksFound(condition: PgExpr): 'found' | 'not found' | undefined {
  if (condition.kind === 'PgRaw') return condition.text === 'found' ? 'found' : undefined;
  return condition.kind === 'PgNot' && asksFound(condition.operand) === 'found' ? 'not found' : undefined;
}

function withCommentsOf<T extends PlIf | PlExit>(first: PlIf, made: T): T {
  const comments = [...(first.comments ?? []), ...(made.comments ?? [])];
  const blankBefore = first.blankBefore ?? made.blankBefore;
  return { ...made, ...(comments.length > 0 && { comments }), ...(blankBefore !== undefined && { blankBefore }) };
}
