import type { Analysis } from '../../../../analyze/analysis.js';
import type { AnonymousBlock, BindVariable, Block, Call, UsingArgument } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import { type Bind, namedBinds } from './bind-block.js';

/** What a block does with a bind variable at one place; undefined where what is called there is not known. */
type Use = 'reads' | 'writes' | 'both' | undefined;

/**
 * The number of the error that Oracle raises where USING binds as IN what the block writes (ORA-06536), or as OUT what
 * it reads, be it after it has written it (ORA-06537).
 * @param unit the text, with its bind variables
 * @param bound its block, analyzed, with what USING gives in their places
 */
export function wrongModeOfBind(
  analysis: Analysis,
  unit: AnonymousBlock,
  bound: Block,
  using: readonly UsingArgument[],
): 6536 | 6537 | undefined {
  const binds = namedBinds(unit, using) ?? [];
  if (binds.every((bind) => bind.argument.mode === 'IN OUT')) return undefined;
  const uses = usesOf(analysis, unit, bound, using);
  for (const bind of binds) {
    const wrong = wrongMode(bind, uses);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongMode({ argument, uses: places }: Bind, uses: Uses): 6536 | 6537 | undefined {
  const does = (what: Use): boolean => places.some((place) => uses.get(place) === what || uses.get(place) === 'both');
  switch (argument.mode) {
    case 'IN':
      return does('writes') ? 6536 : undefined;
    case 'OUT':
      return does('reads') ? 6537 : undefined;
    case 'IN OUT':
      return undefined;
  }
}

type Uses = ReadonlyMap<OracleNode, Use>;

function usesOf(analysis: Analysis, unit: AnonymousBlock, bound: Block, using: readonly UsingArgument[]): Uses {
  const uses = new Map<OracleNode, Use>(nodesOf(unit, 'BindVariable').map((bind) => [bind, 'reads']));
  const calls = callsOf(unit, bound, using);
  /** A variable that is written; what stands before `.` or `(` of an element is not told. */
  const target = (node: OracleNode): void => {
    if (node.kind === 'BindVariable') uses.set(node, 'writes');
    else for (const bind of nodesOf(node, 'BindVariable')) uses.set(bind, undefined);
  };
  walk(unit, (node) => {
    switch (node.kind) {
      case 'Assignment':
        target(node.target);
        break;
      case 'IntoClause':
        node.targets.forEach(target);
        break;
      case 'OpenFor':
      case 'Fetch':
      case 'CloseCursor':
        for (const bind of nodesOf(node.cursor, 'BindVariable')) uses.set(bind, undefined);
        break;
      case 'Call':
        argumentsOf(analysis, node, calls.get(node)).forEach(([bind, use]) => {
          uses.set(bind, use);
        });
        break;
    }
    return true;
  });
  return uses;
}

/** What a call does with the bind variables that are its arguments. */
function argumentsOf(analysis: Analysis, call: Call, same: Call | undefined): [BindVariable, Use][] {
  const base = same && analysis.resolve(same).base;
  return call.args.flatMap((argument, at): [BindVariable, Use][] => {
    if (argument.value.kind !== 'BindVariable') return [];
    if (base?.kind === 'builtin') return [];
    const actual = same?.args[at]?.value;
    // One value may be given twice, to parameters of different modes.
    const given =
      base?.kind === 'routine'
        ? base.args.filter((a) => a.actual === actual)[
            call.args.slice(0, at).filter((_, i) => same?.args[i]?.value === actual).length
          ]
        : undefined;
    return [[argument.value, given && modes[given.parameter.mode]]];
  });
}

const modes = { IN: 'reads', OUT: 'writes', 'IN OUT': 'both' } as const;

/** The calls of the text stand in the block in the same order. */
function callsOf(unit: AnonymousBlock, bound: Block, using: readonly UsingArgument[]): ReadonlyMap<Call, Call> {
  const analyzed: Call[] = [];
  const given = new Set<OracleNode>(using.map((argument) => argument.value));
  walk(bound, (node) => {
    if (given.has(node as OracleNode)) return false;
    if (node.kind === 'Call') analyzed.push(node);
    return true;
  });
  const written = nodesOf(unit, 'Call');
  if (written.length !== analyzed.length) return new Map();
  return new Map(written.flatMap((call, i) => (analyzed[i] ? [[call, analyzed[i]] as const] : [])));
}
