import type { PgExpr, PgSelect, PlBlock, PlOpen, PlStatement, PostgresNode } from '../../../ir/postgres/index.js';
import { withStatementLists } from '../../../ir/postgres/statement-lists.js';
import { contains } from '../../../ir/walk.js';
import { b, isCall, isNamed } from '../../builders.js';
import { withInto } from '../../queries/index.js';
import { handOn } from './unread-counts.js';
import { isMentioned } from './unused-cursors.js';

/**
 * A cursor that is opened for its first row and closed again is a query for one row: FETCH and SELECT INTO leave the
 * same in their targets and in FOUND. A cursor that anything else may find open stays one: OPEN in a second round,
 * %ISOPEN that does more than close it, a routine that it is given to.
 * In:  `open c for select …; fetch c into x; if not found then …; close c`
 * Out: `select … into x … limit 1; if not found then …`
 * @param names variables of cursors that the body declares; they stay declared
 */
export function withSingleRowQueries(body: PlBlock, names: readonly string[]): PlBlock {
  let made = body;
  for (const name of names) {
    const folded = new SingleRows(name, made).block(made);
    if (folded !== made && !isMentioned(folded, name)) made = folded;
  }
  return made;
}

/** What stands after FETCH, without CLOSE. */
interface Rest {
  readonly statements: readonly PlStatement[];
  /** Is the cursor closed at the end, where that is reached? */
  readonly end: 'open' | 'closed' | 'not reached';
  /** May EXIT or CONTINUE leave the list with the cursor open? */
  readonly escapes: boolean;
}

class SingleRows {
  private readonly opens: number;
  /** May control go on in the body from a place between FETCH and CLOSE, so that a second OPEN finds it open? */
  private readonly hasHandlers: boolean;

  constructor(
    private readonly name: string,
    body: PlBlock,
  ) {
    let opens = 0;
    let hasHandlers = false;
    contains(body, (node) => {
      if (node.kind === 'PlOpen' && node.cursor === name) opens += 1;
      if (node.kind === 'PlBlock' && node.handlers.length > 0) hasHandlers = true;
      return false;
    });
    this.opens = opens;
    this.hasHandlers = hasHandlers;
  }

  block(body: PlBlock): PlBlock {
    return this.within(body, false) as PlBlock;
  }

  private within(s: PlStatement, looped: boolean): PlStatement {
    return withStatementLists(s, (list, where) => this.list(list, looped || where.looped));
  }

  private list(statements: readonly PlStatement[], looped: boolean): readonly PlStatement[] {
    const at = statements.findIndex((s) => s.kind === 'PlOpen' && s.cursor === this.name);
    if (at < 0) return this.inTurn(statements, looped);
    const query = this.query(statements, at, looped);
    if (!query) return statements;
    return [
      ...this.inTurn(statements.slice(0, at), looped),
      ...query.made,
      ...this.list(query.rest.statements, looped),
    ];
  }

  private inTurn(statements: readonly PlStatement[], looped: boolean): readonly PlStatement[] {
    const made: PlStatement[] = [];
    for (const s of statements) {
      if (this.onlyCloses(s)) continue;
      made.push(this.within(s, looped));
    }
    if (made.every((s, i) => s === statements[i]) && made.length === statements.length) return statements;
    const [first] = statements;
    return made.length === 0 && first ? [b.nothing(first.span)] : made;
  }

  /** The query in the place of OPEN, FETCH and what stands between them, and what follows it without CLOSE. */
  private query(
    statements: readonly PlStatement[],
    at: number,
    looped: boolean,
  ): { readonly made: readonly PlStatement[]; readonly rest: Rest } | undefined {
    const open = statements[at];
    const length = statements.slice(at + 1).findIndex((s) => !isPlainAssignment(s));
    const between = statements.slice(at + 1, at + 1 + length);
    const fetch = statements[at + 1 + length];
    if (open?.kind !== 'PlOpen' || !isForOneRow(open) || length < 0) return undefined;
    // The query has the values that its variables had at OPEN.
    if (between.some((s) => s.kind === 'PlAssign' && reads(open.query, s.target))) return undefined;
    if (fetch?.kind !== 'PlFetch' || fetch.cursor !== this.name || fetch.direction !== undefined) return undefined;
    const rest = this.closed(statements.slice(at + 2 + length));
    if (!rest) return undefined;
    const once = this.opens === 1 && !looped;
    if (!once && (rest.end === 'open' || rest.escapes || this.hasHandlers)) return undefined;
    const first = withFirstRow(open.query);
    const query = withInto(first, { strict: false, targets: fetch.targets });
    const comments = [open, ...between, fetch].flatMap((s) => [
      ...(s.comments ?? []),
      ...(s !== fetch && s.trailingComment !== undefined ? [s.trailingComment] : []),
    ]);
    const { trailingComment } = fetch;
    const made: PlStatement = {
      kind: 'PlSelectInto',
      span: fetch.span,
      query,
      ...(comments.length > 0 && { comments }),
      ...(open.blankBefore && { blankBefore: true }),
      ...(trailingComment !== undefined && { trailingComment }),
    };
    return { made: [...between.map(bare), made], rest };
  }

  /** The statements without CLOSE; undefined where the cursor is used otherwise, or closed on some ways alone. */
  private closed(statements: readonly PlStatement[]): Rest | undefined {
    const made: PlStatement[] = [];
    let escapes = false;
    for (const [i, s] of statements.entries()) {
      const following = statements.slice(i + 1);
      if (s.kind === 'PlClose' && s.cursor === this.name) {
        const end = following.some(leaves) ? 'not reached' : 'closed';
        return { statements: [...made, ...handedOn(s, following)], end, escapes };
      }
      const choice = isMentioned(s, this.name)
        ? this.choice(s)
        : { made: s, end: 'open' as const, escapes: escapesFrom(s) };
      if (!choice) return undefined;
      made.push(choice.made);
      escapes ||= choice.escapes;
      const end = leaves(s) ? 'not reached' : choice.end;
      if (end !== 'open') return { statements: [...made, ...following], end, escapes };
    }
    return { statements: made, end: 'open', escapes };
  }

  /** IF and CASE whose branches close the cursor: all of those that are left at their ends, or none. */
  private choice(
    s: PlStatement,
  ): { readonly made: PlStatement; readonly end: Rest['end']; readonly escapes: boolean } | undefined {
    if (s.kind !== 'PlIf' && s.kind !== 'PlCase') return undefined;
    const rests: (Rest | undefined)[] = [];
    const made = withStatementLists(s, (list) => {
      const rest = this.closed(list);
      rests.push(rest);
      const [first] = list;
      return rest && first && rest.statements.length === 0 ? [b.nothing(first.span)] : (rest?.statements ?? list);
    });
    const ends = new Set<Rest['end']>(s.otherwise || s.kind === 'PlCase' ? [] : ['open']);
    for (const rest of rests) {
      if (!rest) return undefined;
      ends.add(rest.end);
    }
    ends.delete('not reached');
    const [end = 'not reached', ...others] = ends;
    return others.length > 0 ? undefined : { made, end, escapes: rests.some((rest) => rest?.escapes) };
  }

  /** `if c is open then close c; end if`, where it cannot be open. */
  private onlyCloses(s: PlStatement): boolean {
    if (s.kind !== 'PlIf' || s.otherwise) return false;
    const [only, ...more] = s.branches;
    if (!only || more.length > 0 || s.comments !== undefined) return false;
    const [close, ...others] = only.body;
    return (
      close?.kind === 'PlClose' && close.cursor === this.name && others.length === 0 && this.isOpen(only.condition)
    );
  }

  private isOpen(condition: PgExpr): boolean {
    if (condition.kind === 'PgIs')
      return condition.negated && condition.what === 'null' && isNamed(condition.operand, this.name);
    if (!isCall(condition, 'ora.cursor_is_open')) return false;
    const [portal] = condition.args;
    return portal?.kind === 'PgCast' && isNamed(portal.operand, this.name);
  }
}

type OpenForQuery = PlOpen & { readonly query: PgSelect };

/** A query without rows that stay locked. */
const isForOneRow = (open: PlOpen): open is OpenForQuery =>
  open.query !== undefined &&
  open.held === undefined &&
  open.dynamic === undefined &&
  open.scroll === undefined &&
  !contains(open.query, (node) => node.kind === 'PgSelect' && node.locking !== undefined);

/** The query for its first row; one that gives a single row by itself, or has a limit, is that already. */
function withFirstRow(query: PgSelect): PgSelect {
  if (query.limit !== undefined || isOneRow(query)) return query;
  return { ...query, limit: b.num(query.span, 1) };
}

function isOneRow({ body }: PgSelect): boolean {
  if (body.kind !== 'PgSelectCore' || body.groupBy || body.having) return false;
  if (body.from.length === 0) return true;
  const isAggregate = (e: PgExpr): boolean =>
    e.kind === 'PgCall' && e.over === undefined && e.name.length === 1 && aggregates.has(e.name[0] ?? '');
  return body.items.some(({ value }) =>
    contains(
      value,
      (node) => node.kind === 'PgCall' && isAggregate(node),
      (node) => node.kind === 'PgSelect',
    ),
  );
}

const aggregates: ReadonlySet<string> = new Set(['avg', 'count', 'max', 'min', 'string_agg', 'sum']);

/** What OPEN leaves in the variables that keep %FOUND and %ROWCOUNT, and the like of the program's own. */
const isPlainAssignment = (s: PlStatement): boolean =>
  s.kind === 'PlAssign' && s.target.kind === 'PgColumn' && (s.value.kind === 'PgNull' || s.value.kind === 'PgNumber');

const reads = (query: PgSelect, variable: PgExpr): boolean =>
  variable.kind === 'PgColumn' &&
  contains(query, (node) => node.kind === 'PgColumn' && variable.parts.at(-1) === node.parts.at(-1));

/** Does control not come to what follows the statement? */
const leaves = (s: PlStatement): boolean =>
  s.kind === 'PlReturn' ||
  (s.kind === 'PlExit' && s.when === undefined) ||
  (s.kind === 'PlRaise' && (s.level === undefined || s.level === 'exception'));

/** Is there an EXIT or CONTINUE of a loop around the statement? With a label it may be. */
const escapesFrom = (s: PlStatement): boolean =>
  contains(s, (node) => node.kind === 'PlExit', isLoop) ||
  contains(s, (node) => node.kind === 'PlExit' && node.label !== undefined);

const isLoop = (node: PostgresNode): boolean =>
  node.kind === 'PlLoop' ||
  node.kind === 'PlWhile' ||
  node.kind === 'PlForRange' ||
  node.kind === 'PlForQuery' ||
  node.kind === 'PlForDynamic' ||
  node.kind === 'PlForeach';

/** The statements after one that is left out, with its comments. */
function handedOn(leftOut: PlStatement, following: readonly PlStatement[]): readonly PlStatement[] {
  const made = [...following].reverse();
  const { trailingComment, comments = [] } = leftOut;
  handOn({ ...leftOut, comments: [...comments, ...(trailingComment === undefined ? [] : [trailingComment])] }, made);
  return made.reverse();
}

const bare = (s: PlStatement): PlStatement => ({
  ...s,
  comments: undefined,
  trailingComment: undefined,
  blankBefore: undefined,
});
