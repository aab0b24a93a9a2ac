import type { Analysis } from '../../../../analyze/analysis.js';
import type {
  Block,
  Declaration,
  ExceptionHandler,
  Expr,
  Rollback,
  Savepoint,
  Statement,
} from '../../../../ir/oracle/index.js';
import { contains } from '../../../../ir/walk.js';
import { calleesOf, isPure } from '../callees.js';
import { statementEffects } from '../effects-of-statements.js';
import { writesStay } from '../failures/writes-that-stay.js';

/*
 * What the source says of its savepoints; what is made of them stands in savepoints.ts and savepoint-handlers.ts.
 */

/** Is the statement ROLLBACK TO that savepoint? */
export const rollsBackTo = (s: Statement | undefined, name: string): s is Rollback =>
  s?.kind === 'Rollback' && s.to?.name === name;

/** A savepoint that a block sets among its statements and that handlers of it return to. */
export interface SavepointOfBlock {
  readonly name: string;
  /** Place of SAVEPOINT in the block's statements. */
  readonly at: number;
  /** The savepoint, where it stands in front of the block. */
  readonly from?: Savepoint;
  /** Where handlers return to it under a condition: that, and the same one where it is set under it. */
  readonly when?: { readonly condition?: Expr; readonly returns: ReadonlyMap<ExceptionHandler, Expr> };
}

/** The savepoint that handlers of the block return to, where the block sets it. */
export function savepointOf(analysis: Analysis, block: Block): SavepointOfBlock | undefined {
  if (block.handlers.length === 0) return undefined;
  for (let at = block.body.length - 1; at >= 0; at--) {
    const s = block.body[at];
    if (s?.kind === 'Savepoint' && returnsTo(analysis, block, s.name.name)) return { name: s.name.name, at };
  }
  return undefined;
}

/**
 * The savepoints that the block sets, in order, where its handlers return to different ones and each handler to one at
 * most; what follows the first neither returns to one of them nor ends the transaction. Otherwise none.
 */
export function severalSavepointsOf(analysis: Analysis, block: Block): readonly SavepointOfBlock[] {
  if (block.handlers.length < 2) return [];
  const set = block.body.flatMap((s, at) => (s.kind === 'Savepoint' ? [{ name: s.name.name, at }] : []));
  const found = set.filter(({ name }) => returnsTo(analysis, block, name));
  const [first] = found;
  if (!first || found.length < 2) return [];
  const names = found.map(({ name }) => name);
  const { handlers } = withSeveralReturnsInFront(analysis, block, names);
  const returnsToOne = handlers.every((h) => names.filter((name) => returnAt(h, name) >= 0).length <= 1);
  const isSetOnce = names.every((name) => block.body.filter((s) => setsSavepoint(s, name)).length === 1);
  const isStraight = block.body
    .slice(first.at)
    .every((s) => !endsTransaction(analysis, s) && !names.some((name) => hasRollbackTo([s], name)));
  return returnsToOne && isSetOnce && isStraight ? found : [];
}

/** The block with ROLLBACK TO each of those savepoints at the top of its handlers' statements. */
export const withSeveralReturnsInFront = (analysis: Analysis, block: Block, names: readonly string[]): Block =>
  names.reduce((all, name) => withReturnsInFront(analysis, all, name), block);

/**
 * The savepoint that handlers of the block return to before they do anything else, where statements further in set it:
 * those of loops and branches, with no handlers between.
 */
export function savepointWithin(analysis: Analysis, block: Block): string | undefined {
  const named = block.handlers.flatMap(({ body: [first] }) =>
    first?.kind === 'Rollback' && first.to ? [first.to.name] : [],
  );
  return named.find(
    (name) =>
      returnsTo(analysis, block, name) &&
      block.handlers.every((h) => returnAt(h, name) <= 0) &&
      !hasRollbackTo(block.body, name) &&
      !contains(block, (node) => node.kind === 'Goto') &&
      block.body.some((s) => setsSavepoint(s, name)) &&
      block.body.every((s) => s.kind !== 'Savepoint' || s.name.name !== name) &&
      isSetOpenly(block.body, name),
  );
}

const setsSavepoint = (s: Statement, name: string): boolean =>
  contains(s, (node) => node.kind === 'Savepoint' && node.name.name === name);

/** Is each such savepoint set once in its list, where nothing but loops, branches and plain blocks are around it? */
function isSetOpenly(list: readonly Statement[], name: string): boolean {
  const setting = list.filter((s) => setsSavepoint(s, name));
  if (setting.some((s) => s.kind === 'Savepoint')) return setting.length === 1;
  return setting.every((s) => {
    switch (s.kind) {
      case 'If':
      case 'CaseStatement':
        return [...s.branches.map((x) => x.body), s.otherwise ?? []].every((body) => isSetOpenly(body, name));
      case 'BasicLoop':
      case 'WhileLoop':
      case 'ForLoop':
      case 'CursorForLoop':
        return isSetOpenly(s.body, name);
      case 'Block':
        return s.handlers.length === 0 && s.declarations.length === 0 && isSetOpenly(s.body, name);
      default:
        return false;
    }
  });
}

/** The block with ROLLBACK TO that savepoint at the top of its handlers' statements, wherever that can stand there. */
export const withReturnsInFront = (analysis: Analysis, block: Block, name: string): Block => ({
  ...block,
  handlers: block.handlers.map((h) => withReturnInFront(analysis, h, name)),
});

/**
 * `WHEN … THEN DECLARE m VARCHAR2(200) := SQLERRM; BEGIN ROLLBACK TO s; … END;` with ROLLBACK TO in front of the inner
 * block: what stands before it there touches no table, and so does the same after it.
 */
function withReturnInFront(analysis: Analysis, handler: ExceptionHandler, name: string): ExceptionHandler {
  const { body } = handler;
  const at = body.findIndex((s) => s.kind === 'Block' && s.body.some((x) => rollsBackTo(x, name)));
  const inner = body[at];
  if (inner?.kind !== 'Block' || inner.handlers.length > 0) return handler;
  const place = inner.body.findIndex((s) => rollsBackTo(s, name));
  const rollback = inner.body[place];
  const before = inner.body.slice(0, place);
  const initials = inner.declarations.filter((d) => d.kind === 'VariableDeclaration');
  if (!rollback || !before.every((s) => isLocal(analysis, s)) || !initials.every((d) => isLocal(analysis, d)))
    return handler;
  const rest: Block = { ...inner, body: [...before, ...inner.body.slice(place + 1)] };
  return { ...handler, body: [...body.slice(0, at), rollback, rest, ...body.slice(at + 1)] };
}

/** Place of ROLLBACK TO in the statements of a handler; -1 where it does not return to the savepoint. */
export const returnAt = (handler: ExceptionHandler, name: string): number =>
  handler.body.findIndex((s) => rollsBackTo(s, name));

/** What may run between the block's savepoint and a handler's return to it. */
export function beforeReturn(analysis: Analysis, block: Block, { name, at }: SavepointOfBlock): readonly Statement[] {
  const { handlers } = withReturnsInFront(analysis, block, name);
  return [...block.body.slice(at + 1), ...handlers.flatMap((h) => h.body.slice(0, Math.max(0, returnAt(h, name))))];
}

/** Do handlers of the block return to the savepoint, each at the top of its statements and once? */
export function returnsTo(analysis: Analysis, block: Block, name: string): boolean {
  const { handlers } = withReturnsInFront(analysis, block, name);
  return (
    handlers.some((h) => returnAt(h, name) >= 0) &&
    handlers.every(
      (h) =>
        !hasRollbackTo(
          h.body.filter((_, i) => i !== returnAt(h, name)),
          name,
        ),
    )
  );
}

/**
 * The block without its savepoint, where the savepoint is its first statement and each of its handlers returns to it,
 * before anything that reads or changes tables: PL/pgSQL's own handlers do just that. Undefined where the block is not
 * of that form.
 */
export function withoutSavepoint(analysis: Analysis, block: Block): Block | undefined {
  const savepoint = savepointOf(analysis, block);
  if (savepoint?.at !== 0) return undefined;
  const body = block.body.slice(1);
  const { name } = savepoint;
  const { handlers } = withReturnsInFront(analysis, block, name);
  const simple =
    handlers.every((h) => {
      const at = returnAt(h, name);
      return at >= 0 && h.body.slice(0, at).every((s) => isLocal(analysis, s));
    }) && ![...body, ...handlers.flatMap((h) => h.body)].some((s) => endsTransaction(analysis, s));
  if (!simple || hasRollbackTo(body, name) || body.some((s) => writesFurtherOut(analysis, s))) return undefined;
  return {
    ...block,
    body,
    handlers: handlers.map((h) => ({ ...h, body: h.body.filter((_, i) => i !== returnAt(h, name)) })),
  };
}

/** Does the statement call a nested routine whose writes to variables of enclosing scopes stay although it fails? */
function writesFurtherOut(analysis: Analysis, s: Statement): boolean {
  return contains(s, (node) => calleesOf(analysis, node).some((callee) => writesStay(analysis, callee)));
}

/**
 * Does the statement, or the declaration, neither read nor change tables, so that it does the same after a rollback?
 */
export const isLocal = (analysis: Analysis, s: Statement | Declaration): boolean =>
  !statementEffects(analysis, s).effect && isPure(analysis, s);

/** Does the statement, or something in it or below it, end the transaction? */
export const endsTransaction = (analysis: Analysis, s: Statement): boolean =>
  statementEffects(analysis, s).transactionControl;

/** Does ROLLBACK TO that savepoint stand among the statements? */
export const hasRollbackTo = (statements: readonly Statement[], name: string): boolean =>
  statements.some((s) => contains(s, (node) => node.kind === 'Rollback' && node.to?.name === name));
