import type { Analysis } from '../../../../analyze/analysis.js';
import { isNumeric } from '../../../../analyze/model/operators.js';
import type { RoutineSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import { lastName } from '../../../../ir/dotted.js';
import { isOthers } from '../../../../ir/exception-handlers.js';
import { isLoop } from '../../../../ir/kinds.js';
import { literalInteger } from '../../../../ir/literals.js';
import type { Block, Expr, IntoClause, QualifiedName, Statement } from '../../../../ir/oracle/index.js';
import { contains, nodesOf } from '../../../../ir/walk.js';

/*
 * Whether it shows at which statement a parameter that hands back gets a text that is too long for the caller's
 * variable: not where the routine ends with that statement, since the call fails either way.
 */

/** Does the routine do anything behind a statement that may give the parameter more than `size` characters, or handle its error? */
export function showsOverflow(
  analysis: Analysis,
  routine: RoutineSymbol,
  parameter: VariableSymbol,
  size: number,
): boolean {
  const block = routine.definition?.body;
  return block?.kind === 'Block' && new Shown(analysis, parameter, size).inBlock(block, true);
}

class Shown {
  constructor(
    private readonly analysis: Analysis,
    private readonly parameter: VariableSymbol,
    private readonly size: number,
  ) {}

  /** `last`: nothing is done behind it. */
  inBlock(block: Block, last: boolean): boolean {
    const handled = block.handlers.some((h) => h.exceptions.some((e) => isOfValues(e)));
    return this.inList(block.body, last && !handled) || block.handlers.some((h) => this.inList(h.body, last));
  }

  private inList(list: readonly Statement[], last: boolean): boolean {
    let isLast = last;
    for (const statement of [...list].reverse()) {
      if (this.inStatement(statement, isLast)) return true;
      isLast &&= this.isQuiet(statement);
    }
    return false;
  }

  private inStatement(s: Statement, last: boolean): boolean {
    switch (s.kind) {
      case 'Block':
        return this.inBlock(s, last);
      case 'LabelledStatement':
        return this.inStatement(s.statement, last);
      case 'If':
        return this.inLists([...s.branches.map((branch) => branch.body), s.otherwise ?? []], last);
      case 'CaseStatement':
        return this.inLists([...s.branches.map((branch) => branch.body), s.otherwise ?? []], last);
      default:
        // Another turn of a loop comes behind its statements.
        return isLoop(s) ? this.inList(s.body, false) : !last && this.mayOverflow(s);
    }
  }

  private inLists(lists: readonly (readonly Statement[])[], last: boolean): boolean {
    return lists.some((list) => this.inList(list, last));
  }

  private mayOverflow(s: Statement): boolean {
    if (s.kind === 'Assignment' && this.isParameter(s.target)) return this.longest(s.value) > this.size;
    if (s.kind === 'SelectInto' && s.query.body.kind === 'Select') {
      const { into, items } = s.query.body;
      const at = into?.targets.findIndex((t) => this.isParameter(t)) ?? -1;
      const value = items[at]?.value;
      if (into && items.length === into.targets.length && value) return this.longest(value) > this.size;
    }
    return this.isInto(nodesOf(s, 'IntoClause')) || this.isHandedOn(s);
  }

  private isInto(clauses: readonly IntoClause[]): boolean {
    return clauses.some((into) => into.targets.some((t) => this.isParameter(t)));
  }

  private isHandedOn(s: Statement): boolean {
    return nodesOf(s, 'Call').some((call) => {
      const { base } = this.analysis.resolve(call);
      return (
        base.kind === 'routine' &&
        base.args.some((a) => a.actual && a.parameter.mode !== 'IN' && this.isParameter(a.actual))
      );
    });
  }

  private isParameter(expr: Expr): boolean {
    if (expr.kind !== 'Name') return false;
    const { base, steps } = this.analysis.resolve(expr);
    return base.kind === 'variable' && base.variable === this.parameter && steps.length === 0;
  }

  /** Does nobody see whether the statement is executed or not, once the call has failed? */
  private isQuiet(s: Statement): boolean {
    switch (s.kind) {
      case 'NullStatement':
        return true;
      case 'Return':
        return !s.value || this.isPlain(s.value);
      case 'Assignment':
        // A shorter value for the parameter itself would hide that it was too long.
        return this.isLocal(s.target) && !this.isParameter(s.target) && this.isPlain(s.value);
      default:
        return false;
    }
  }

  /** Made of literals, variables and functions of text that do not fail. */
  private isPlain(expr: Expr): boolean {
    return !contains(expr, (node) => {
      if (node.kind === 'Query' || (node.kind === 'Binary' && node.op === '/')) return true;
      if (node.kind !== 'Call') return false;
      const { base } = this.analysis.resolve(node);
      return base.kind !== 'builtin' || !neverFails.has(base.name);
    });
  }

  private isLocal(target: Expr): boolean {
    if (target.kind !== 'Name') return false;
    const { base } = this.analysis.resolve(target);
    return base.kind === 'variable' && (base.variable.storage === 'local' || base.variable.storage === 'parameter');
  }

  /** The most characters that the value can have. */
  private longest(expr: Expr): number {
    switch (expr.kind) {
      case 'StringLiteral':
        return [...expr.value].length;
      case 'NullLiteral':
        return 0;
      case 'Binary':
        if (expr.op === '||') return this.longest(expr.left) + this.longest(expr.right);
        break;
      case 'Case':
        return Math.max(
          0,
          ...[...expr.branches.map((x) => x.then), expr.otherwise].map((x) => (x ? this.longest(x) : 0)),
        );
      case 'Name':
      case 'Call':
      case 'Member': {
        const { base, steps } = this.analysis.resolve(expr);
        if (base.kind === 'builtin')
          return steps.length === 0
            ? this.longestOf(
                base.name,
                base.args.map((a) => a.value),
              )
            : Infinity;
        // A parameter and a result have the length of their values.
        if (base.kind === 'routine' || (base.kind === 'variable' && base.variable.storage === 'parameter'))
          return Infinity;
        break;
      }
      default:
    }
    const type = this.analysis.typeOf(expr);
    if (isNumeric(type)) return 40;
    return ((type.kind === 'varchar2' || type.kind === 'char') && type.length) || Infinity;
  }

  private longestOf(name: string, [text, , amount]: readonly Expr[]): number {
    if (text === undefined) return Infinity;
    if (sameLength.has(name)) return this.longest(text);
    return name === 'SUBSTR' ? Math.min(this.longest(text), literalInteger(amount) ?? Infinity) : Infinity;
  }
}

const sameLength: ReadonlySet<string> = new Set(['UPPER', 'LOWER', 'TRIM', 'LTRIM', 'RTRIM']);

const neverFails: ReadonlySet<string> = new Set([
  ...sameLength,
  ...['SUBSTR', 'INSTR', 'LENGTH', 'REPLACE', 'TRANSLATE', 'NVL', 'COALESCE'],
]);

/** Does a handler of that name see that a value does not fit? */
const isOfValues = (exception: QualifiedName): boolean => isOthers(exception) || lastName(exception) === 'VALUE_ERROR';
