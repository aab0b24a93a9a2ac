import type { Analysis } from '../../../../analyze/analysis.js';
import type {
  BasicLoop,
  Continue,
  CursorForLoop,
  Exit,
  Expr,
  ForLoop,
  Statement,
  WhileLoop,
} from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { Rollback } from '../../../../ir/oracle/statements.js';
import type { Span } from '../../../../ir/span.js';
import { contains } from '../../../../ir/walk.js';
import { neverRaises } from '../failures/never-raises.js';
import { hasRollbackTo, isLocal, rollsBackTo } from './savepoints-of-blocks.js';

/*
 * ROLLBACK TO inside of a compound statement that follows its savepoint. The work is undone by leaving that statement
 * as a whole (its sub-block ends with an error). So what comes after ROLLBACK TO inside of it has to be something that
 * can be moved behind it: the rest of a branch, or an EXIT, CONTINUE, RETURN or RAISE that leaves loops and handlers at
 * once.
 */

/** A ROLLBACK TO, and what follows it within the statement. */
export interface Departure {
  readonly rollback: Rollback;
  /** Done before the work is undone, to which it makes no difference: it touches no table. */
  readonly first: readonly Statement[];
  /** Can that fail? Then the work is undone as well. */
  readonly mayFail: boolean;
  /** Done once the work is undone. */
  readonly afterwards: readonly Statement[];
  /** RAISE without a name follows: the error that is handled is needed afterwards. */
  readonly reraises: boolean;
}

type Loop = BasicLoop | CursorForLoop | ForLoop | WhileLoop;

/** What lies between a ROLLBACK TO and the statement it stands in. */
interface Around {
  /** What follows in the lists of statements around, the innermost first, as far as the innermost loop's body goes. */
  readonly lists: readonly (readonly Statement[])[];
  readonly loops: readonly Loop[];
  readonly inHandler: boolean;
  /** There is a loop or handler around, whose variables are not known behind it. */
  readonly isScoped: boolean;
}

/** Behind the body of a loop comes its next round, and not what follows the loop. */
const inLoop = (loop: Loop, { loops, inHandler }: Around): Around => ({
  lists: [],
  loops: [loop, ...loops],
  inHandler,
  isScoped: true,
});

/** The departures from the statement; undefined where one of them cannot leave it, or is not the last that is done. */
export function departuresOf(analysis: Analysis, statement: Statement, name: string): readonly Departure[] | undefined {
  const found: Departure[] = [];
  const whole = { lists: [], loops: [], inHandler: false, isScoped: false };
  const all = new Departures(analysis, statement, name, found).visit([statement], whole);
  return all && found.length > 0 ? found : undefined;
}

class Departures {
  constructor(
    private readonly analysis: Analysis,
    private readonly statement: Statement,
    private readonly name: string,
    private readonly found: Departure[],
  ) {}

  /** Can every ROLLBACK TO in the list leave the statement? */
  visit(list: readonly Statement[], around: Around): boolean {
    return list.every((s, i) => {
      const lists = [list.slice(i + 1), ...around.lists];
      if (rollsBackTo(s, this.name)) {
        const departure = this.departure(s, { ...around, lists });
        if (departure) this.found.push(departure);
        return departure !== undefined;
      }
      return !hasRollbackTo([s], this.name) || this.within(s, { ...around, lists });
    });
  }

  private within(s: Statement, around: Around): boolean {
    switch (s.kind) {
      case 'If':
      case 'CaseStatement':
        return [...s.branches.map((x) => x.body), s.otherwise ?? []].every((body) => this.visit(body, around));
      case 'BasicLoop':
      case 'WhileLoop':
      case 'ForLoop':
        return this.visit(s.body, inLoop(s, around));
      case 'CursorForLoop':
        // The attributes of a named cursor would not be told that the loop has ended.
        if (s.source.kind === 'NamedCursor') return false;
        return this.visit(s.body, inLoop(s, around));
      case 'Block': {
        // A handler of the block would take what leaves its body.
        if (s.declarations.length > 0 || (s.handlers.length > 0 && hasRollbackTo(s.body, this.name))) return false;
        const inHandler = { ...around, inHandler: true, isScoped: true };
        return this.visit(s.body, around) && s.handlers.every((h) => this.visit(h.body, inHandler));
      }
      default:
        return false;
    }
  }

  private departure(rollback: Rollback, around: Around): Departure | undefined {
    const following = around.lists.flat();
    const leaving = following.findIndex((s) => leaves(s));
    const before = leaving < 0 ? following : following.slice(0, leaving);
    const last = following[leaving];
    if (hasRollbackTo(before, this.name) || before.some((s) => contains(s, (node) => node.kind === 'Goto')))
      return undefined;
    if (last?.kind === 'Goto') return undefined;
    const reraises = last?.kind === 'Raise' && !last.exception;
    if (!around.isScoped)
      return reraises
        ? undefined
        : { rollback, first: [], mayFail: false, afterwards: last ? [...before, last] : before, reraises };
    if (!before.every((s) => isLocal(this.analysis, s))) return undefined;
    if (last === undefined ? around.loops.length > 0 : !this.canLeave(last, around)) return undefined;
    const mayFail = !before.every((s) => neverRaises(this.analysis, s));
    const isLeft = last === undefined || (last.kind === 'Exit' && loopOf(last, around) !== undefined);
    return { rollback, first: before, mayFail, afterwards: isLeft ? [] : [last], reraises };
  }

  /** Does the statement leave all of the loops, and mean the same behind them? */
  private canLeave(s: Statement, around: Around): boolean {
    switch (s.kind) {
      case 'Exit': {
        const loop = loopOf(s, around);
        return loop === undefined || loop === this.statement;
      }
      case 'Continue':
        return loopOf(s, around) === undefined;
      case 'Return':
        return s.value === undefined || this.isKnownOutside(s.value);
      case 'Raise':
        return s.exception !== undefined || around.inHandler;
      default:
        return false;
    }
  }

  /** A literal, or a variable that is declared around the statement. */
  private isKnownOutside(expr: Expr): boolean {
    if (/^(?:Number|String|Boolean|Null)Literal$/.test(expr.kind)) return true;
    if (expr.kind !== 'Name') return false;
    const { base, steps } = this.analysis.resolve(expr);
    return base.kind === 'variable' && steps.length === 0 && !isWithin(base.variable.span, this.statement);
  }
}

/** The loop within the statement that is left or goes on; undefined where it is one around that. */
const loopOf = ({ label }: Exit | Continue, { loops }: Around): Loop | undefined =>
  label ? loops.find((l) => l.label?.name === label.name) : loops[0];

const isWithin = (span: Span, node: OracleNode): boolean => node.span.start <= span.start && span.end <= node.span.end;

/** Does control never come to what follows the statement in its list? */
const leaves = (s: Statement): boolean =>
  s.kind === 'Return' ||
  s.kind === 'Raise' ||
  s.kind === 'Goto' ||
  ((s.kind === 'Exit' || s.kind === 'Continue') && s.when === undefined);
