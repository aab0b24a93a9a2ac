import type { PgExpr, PlBlock, PlStatement, PostgresNode } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b, isCall, isNamed } from '../../builders.js';

/**
 * Each statement that the implicit cursor speaks of leaves its count in a variable of the body, because SQL%ROWCOUNT
 * and its like may be asked for anywhere. Once the body is made, the counts that nothing can read before the next one
 * are left out of it: liveness of that one variable, backwards.
 * @param name the variable, which is the body's own: nothing reads it when the body has been left
 * @returns the body; without the declaration, too, where no count is read
 */
export function withoutUnreadCounts(body: PlBlock, name: string | undefined): PlBlock {
  if (name === undefined || !body.declarations.some((d) => d.kind === 'PlVariable' && d.name === name)) return body;
  const counts = new Counts(name);
  const { made } = counts.block(body, outside);
  return counts.reads(made.body) || counts.reads(made.handlers) || counts.isSet(made)
    ? made
    : { ...made, declarations: made.declarations.filter((d) => d.kind !== 'PlVariable' || d.name !== name) };
}

/** Whether the count is still read: where control goes on, and where it goes from inside. */
interface Surroundings {
  readonly after: boolean;
  /** When a statement fails. */
  readonly atError: boolean;
  /** Where EXIT and CONTINUE go, by label; the innermost loop is under ''. */
  readonly jumps: ReadonlyMap<string, { readonly exit: boolean; readonly next: boolean }>;
}

const outside: Surroundings = { after: false, atError: false, jumps: new Map() };

/** A statement, or several, without unread counts, and whether the count is read from before it. */
interface Made<T> {
  readonly made: T;
  readonly before: boolean;
}

interface Branch {
  readonly body: readonly PlStatement[];
}

class Counts {
  constructor(private readonly name: string) {}

  reads(nodes: PostgresNode | readonly PostgresNode[] | undefined): boolean {
    if (nodes === undefined) return false;
    const all = 'kind' in nodes ? [nodes] : nodes;
    return all.some((node) =>
      contains(
        node,
        (n) =>
          (n.kind === 'PgColumn' && n.parts.includes(this.name)) ||
          ((n.kind === 'PgRaw' || n.kind === 'PgUtility') && n.text.includes(this.name)),
      ),
    );
  }

  isSet(body: PlBlock): boolean {
    return contains(
      body,
      (n) => (n.kind === 'PlAssign' || n.kind === 'PlGetDiagnostics') && this.store(n) !== undefined,
    );
  }

  block(s: PlBlock, at: Surroundings): Made<PlBlock> {
    const handlers = s.handlers.map((h) => ({ handler: h, ...this.list(h.body, at) }));
    const atError = at.atError || handlers.some((h) => h.before);
    const jumps = s.label === undefined ? at.jumps : withJump(at.jumps, s.label, { exit: at.after, next: true });
    const body = this.list(s.body, { after: at.after, atError, jumps });
    return {
      made: { ...s, body: body.made, handlers: handlers.map((h) => ({ ...h.handler, body: h.made })) },
      before: body.before || at.atError || this.reads(s.declarations),
    };
  }

  private list(statements: readonly PlStatement[], at: Surroundings): Made<readonly PlStatement[]> {
    const made: PlStatement[] = [];
    let live = at.after;
    for (const statement of [...statements].reverse()) {
      const one = this.statement(statement, { ...at, after: live });
      if (one.made) made.push(one.made);
      else handOn(statement, made);
      live = one.before;
    }
    const [last] = statements;
    return { made: made.length === 0 && last ? [b.nothing(last.span)] : made.reverse(), before: live };
  }

  /** Undefined for a count that nothing reads. */
  private statement(s: PlStatement, at: Surroundings): Made<PlStatement | undefined> {
    switch (s.kind) {
      case 'PlAssign':
      case 'PlGetDiagnostics': {
        const value = this.store(s);
        if (value === undefined) break;
        const isKept = at.after || s.trailingComment !== undefined;
        return isKept
          ? { made: s, before: value !== 'count' && this.reads(value) }
          : { made: undefined, before: false };
      }
      case 'PlBlock':
        return this.block(s, at);
      case 'PlIf': {
        const { made, before } = this.choice(s, at);
        const goesPast = s.otherwise === undefined && at.after;
        return { made, before: before || goesPast || s.branches.some((x) => this.reads(x.condition)) };
      }
      case 'PlCase': {
        const { made, before } = this.choice(s, at);
        return { made, before: before || this.reads(s.operand) || s.branches.some((x) => this.reads(x.when)) };
      }
      case 'PlLoop':
        return this.loop(s, at, []);
      case 'PlWhile':
        return this.loop(s, at, [s.condition]);
      case 'PlForRange':
        return this.loop(s, at, [s.low, s.high, ...(s.by ? [s.by] : [])]);
      case 'PlForQuery':
        return this.loop(s, at, [...s.targets, s.query]);
      case 'PlForDynamic':
        return this.loop(s, at, [...s.targets, s.text, ...s.using]);
      case 'PlForeach':
        return this.loop(s, at, [s.array]);
      case 'PlExit': {
        const jump = at.jumps.get(s.label ?? '');
        const goes = jump === undefined || (s.what === 'exit' ? jump.exit : jump.next);
        return { made: s, before: goes || (s.when !== undefined && (at.after || at.atError || this.reads(s.when))) };
      }
      case 'PlReturn':
        return { made: s, before: at.atError || this.reads(s.value) };
      case 'PlRaise': {
        const goesOn = s.level !== undefined && s.level !== 'exception';
        return { made: s, before: at.atError || this.reads(s) || (goesOn && at.after) };
      }
      case 'PlNull':
      case 'PlComment':
        return { made: s, before: at.after };
      case 'PlReturnNext':
      case 'PlReturnQuery':
      case 'PlPerform':
      case 'PlSelectInto':
      case 'PlSql':
      case 'PlCall':
      case 'PlExecute':
      case 'PlOpen':
      case 'PlFetch':
      case 'PlClose':
      case 'PlTransaction':
        break;
    }
    return { made: s, before: at.after || at.atError || this.reads(s) };
  }

  /** The branches alone: what chooses among them may read the count as well. */
  private choice<T extends { readonly branches: readonly Branch[]; readonly otherwise?: readonly PlStatement[] }>(
    s: T,
    at: Surroundings,
  ): Made<T> {
    const branches = s.branches.map((x) => ({ branch: x, ...this.list(x.body, at) }));
    const otherwise = s.otherwise && this.list(s.otherwise, at);
    const made = {
      ...s,
      branches: branches.map((x) => ({ ...x.branch, body: x.made })),
      ...(otherwise ? { otherwise: otherwise.made } : {}),
    };
    return { made, before: at.atError || branches.some((x) => x.before) || otherwise?.before === true };
  }

  /** `head`: what it evaluates before each round, which may leave it, without a round too; nothing in a plain LOOP. */
  private loop<T extends Extract<PlStatement, { readonly body: readonly PlStatement[]; readonly label?: string }>>(
    s: T,
    at: Surroundings,
    head: readonly PostgresNode[],
  ): Made<T> {
    const round = (next: boolean): Made<readonly PlStatement[]> => {
      const jump = { exit: at.after, next };
      const inner = withJump(at.jumps, '', jump);
      const jumps = s.label === undefined ? inner : withJump(inner, s.label, jump);
      return this.list(s.body, { after: next, atError: at.atError, jumps });
    };
    const atHead = at.atError || this.reads(head) || (head.length > 0 && at.after);
    const first = round(atHead);
    const body = first.before && !atHead ? round(true) : first;
    return { made: { ...s, body: body.made }, before: atHead || body.before };
  }

  /**
   * What a statement leaves in the variable: a value that is read without failing, or the server's count; undefined for
   * any other statement.
   */
  private store(
    s: Extract<PlStatement, { readonly kind: 'PlAssign' | 'PlGetDiagnostics' }>,
  ): PgExpr | 'count' | undefined {
    if (s.kind === 'PlAssign') return isNamed(s.target, this.name) && isPlain(s.value) ? s.value : undefined;
    const [item, ...more] = s.items;
    return item && more.length === 0 && !s.stacked && isNamed(item.target, this.name) ? 'count' : undefined;
  }
}

const isPlain = (value: PgExpr): boolean =>
  value.kind === 'PgNumber' ||
  (value.kind === 'PgColumn' && value.parts.length === 1) ||
  (isCall(value, 'coalesce') && value.args.every(isPlain));

const withJump = (
  jumps: Surroundings['jumps'],
  label: string,
  jump: { readonly exit: boolean; readonly next: boolean },
): Surroundings['jumps'] => new Map(jumps).set(label, jump);

/** Comments and blank line before what is left out go to what follows it; the statements are in reverse order. */
export function handOn(leftOut: PlStatement, made: PlStatement[]): void {
  const next = made.at(-1);
  const { comments = [], blankBefore } = leftOut;
  if (comments.length === 0 && !blankBefore) return;
  const carrier: PlStatement = next ?? { kind: 'PlComment', span: leftOut.span };
  const carried = {
    ...carrier,
    comments: [...comments, ...(carrier.comments ?? [])],
    blankBefore: blankBefore ?? carrier.blankBefore,
  };
  if (next) made[made.length - 1] = carried;
  else if (comments.length > 0) made.push(carried);
}
