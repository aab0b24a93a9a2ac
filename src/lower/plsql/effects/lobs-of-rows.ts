import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { Expr, QualifiedName } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { nodesOf } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';

/*
 * Which variables get rows FOR UPDATE, so that the LOBs in them are locators of these rows, wherever they are handed to.
 */

/** Is the variable filled from rows FOR UPDATE: by a loop, by SELECT INTO or FETCH, or by what one of these filled? */
export const isFromRow = (analysis: Analysis, variable: VariableSymbol): boolean =>
  filledFromRows(analysis).has(variable);

/** Does the expression name a LOB that came from a row FOR UPDATE: another variable, a field, an element, a result? */
export const isOfRow = (analysis: Analysis, value: Expr): boolean => isOf(analysis, value, filledFromRows(analysis));

type Holder = VariableSymbol | RoutineSymbol;

function isOf(analysis: Analysis, value: Expr, holders: ReadonlySet<Holder>): boolean {
  if (value.kind !== 'Name' && value.kind !== 'Member' && value.kind !== 'Call') return false;
  const { base } = analysis.resolve(value);
  const from = base.kind === 'routine' ? base.routine : base.kind === 'variable' ? base.variable : undefined;
  return from !== undefined && holders.has(from) && mayHoldLob.has(analysis.typeOf(value).kind);
}

const mayHoldLob: ReadonlySet<string> = new Set(['clob', 'blob', 'record', 'collection', 'object']);

/** The variables that hold such rows, and the functions that return them. */
const filledFromRows = remembered((analysis: Analysis): ReadonlySet<Holder> => {
  const nodes = analysis.units.flatMap((unit) =>
    nodesOf(unit, 'CursorForLoop', 'SelectInto', 'Fetch', 'Returning', 'ExecuteImmediate').flatMap((node) =>
      filledWithRow(analysis, node),
    ),
  );
  const holders = new Set<Holder>(nodes);
  if (holders.size === 0) return holders;
  const steps = analysis.units.flatMap((unit) =>
    nodesOf(unit, 'Assignment', 'VariableDeclaration', 'Call', 'RoutineDefinition'),
  );
  for (let size = -1; size < holders.size; ) {
    size = holders.size;
    for (const step of steps) for (const holder of handedOn(analysis, step, holders)) holders.add(holder);
  }
  return holders;
});

/** What else holds such a row by the node. */
function handedOn(analysis: Analysis, node: OracleNode, holders: ReadonlySet<Holder>): readonly Holder[] {
  switch (node.kind) {
    case 'Assignment':
      return isOf(analysis, node.value, holders) ? variablesIn(analysis, [node.target]) : [];
    case 'VariableDeclaration': {
      const variable = node.initial && isOf(analysis, node.initial, holders) ? analysis.declaredBy(node) : undefined;
      return variable?.kind === 'variable' ? [variable] : [];
    }
    case 'Call': {
      const { base } = analysis.resolve(node);
      if (base.kind !== 'routine') return [];
      return base.args.flatMap(({ parameter: { mode, variable }, actual }) =>
        mode !== 'IN' && actual && holders.has(variable) ? variablesIn(analysis, [actual]) : [],
      );
    }
    case 'RoutineDefinition': {
      const routine = analysis.declaredBy(node);
      if (routine?.kind !== 'routine' || !routine.returns) return [];
      return nodesOf(node, 'Return').some(({ value }) => value && isOf(analysis, value, holders)) ? [routine] : [];
    }
    default:
      return [];
  }
}

/** The variables that get a row FOR UPDATE, or one that was changed. */
function filledWithRow(analysis: Analysis, node: OracleNode): readonly VariableSymbol[] {
  switch (node.kind) {
    case 'CursorForLoop': {
      const { source } = node;
      const record = analysis.declaredBy(node);
      const keepsRow =
        source.kind === 'Query'
          ? source.forUpdate !== undefined
          : source.kind === 'NamedCursor' && isForUpdate(analysis, source.cursor);
      return keepsRow && record?.kind === 'variable' ? [record] : [];
    }
    case 'SelectInto': {
      const { forUpdate, body } = node.query;
      return forUpdate !== undefined && body.kind === 'Select' ? variablesIn(analysis, body.into?.targets) : [];
    }
    case 'Fetch':
      return isForUpdate(analysis, node.cursor) ? variablesIn(analysis, node.into.targets) : [];
    case 'ExecuteImmediate':
      return isTextForUpdate(analysis, node.text) ? variablesIn(analysis, node.into?.targets) : [];
    case 'Returning':
      return variablesIn(analysis, node.into?.targets);
    default:
      return [];
  }
}

export function isForUpdate(analysis: Analysis, cursor: Expr | QualifiedName): boolean {
  if (cursor.kind === 'QualifiedName') return isOfUpdate(analysis.symbolOf(cursor));
  if (cursor.kind !== 'Name' && cursor.kind !== 'Member' && cursor.kind !== 'Call') return false;
  const { base, steps } = analysis.resolve(cursor);
  if (base.kind === 'variable') return openedForUpdate(analysis).has(base.variable);
  return base.kind === 'cursor' && steps.length === 0 && isOfUpdate(base.cursor);
}

/** The cursor variables that are opened for a query FOR UPDATE. */
const openedForUpdate = remembered(
  (analysis: Analysis): ReadonlySet<VariableSymbol> =>
    new Set(
      analysis.units.flatMap((unit) =>
        nodesOf(unit, 'OpenFor').flatMap(({ cursor, source }) => {
          const isUpdate =
            source.kind === 'Query' ? source.forUpdate !== undefined : isTextForUpdate(analysis, source.text);
          return isUpdate ? (baseVariable(analysis, cursor) ?? []) : [];
        }),
      ),
    ),
);

/** A text that is executed, as far as it is known: does it lock the rows that it selects? */
export function isTextForUpdate(analysis: Analysis, text: Expr): boolean {
  const known = analysis.dynamicText(text);
  return known?.whole === true && /\bfor\s+update\b/i.test(known.text);
}

const isOfUpdate = (symbol: ReturnType<Analysis['symbolOf']>): boolean =>
  symbol?.kind === 'cursor' && symbol.query?.forUpdate !== undefined;

const variablesIn = (analysis: Analysis, targets: readonly Expr[] = []): readonly VariableSymbol[] =>
  targets.flatMap((t) => baseVariable(analysis, t) ?? []);

function baseVariable(analysis: Analysis, name: Expr): VariableSymbol | undefined {
  if (name.kind !== 'Name' && name.kind !== 'Member' && name.kind !== 'Call') return undefined;
  const { base } = analysis.resolve(name);
  return base.kind === 'variable' ? base.variable : undefined;
}
