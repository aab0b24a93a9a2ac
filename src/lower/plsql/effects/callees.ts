import type { Analysis } from '../../../analyze/analysis.js';
import { type CalledRoutine, calledRoutines } from '../../../analyze/model/callees.js';
import type { RoutineSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { compoundKinds, dmlKinds } from '../../../ir/kinds.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, isQuery, type Question, walkWhere } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';

type MayCall = Extract<OracleNode, { kind: 'Name' | 'Call' | 'Member' | 'New' | 'MethodCallOnType' }>;

/** May the node call a routine by what it names? */
export function mayCall(node: OracleNode): node is MayCall {
  switch (node.kind) {
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'MethodCallOnType':
      return true;
    default:
      return false;
  }
}

/** The routines that an expression calls itself: functions, procedures, constructors, methods. */
export function calleesOf(analysis: Analysis, expr: OracleNode): readonly RoutineSymbol[] {
  if (!mayCall(expr)) return none;
  const called = calledRoutines(analysis.resolve(expr));
  return called.length === 0 ? none : calleesIn(called);
}

const none: readonly RoutineSymbol[] = [];

const calleesIn = remembered((called: readonly CalledRoutine[]): readonly RoutineSymbol[] =>
  called.map(({ callee }) => callee),
);

/** The defaults that a call, an OPEN, a loop over a cursor or the declaration of a record evaluates. */
export function defaultsUsed(analysis: Analysis, node: OracleNode): readonly Expr[] {
  if (mayCall(node))
    return calledRoutines(analysis.resolve(node)).flatMap(({ args }) =>
      args.flatMap(({ actual, parameter }) => (!actual && parameter.initial ? [parameter.initial] : [])),
    );
  if (node.kind === 'VariableDeclaration') {
    const variable = node.initial ? undefined : analysis.declaredBy(node);
    return variable?.kind === 'variable' ? valuesOfFields(variable.type) : [];
  }
  if (node.kind !== 'OpenCursor' && node.kind !== 'NamedCursor') return [];
  const { cursor, args } = node;
  const symbol = analysis.symbolOf(cursor);
  if (symbol?.kind !== 'cursor') return [];
  return symbol.parameters.flatMap(({ variable, initial }, i) =>
    initial && i >= args.length && !args.some((a) => a.name?.name === variable.name) ? [initial] : [],
  );
}

const valuesOfFields = (type: OracleType): readonly Expr[] =>
  type.kind === 'record' ? type.fields.flatMap((f) => (f.initial ? [f.initial] : valuesOfFields(f.type))) : [];

/**
 * What walks along effects and calls need to see: statements that do something themselves, calls, whatever runs code
 * that stands elsewhere (defaults of cursors, blocks in texts), and where routines, blocks and other statements of
 * statements begin.
 */
export const effectPlaces = remembered(
  (analysis: Analysis): Question => ({
    holds: (node): node is OracleNode => effectKinds.has(node.kind) || callsRoutine(analysis, node),
  }),
);

const effectKinds: ReadonlySet<OracleNode['kind']> = new Set<OracleNode['kind']>([
  'RoutineDefinition',
  // What is known of one counts for those around it.
  ...compoundKinds,
  ...dmlKinds,
  'ForAll',
  'ExecuteImmediate',
  'Commit',
  'SetTransaction',
  'Rollback',
  'Savepoint',
  'CallStatement',
  'OpenCursor',
  'NamedCursor',
  'VariableDeclaration',
]);

/** Is it a call of a routine, of the inputs or of Oracle's packages, or the use of a package, which initialises it? */
function callsRoutine(analysis: Analysis, node: OracleNode): boolean {
  if (calleesOf(analysis, node).length > 0) return true;
  if (!mayCall(node)) return false;
  const { base } = analysis.resolve(node);
  return base.kind === 'supplied' || base.kind === 'cursor' || (base.kind === 'variable' && isOfPackage(base.variable));
}

/** Is it a variable of a package, which the first use of it initialises? */
export const isOfPackage = ({ storage, constant }: VariableSymbol): boolean => storage === 'package' && !constant;

/** Does the tree neither query tables nor call a routine? */
export const isPure = (analysis: Analysis, node: OracleNode): boolean =>
  !contains(node, (inner) => isQuery(inner) || calleesOf(analysis, inner).length > 0);

/** The routines that the node calls itself, or something in it; what a nested routine calls is its own. */
export function calleesWithin(analysis: Analysis, node: OracleNode): readonly RoutineSymbol[] {
  const found: RoutineSymbol[] = [];
  walkWhere(node, effectPlaces(analysis), (inner) => {
    if (inner !== node && inner.kind === 'RoutineDefinition') return false;
    found.push(...calleesOf(analysis, inner));
    return true;
  });
  return found;
}

/** The routine and all that it calls, directly or further down; `beyond`: whether to look at what a routine calls. */
export function reachedFrom(
  analysis: Analysis,
  routines: Iterable<RoutineSymbol>,
  beyond: (routine: RoutineSymbol) => boolean = () => true,
): ReadonlySet<RoutineSymbol> {
  const reached = new Set(routines);
  for (const routine of reached)
    if (beyond(routine)) for (const callee of analysis.effectsOf(routine).calls) reached.add(callee);
  return reached;
}
