import { conditionsOf } from '../../ir/conditions-of.js';
import { isLoop } from '../../ir/kinds.js';
import type { Block, Call, Expr, ScriptUnit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, nodesOf, walk } from '../../ir/walk.js';
import { readsArgumentsOnly } from '../supplied-calls.js';
import { textOfNames } from './literal-texts.js';
import { keepsText } from './text-types.js';

/*
 * `l_sql := 'DROP TABLE ' || …; run(l_sql)`: what variables hold where a call stands, as far as the statements before it
 * say, by names alone. A variable that a nested routine names may change anywhere, and so may one of a package.
 */

/** Texts by the names of variables. */
type Held = ReadonlyMap<string, string>;

/** What variables hold where each call of the unit stands. */
export function heldTexts(unit: ScriptUnit): (call: Call) => Held {
  const found = new Map<Call, Held>();
  for (const body of bodiesOf(unit))
    if (!contains(body, (node) => node.kind === 'Goto')) new Followed(ownVariables(body), found).block(body, new Map());
  return (call) => found.get(call) ?? new Map();
}

/** The body of the unit and those of its routines. */
const bodiesOf = (unit: ScriptUnit): readonly Block[] => [
  ...(unit.kind === 'AnonymousBlock' ? [unit.block] : []),
  ...nodesOf(unit, 'RoutineDefinition').flatMap(({ body }) => (body.kind === 'Block' ? [body] : [])),
];

/** The variables of the body that hold texts as they are given, and that no routine nested in it names. */
function ownVariables(body: Block): ReadonlySet<string> {
  const shared = new Set(nodesOf(body, 'RoutineDefinition').flatMap((routine) => [...namesIn(routine)]));
  const declared: string[] = [];
  for (const { name, type } of nodesOf(body, 'VariableDeclaration'))
    if (keepsText(type)) declared.push(name.name);
    else shared.add(name.name);
  return new Set(declared.filter((name) => !shared.has(name)));
}

/** With what stands behind a block's or routine's name. */
function namesIn(node: OracleNode): ReadonlySet<string> {
  const names = new Set<string>();
  walk(node, (inner) => {
    if (inner.kind === 'Name') for (const { name } of inner.parts) names.add(name);
  });
  return names;
}

/** Follows the statements of a body in their order. */
class Followed {
  constructor(
    private readonly followed: ReadonlySet<string>,
    private readonly found: Map<Call, Held>,
  ) {}

  block(block: Block, before: Held): void {
    let held = new Map(before);
    for (const d of block.declarations) {
      if (d.kind !== 'VariableDeclaration') continue;
      if (nodesOf(d, 'Call').length > 0) held = new Map(without(held, d));
      this.hold(d.name.name, d.initial, held);
    }
    this.list(block.body, held);
    const later = without(before, block);
    for (const { body } of block.handlers) this.list(body, later);
  }

  private list(statements: readonly Statement[], before: Held): void {
    let held = new Map(before);
    for (const s of statements) {
      this.statement(s, held);
      const assigned = plainAssignment(s);
      if (assigned) this.hold(assigned.name, assigned.value, held);
      else held = new Map(without(held, s));
    }
  }

  private statement(s: Statement, held: Held): void {
    if (isLoop(s)) {
      this.list(s.body, without(held, s));
      return;
    }
    switch (s.kind) {
      case 'Block':
        this.block(s, held);
        return;
      case 'If':
      case 'CaseStatement': {
        // A function may have OUT parameters.
        const calls = conditionsOf(s).flatMap((condition) => nodesOf(condition, 'Call'));
        const asked = calls.filter((call) => !readsArgumentsOnly(call)).reduce(without, held);
        for (const { body } of s.branches) this.list(body, asked);
        this.list(s.otherwise ?? [], asked);
        return;
      }
      case 'LabelledStatement':
        this.statement(s.statement, held);
        return;
      default:
        if (held.size > 0) for (const call of nodesOf(s, 'Call')) this.found.set(call, new Map(held));
    }
  }

  private hold(name: string, value: Expr | undefined, held: Map<string, string>): void {
    const text = value && textOfNames(value, (other) => held.get(other));
    if (text === undefined || !this.followed.has(name)) held.delete(name);
    else held.set(name, text);
  }
}

/** An assignment to a variable whose value calls no function, which may have OUT parameters. */
function plainAssignment(s: Statement): { readonly name: string; readonly value: Expr } | undefined {
  if (s.kind !== 'Assignment' || s.target.kind !== 'Name' || nodesOf(s.value, 'Call').length > 0) return undefined;
  const [only, more] = s.target.parts;
  return only && !more ? { name: only.name, value: s.value } : undefined;
}

/** What is not named in the node, which may write all that it names. */
function without(held: Held, node: OracleNode): Held {
  if (held.size === 0) return held;
  const named = namesIn(node);
  return new Map([...held].filter(([name]) => !named.has(name)));
}
