import type { Analysis } from '../../../analyze/analysis.js';
import type { RoutineSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr, QualifiedName, Query } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { nodesOf } from '../../../ir/walk.js';
import { remembered, rememberedOf } from '../../remembered.js';

/*
 * Which variables get LOBs of rows, so that they are locators of these rows, wherever they are handed to: rows FOR UPDATE,
 * and such as other queries read, which the transaction may have locked before.
 */

/** Is the variable filled from such rows: by a loop, by SELECT INTO or FETCH, or by what one of these filled? */
export const isFromRow = (analysis: Analysis, variable: VariableSymbol): boolean =>
  filledFromRows(analysis).has(variable);

/** Does the expression name a LOB that came from such a row: another variable, a field, an element, a result? */
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

/** The variables that get a row with its LOBs, or one that was changed. */
function filledWithRow(analysis: Analysis, node: OracleNode): readonly VariableSymbol[] {
  switch (node.kind) {
    case 'CursorForLoop': {
      const { source } = node;
      const record = analysis.declaredBy(node);
      const keepsRow =
        source.kind === 'Query'
          ? givesLobs(analysis, source)
          : source.kind === 'NamedCursor' && fetchesLobs(analysis, source.cursor);
      return keepsRow && record?.kind === 'variable' ? [record] : [];
    }
    case 'SelectInto': {
      const { body } = node.query;
      return body.kind === 'Select' && givesLobs(analysis, node.query) ? variablesIn(analysis, body.into?.targets) : [];
    }
    case 'Fetch':
      return fetchesLobs(analysis, node.cursor) ? variablesIn(analysis, node.into.targets) : [];
    case 'ExecuteImmediate':
      return givesLobsOfText(analysis, node.text) ? variablesIn(analysis, node.into?.targets) : [];
    case 'Returning':
      return variablesIn(analysis, node.into?.targets);
    default:
      return [];
  }
}

/** Does a query give LOBs of rows: does it lock the rows, or select a column that is a LOB as it stands? */
const givesLobs = rememberedOf((analysis: Analysis, query: Query): boolean => {
  if (query.forUpdate !== undefined) return true;
  if (query.body.kind !== 'Select' || !analysis.columnsOf(query).some(({ type }) => isLob(type))) return false;
  return query.body.items.some(({ value }) => {
    if (value.kind === 'Star') return true;
    return value.kind === 'Name' && isLob(analysis.typeOf(value)) && analysis.resolve(value).base.kind === 'column';
  });
});

const isLob = ({ kind }: OracleType): boolean => kind === 'clob' || kind === 'blob';

/** Does FETCH from the cursor give LOBs of rows? */
export function fetchesLobs(analysis: Analysis, cursor: Expr | QualifiedName): boolean {
  if (cursor.kind === 'QualifiedName') return isOverLobs(analysis, analysis.symbolOf(cursor));
  if (cursor.kind !== 'Name' && cursor.kind !== 'Member' && cursor.kind !== 'Call') return false;
  const { base, steps } = analysis.resolve(cursor);
  if (base.kind === 'variable') return openedForLobs(analysis).has(base.variable);
  return base.kind === 'cursor' && steps.length === 0 && isOverLobs(analysis, base.cursor);
}

/** The cursor variables that are opened for a query that gives LOBs of rows. */
const openedForLobs = remembered(
  (analysis: Analysis): ReadonlySet<VariableSymbol> =>
    new Set(
      analysis.units.flatMap((unit) =>
        nodesOf(unit, 'OpenFor').flatMap(({ cursor, source }) => {
          const isMeant =
            source.kind === 'Query' ? givesLobs(analysis, source) : givesLobsOfText(analysis, source.text);
          return isMeant ? (baseVariable(analysis, cursor) ?? []) : [];
        }),
      ),
    ),
);

/** A text that is executed, as far as it is known: does it lock the rows that it selects, or select one column as it is? */
export function givesLobsOfText(analysis: Analysis, text: Expr): boolean {
  const known = analysis.dynamicText(text);
  return known?.whole === true && (/\bfor\s+update\b/i.test(known.text) || selectsOneColumn.test(known.text));
}

const selectsOneColumn = /^\s*select\s+(?:[\w$#"]+\s*\.\s*)?(?!null\b)[a-z"][\w$#"]*\s+from\s+(?!dual\b)/i;

const isOverLobs = (analysis: Analysis, symbol: ReturnType<Analysis['symbolOf']>): boolean =>
  symbol?.kind === 'cursor' && symbol.query !== undefined && givesLobs(analysis, symbol.query);

const variablesIn = (analysis: Analysis, targets: readonly Expr[] = []): readonly VariableSymbol[] =>
  targets.flatMap((t) => baseVariable(analysis, t) ?? []);

function baseVariable(analysis: Analysis, name: Expr): VariableSymbol | undefined {
  if (name.kind !== 'Name' && name.kind !== 'Member' && name.kind !== 'Call') return undefined;
  const { base } = analysis.resolve(name);
  return base.kind === 'variable' ? base.variable : undefined;
}
