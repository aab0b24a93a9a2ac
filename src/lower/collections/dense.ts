import type { Resolution } from '../../analyze/analysis.js';
import type { VariableSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { wholeVariable } from '../../analyze/names/whole-variable.js';
import { literalInteger } from '../../ir/literals.js';
import type { Assignment, Block, Call, Expr, ForLoop, Member, Name } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, forEachChild } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { isMap } from './collection-types.js';
import { amongLocalMaps, dropAllIn } from './local-maps.js';

/**
 * Local associative arrays that one array of PostgreSQL holds, `m[key]`, as a table of intermediate results does:
 *   FOR j IN 0 .. n LOOP prev(j) := j; END LOOP;
 * - Elements are read and assigned one by one, or the whole is copied to another such array; nothing asks which keys
 *   there are.
 * - No element is NULL, so that NULL says that there is none.
 * - Keys are small literals and the indexes of loops that start at one and assign in every round: an array has as many
 *   places as Oracle's has elements. (PL/SQL Language Reference, "Associative Arrays")
 */
export const isDense = amongLocalMaps(denseOf);

/** Literal keys and the first keys of loops are at most so far from 0. */
const farthest = 1000;

type Analysis = UnitContext['analysis'];

/** What has to hold of an array: `source` is copied to it, or `value` is assigned to an element. */
type Need =
  | { readonly of: VariableSymbol; readonly source: VariableSymbol }
  | { readonly of: VariableSymbol; readonly value: Expr };

function denseOf(analysis: Analysis, block: Block, candidates: Set<VariableSymbol>): ReadonlySet<VariableSymbol> {
  for (const symbol of candidates) if (!canBe(symbol)) candidates.delete(symbol);
  if (candidates.size === 0) return candidates;
  const uses = new Uses(analysis, candidates);
  uses.visitBlock(block);
  const assigned = new Set(uses.needs.map((need) => need.of));
  for (const symbol of candidates) if (!assigned.has(symbol)) candidates.delete(symbol);
  for (let shrunk = true; shrunk; ) {
    shrunk = false;
    for (const need of uses.needs) {
      if (!candidates.has(need.of)) continue;
      if ('source' in need ? candidates.has(need.source) : isNeverNull(analysis, candidates, need.value)) continue;
      candidates.delete(need.of);
      shrunk = true;
    }
    // What is copied to an array with keys of its own has to have them, too.
    for (const need of uses.needs) {
      if (!('source' in need) || candidates.has(need.of)) continue;
      if (candidates.delete(need.source)) shrunk = true;
    }
  }
  return candidates;
}

/** Integers as keys, and as elements numbers, which are never the empty text. */
function canBe({ type }: VariableSymbol): boolean {
  if (type.kind !== 'collection' || !isMap(type.collection)) return false;
  const { index, element } = type.collection;
  return index?.kind === 'plsInteger' && index.low === undefined && index.high === undefined && isNumber(element);
}

const isNumber = ({ kind }: OracleType): boolean => kind === 'plsInteger' || kind === 'number';

const none: ReadonlySet<VariableSymbol> = new Set();

/** Looks at every use of the candidates, and drops those that are used in another way. */
class Uses {
  readonly needs: Need[] = [];
  /** The indexes of loops whose every round comes to the statement that is looked at. */
  private rounds: ReadonlySet<VariableSymbol> = none;

  constructor(
    private readonly analysis: Analysis,
    private readonly candidates: Set<VariableSymbol>,
  ) {}

  visitBlock(block: Block): void {
    forEachChild(block, (child) => this.visit(child));
  }

  private readonly visit = (node: OracleNode): void => {
    const always = this.rounds;
    this.rounds = none;
    switch (node.kind) {
      case 'ForLoop':
        this.visitLoop(node);
        break;
      case 'Assignment':
        this.rounds = always;
        this.visitAssignment(node);
        break;
      case 'Name':
      case 'Call':
      case 'Member':
        this.visitReference(node);
        break;
      // SQL reads its values once, and a nested routine has variables of its own to keep them in.
      case 'RoutineDefinition':
      case 'SelectInto':
      case 'DmlInBlock':
      case 'Query':
      case 'IntoClause':
      case 'ForAll':
      case 'ExecuteImmediate':
        dropAllIn(this.analysis, this.candidates, node);
        break;
      default:
        forEachChild(node, this.visit);
    }
    this.rounds = always;
  };

  private visitLoop(loop: ForLoop): void {
    const index = this.analysis.declaredBy(loop);
    const rounds = new Set(index?.kind === 'variable' && countsUpwards(loop) && !isLeftOut(loop) ? [index] : []);
    for (const control of loop.controls) this.visit(control);
    for (const statement of loop.body) {
      this.rounds = rounds;
      this.visit(statement);
    }
  }

  private visitAssignment({ target, value }: Assignment): void {
    const { rounds } = this;
    this.rounds = none;
    const to = this.elementOf(target);
    if (to) {
      if (this.isOwnKey(to.key, rounds)) this.needs.push({ of: to.symbol, value });
      else this.candidates.delete(to.symbol);
      this.visit(to.key);
      this.visit(value);
      return;
    }
    const [copy, source] = [wholeVariable(this.analysis, target), wholeVariable(this.analysis, value)];
    if (copy && source && this.candidates.has(copy) && this.candidates.has(source)) {
      this.needs.push({ of: copy, source });
      return;
    }
    this.visit(target);
    this.visit(value);
  }

  private visitReference(node: Name | Call | Member): void {
    const read = this.elementOf(node);
    if (read) {
      if (isRepeatableKey(this.analysis, read.key)) this.visit(read.key);
      else this.candidates.delete(read.symbol);
      return;
    }
    const { base }: Resolution = this.analysis.resolve(node);
    if (base.kind === 'variable') this.candidates.delete(base.variable);
    if (node.kind === 'Call') {
      for (const { value } of node.args) {
        // A routine may assign to it.
        const given = base.kind === 'builtin' ? undefined : this.elementOf(value);
        if (given) this.candidates.delete(given.symbol);
        this.visit(value);
      }
      if (node.callee.kind !== 'Name') this.visit(node.callee);
    } else if (node.kind === 'Member') this.visit(node.target);
  }

  /** The candidate and the key of `m(key)`. */
  private elementOf(expr: OracleNode): { readonly symbol: VariableSymbol; readonly key: Expr } | undefined {
    return elementIn(this.analysis, this.candidates, expr);
  }

  private isOwnKey(key: Expr, rounds: ReadonlySet<VariableSymbol>): boolean {
    const literal = literalInteger(key);
    if (literal !== undefined) return Math.abs(literal) <= farthest;
    const index = wholeVariable(this.analysis, key);
    return index !== undefined && rounds.has(index);
  }
}

function elementIn(
  analysis: Analysis,
  candidates: ReadonlySet<VariableSymbol>,
  expr: OracleNode,
): { readonly symbol: VariableSymbol; readonly key: Expr } | undefined {
  if (expr.kind !== 'Call') return undefined;
  const { base, steps } = analysis.resolve(expr);
  const [step] = steps;
  return base.kind === 'variable' && candidates.has(base.variable) && steps.length === 1 && step?.kind === 'element'
    ? { symbol: base.variable, key: step.index }
    : undefined;
}

/** `FOR i IN <literal> .. n LOOP` in steps of one. */
function countsUpwards(loop: ForLoop): boolean {
  const [control] = loop.controls;
  if (loop.mutable || loop.indexType || loop.controls.length !== 1 || control?.kind !== 'SteppedControl') return false;
  if (control.reverse || control.by || control.whileCondition || control.when) return false;
  const low = literalInteger(control.low);
  return low !== undefined && Math.abs(low) <= farthest;
}

/** May a round not come to all of the loop's statements, and another one follow? */
const isLeftOut = (loop: ForLoop): boolean =>
  contains(loop, (node) => node.kind === 'Continue' || node.kind === 'Goto');

/** Variables, literals and lengths: where there is no such element, the key is looked at twice. */
function isRepeatableKey(analysis: Analysis, key: Expr): boolean {
  const isSo = (part: Expr): boolean => isRepeatableKey(analysis, part);
  switch (key.kind) {
    case 'NumberLiteral':
      return true;
    case 'Unary':
      return isSo(key.operand);
    case 'Binary':
      return isSo(key.left) && isSo(key.right);
    case 'Name':
    case 'Call':
    case 'Member': {
      const { base, steps } = analysis.resolve(key);
      if (base.kind === 'builtin') return base.name === 'LENGTH' && base.args.every((a) => isSo(a.value));
      return (
        base.kind === 'variable' && steps.every((s) => s.kind === 'field' || (s.kind === 'element' && isSo(s.index)))
      );
    }
    default:
      return false;
  }
}

/** Is the value never NULL, given that no element of the candidates is? */
function isNeverNull(analysis: Analysis, candidates: ReadonlySet<VariableSymbol>, value: Expr): boolean {
  if (!analysis.mayBeNull(value)) return true;
  const isSo = (part: Expr): boolean => isNeverNull(analysis, candidates, part);
  switch (value.kind) {
    case 'Binary':
      return /^[-+*]$/.test(value.op) && isSo(value.left) && isSo(value.right);
    case 'Unary':
      return (value.op === '-' || value.op === '+') && isSo(value.operand);
    case 'Case':
      return value.otherwise !== undefined && isSo(value.otherwise) && value.branches.every(({ then }) => isSo(then));
    case 'Call': {
      if (elementIn(analysis, candidates, value)) return true;
      const { base, steps } = analysis.resolve(value);
      return (
        base.kind === 'builtin' && steps.length === 0 && strict.has(base.name) && base.args.every((a) => isSo(a.value))
      );
    }
    default:
      return false;
  }
}

/** NULL only of NULL. */
const strict: ReadonlySet<string> = new Set(['LEAST', 'GREATEST', 'ABS', 'MOD', 'SIGN', 'TRUNC', 'ROUND']);
