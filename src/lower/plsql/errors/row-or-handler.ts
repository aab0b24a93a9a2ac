import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import { intoOf } from '../../../analyze/resolve/plsql/into-clause.js';
import { isLiteral } from '../../../ir/kinds.js';
import type { Block, ExceptionHandler, Expr, SelectInto, Statement } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { hasAtMostOneRow } from '../../queries/grouping/at-most-one-row.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { alwaysFits } from '../declarations/plain-initial.js';
import { mayRaiseNoData } from '../effects/failures/raises-no-data.js';
import { alwaysRaises } from '../effects/failures/raising-handlers.js';
import { locatorRows } from '../statements/assignments/lob-rows.js';
import { isUnwritten } from '../statements/dml-statement.js';
import { selectRowOrNone } from '../statements/into/select-into.js';
import { lowerStatementBy } from '../statements/statement.js';
import { lowerStatements } from '../statements/statements.js';
import { handlerAsksForError, handlerBody } from './exceptions.js';
import { publishes } from './published-error.js';

/**
 * A block whose only handler takes NO_DATA_FOUND, where nothing but one SELECT INTO of one row at most can raise it: a
 * test takes the place of the handler, so that no sub-transaction is needed, nor anything undone. In:  begin select
 * name into v from t where id = p; exception when no_data_found then v := '?'; end; Out: select t.name into v from t
 * where t.id = p; if not found then v := '?'; end if; (PL/SQL Language Reference, "SELECT INTO Statement")
 */
export function rowOrHandler(rc: BodyBuilder, block: Block): PlStatement[] | undefined {
  const parts = rc.mode.kind === 'plain' && !rc.sharesSqlAttributes ? partsOf(rc, block) : undefined;
  if (!parts) return undefined;
  const { select, handler } = parts;
  const before = lowerStatements(rc, parts.before);
  let found: PlStatement[] = [];
  const read = lowerStatementBy(rc, select, () => {
    const made = selectRowOrNone(rc, select, parts.clears ? 'clears' : 'keeps');
    found = made.after;
    return made.read;
  });
  const rest = (): PlStatement[] => [...found, ...lowerStatements(rc, parts.after)];
  const handled = (): PlStatement[] => withHead(handler, handlerBody(rc, handler, undefined, { native: false }));
  const { span } = handler;
  const isFound = b.raw(span, 'found');
  const last = handler.body.at(-1);
  if (handler.body.every(isBareNull) && !handler.comments) {
    const more = rest();
    return [...before, ...read, ...(more.length > 0 ? [b.ifThen(span, isFound, more)] : [])];
  }
  if (last && leaves(rc, last)) return [...before, ...read, b.ifThen(span, b.not(span, isFound), handled()), ...rest()];
  const more = rest();
  const otherwise = handled();
  if (more.length === 0) return [...before, ...read, b.ifThen(span, b.not(span, isFound), otherwise)];
  return [...before, ...read, { kind: 'PlIf', span, branches: [{ condition: isFound, body: more }], otherwise }];
}

function withHead({ comments }: ExceptionHandler, statements: PlStatement[]): PlStatement[] {
  const [first, ...others] = statements;
  return first && comments ? [{ ...first, comments: [...comments, ...(first.comments ?? [])] }, ...others] : statements;
}

const isBareNull = (s: Statement): boolean => s.kind === 'NullStatement' && !s.comments && !s.trailingComment;

/** Does control never go on after the statement? */
function leaves(rc: BodyBuilder, s: Statement): boolean {
  if (s.kind === 'Exit' || s.kind === 'Continue') return s.when === undefined;
  return s.kind === 'Return' || s.kind === 'Goto' || alwaysRaises(rc.unit.analysis, s);
}

interface Parts {
  readonly before: readonly Statement[];
  readonly select: SelectInto;
  readonly after: readonly Statement[];
  readonly handler: ExceptionHandler;
  /** Nothing can see that the targets are NULL where no row was found. */
  readonly clears: boolean;
}

function partsOf(rc: BodyBuilder, block: Block): Parts | undefined {
  const { analysis } = rc.unit;
  const [handler, ...others] = block.handlers;
  const [exception, ...more] = handler?.exceptions ?? [];
  if (!handler || !exception || others.length > 0 || more.length > 0) return undefined;
  const symbol = analysis.symbolOf(exception);
  if (symbol?.kind !== 'exception' || symbol.oraCode !== 1403) return undefined;
  if (handlerAsksForError(handler) || publishes(rc, handler)) return undefined;
  const at = block.body.findIndex((s) => s.kind === 'SelectInto');
  const select = block.body[at];
  if (select?.kind !== 'SelectInto' || select.query.forUpdate?.wait) return undefined;
  const into = intoOf(select.query.body);
  if (!into || into.bulk || locatorRows(rc, select, into.targets).length > 0) return undefined;
  const targets = into.targets.map((t) => localVariable(rc, t));
  const whole = targets.filter((t) => t !== undefined);
  if (whole.length < targets.length || whole.some(refusesNull)) return undefined;
  const before = block.body.slice(0, at);
  const after = block.body.slice(at + 1);
  if ([...before, ...after, select.query].some((node) => mayRaiseNoData(analysis, node))) return undefined;
  if (!hasAtMostOneRow(exprContext(rc, []), select.query)) return undefined;
  const clears = into.targets.every((t, i) => isUnseen(rc, { block, handler, select }, t, whole[i]!));
  return { before, select, after, handler, clears };
}

/** The variable of this body that a target is. */
function localVariable(rc: BodyBuilder, target: Expr): VariableSymbol | undefined {
  if (target.kind !== 'Name') return undefined;
  const { base, steps } = rc.unit.analysis.resolve(target);
  if (base.kind !== 'variable' || steps.length > 0) return undefined;
  const { variable } = base;
  return variable.storage !== 'package' && variable.container === rc.symbol ? variable : undefined;
}

const refusesNull = ({ notNull, type }: VariableSymbol): boolean =>
  notNull ||
  (type.kind === 'plsInteger' && (type.notNull === true || type.low !== undefined || type.high !== undefined)) ||
  type.kind === 'collection' ||
  type.kind === 'object' ||
  type.kind === 'refCursor';

/** SELECT INTO in a block, and the handler for no row. */
interface HandledSelect {
  readonly block: Block;
  readonly handler: ExceptionHandler;
  readonly select: SelectInto;
}

/**
 * Can nothing see that the variable is NULL where there was no row? Nothing can have given it a value before, the
 * handler gives it another at once, or it is out of reach: the block declares it, or the routine ends, and the handler
 * does not name it.
 */
function isUnseen(
  rc: BodyBuilder,
  { block, handler, select }: HandledSelect,
  target: Expr,
  variable: VariableSymbol,
): boolean {
  if (isUnwritten(rc, select.span, target)) return true;
  const names = (node: OracleNode): boolean => {
    if (node.kind !== 'Name') return false;
    const { base } = rc.unit.analysis.resolve(node);
    return base.kind === 'variable' && base.variable === variable;
  };
  for (const s of handler.body) {
    if (s.kind !== 'Assignment') break;
    if (contains(s.value, names)) break;
    if (!alwaysFits(rc.unit, s.value, variable.type, variable.notNull) || !isLiteral(s.value)) break;
    if (localVariable(rc, s.target) === variable) return true;
  }
  if (isCaptured(rc, variable) || contains(handler, names)) return false;
  if (variable.storage === 'local' && variable.block === block) return true;
  return variable.storage === 'local' && handler.body.at(-1)?.kind === 'Return' && handler.body.every(isSimple);
}

/** Nothing in it can be handled by a block around. */
const isSimple = (s: Statement): boolean =>
  s.kind === 'NullStatement' || (s.kind === 'Return' && (s.value === undefined || isLiteral(s.value)));

/** May a nested routine see the variable? */
const isCaptured = (rc: BodyBuilder, variable: VariableSymbol): boolean =>
  contains(
    rc.source,
    (node) =>
      node.kind === 'RoutineDefinition' &&
      node !== rc.source &&
      contains(node, (n) => {
        if (n.kind !== 'Name') return false;
        const { base } = rc.unit.analysis.resolve(n);
        return base.kind === 'variable' && base.variable === variable;
      }),
  );
