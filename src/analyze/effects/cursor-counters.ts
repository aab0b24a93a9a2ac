import type { CursorAttribute, Expr, QualifiedName, RoutineDefinition } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { walk } from '../../ir/walk.js';
import type { Facts } from '../facts.js';
import type { CursorCounters, VariableSymbol } from '../model/symbols.js';

/*
 * Attributes belong to the cursor, whoever opens it, fetches from it or asks. Where a nested routine has part in that,
 * what keeps them are variables of the routine around, which nested ones capture. (PL/SQL Language Reference,
 * "Named Cursor Attribute")
 */

type SharedCounters = CursorCounters | 'of one body';

const ofCursors = new WeakSet<VariableSymbol>();

/** Is the variable one of the counters, which no declaration of the source makes? */
export const isCounter = (variable: VariableSymbol): boolean => ofCursors.has(variable);

const counters = new WeakMap<VariableSymbol, SharedCounters>();
const touches = new WeakMap<RoutineDefinition, ReadonlySet<VariableSymbol>>();

/** The counters of the cursor that the variable holds; undefined where one body alone uses them, or none. */
export function sharedCounters(facts: Facts, cursor: VariableSymbol): CursorCounters | undefined {
  let known = counters.get(cursor);
  if (known === undefined) counters.set(cursor, (known = find(facts, cursor)));
  return known === 'of one body' ? undefined : known;
}

/** The cursors that the routine itself, not one nested in it, opens, fetches from, closes or is given anew. */
export function cursorsTouchedBy(facts: Facts, routine: RoutineDefinition): ReadonlySet<VariableSymbol> {
  let found = touches.get(routine);
  if (found === undefined) {
    const all = new Set<VariableSymbol>();
    walk(routine, (node) => {
      if (node.kind === 'RoutineDefinition') return (node as unknown) === routine;
      const cursor = touchedCursor(facts, node);
      if (cursor) all.add(cursor);
      for (const given of givenCursors(facts, node)) all.add(given);
      return true;
    });
    touches.set(routine, (found = all));
  }
  return found;
}

/** Where the name of the cursor is known: the block, or the routine of a parameter. */
export function declaringNode({ block, container }: VariableSymbol): OracleNode | undefined {
  if (block) return block;
  return container?.kind === 'routine' ? (container.definition as OracleNode | undefined) : undefined;
}

/**
 * `FETCH c …; EXIT WHEN c%NOTFOUND` and `FETCH c …; IF c%FOUND THEN`: the attribute in the condition that is the first
 * thing after the fetch at `i` of the list. Nothing need be kept for it.
 */
export function attributeAfterFetch(list: readonly OracleNode[], i: number): CursorAttribute | undefined {
  const next = list[i + 1];
  const condition = next?.kind === 'Exit' ? next.when : next?.kind === 'If' ? next.branches[0]?.condition : undefined;
  if (!condition) return undefined;
  const [first] = condition.kind === 'Logical' ? condition.operands : [condition];
  const attribute = first?.kind === 'Unary' && first.op === 'NOT' ? first.operand : first;
  if (attribute?.kind !== 'CursorAttribute') return undefined;
  return attribute.attribute === 'FOUND' || attribute.attribute === 'NOTFOUND' ? attribute : undefined;
}

function find(facts: Facts, cursor: VariableSymbol): SharedCounters {
  const scope = cursor.storage === 'package' ? undefined : declaringNode(cursor);
  if (!scope) return 'of one body';
  const direct = new Set<object>();
  let asked = false;
  let nestedUse = false;
  const visit = (root: OracleNode, nested: boolean): void =>
    walk(root, (node) => {
      if (node.kind === 'RoutineDefinition' && node !== root) {
        visit(node, true);
        return false;
      }
      for (const value of Object.values(node)) if (Array.isArray(value)) noteDirect(facts, value, direct);
      const isAsked = node.kind === 'CursorAttribute' && !direct.has(node) && askedCursor(facts, node);
      if (isAsked === cursor) {
        asked = true;
        nestedUse ||= nested;
      }
      if (nested && (touchedCursor(facts, node) === cursor || givenCursors(facts, node).includes(cursor)))
        nestedUse = true;
      return !(asked && nestedUse);
    });
  visit(scope, false);
  if (!asked || !nestedUse) return 'of one body';
  const make = (what: string, type: VariableSymbol['type']): VariableSymbol => {
    const { span, container, block } = cursor;
    const own = { kind: 'variable', name: `${cursor.name}_${what}`, span, storage: 'local', type } as const;
    const counter = { ...own, constant: false, notNull: false, container, ...(block && { block }) };
    ofCursors.add(counter);
    return counter;
  };
  return { found: make('FOUND', { kind: 'boolean' }), rowcount: make('ROWCOUNT', { kind: 'plsInteger' }) };
}

function noteDirect(facts: Facts, list: readonly OracleNode[], direct: Set<object>): void {
  for (const [i, node] of list.entries()) {
    if (node?.kind !== 'Fetch') continue;
    const attribute = attributeAfterFetch(list, i);
    if (attribute && askedCursor(facts, attribute) === touchedCursor(facts, node)) direct.add(attribute);
  }
}

function askedCursor(facts: Facts, { cursor, attribute }: CursorAttribute): VariableSymbol | undefined {
  if (cursor === 'SQL' || cursor.kind === 'BindVariable' || attribute === 'ISOPEN') return undefined;
  return cursorNamed(facts, cursor);
}

/** The cursor that a statement opens, fetches from or closes. */
function touchedCursor(facts: Facts, node: OracleNode): VariableSymbol | undefined {
  switch (node.kind) {
    case 'OpenCursor':
    case 'OpenFor':
    case 'Fetch':
    case 'CloseCursor':
    case 'NamedCursor':
      return cursorNamed(facts, node.cursor);
    default:
      return undefined;
  }
}

/** The cursor variables that come to stand for another cursor: by assignment, INTO, or a call that hands one over. */
function givenCursors(facts: Facts, node: OracleNode): readonly VariableSymbol[] {
  const named = (exprs: readonly (Expr | undefined)[]): readonly VariableSymbol[] =>
    exprs.flatMap((expr) => (expr?.kind === 'Name' ? (cursorNamed(facts, expr) ?? []) : []));
  switch (node.kind) {
    case 'Assignment':
      return named([node.target]);
    case 'IntoClause':
      return named(node.targets);
    case 'Name':
    case 'Call':
    case 'Member': {
      const base = facts.resolutions.get(node)?.base;
      return base?.kind === 'routine'
        ? named(base.args.flatMap(({ parameter, actual }) => (parameter.mode === 'IN' ? [] : [actual])))
        : [];
    }
    default:
      return [];
  }
}

function cursorNamed(facts: Facts, name: Expr | QualifiedName): VariableSymbol | undefined {
  if (name.kind === 'QualifiedName') {
    const symbol = facts.symbols.get(name);
    if (symbol?.kind === 'cursor') return symbol.variable;
    return symbol?.kind === 'variable' && symbol.type.kind === 'refCursor' ? symbol : undefined;
  }
  const resolution = facts.resolutions.get(name);
  if (!resolution || resolution.steps.length > 0) return undefined;
  const { base } = resolution;
  if (base.kind === 'cursor') return base.cursor.variable;
  return base.kind === 'variable' && base.variable.type.kind === 'refCursor' ? base.variable : undefined;
}
