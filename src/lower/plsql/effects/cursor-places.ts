import type { Analysis } from '../../../analyze/analysis.js';
import type { CursorForLoop, Expr, OpenCursor, OpenFor, QualifiedName } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import { forEachChild } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';

/** Where all units together use a cursor or a cursor variable. */
export interface CursorPlaces {
  /** OPEN. */
  readonly opens: readonly OpenCursor[];
  /** OPEN … FOR. */
  readonly opensFor: readonly OpenFor[];
  readonly fetches: readonly Span[];
  /** Where it is closed or one of its attributes is asked. */
  readonly closesAndAsks: readonly Span[];
  /** Does a loop name it? */
  readonly isLooped: boolean;
  /** Is a cursor of any rows assigned to it, or given where it is a parameter? */
  readonly takesAnyRows: boolean;
  /** The routines, and units outside of them, with the statements and attributes of before. */
  readonly bodies: ReadonlySet<OracleNode>;
  /** Where the variable stands as a value: it is given to a call, assigned, returned, or gets another cursor. */
  readonly values: readonly { readonly span: Span; readonly inCursorStatement: boolean }[];
}

interface Noted {
  opens: OpenCursor[];
  opensFor: OpenFor[];
  fetches: Span[];
  closesAndAsks: Span[];
  isLooped: boolean;
  takesAnyRows: boolean;
  bodies: Set<OracleNode>;
  values: { span: Span; inCursorStatement: boolean }[];
}

const noPlaces = (): Noted => ({
  opens: [],
  opensFor: [],
  fetches: [],
  closesAndAsks: [],
  isLooped: false,
  takesAnyRows: false,
  bodies: new Set(),
  values: [],
});

const nowhere: CursorPlaces = noPlaces();

/** The cursor or cursor variable that an expression names. */
export function cursorSymbol(analysis: Analysis, cursor: Expr | QualifiedName): object | undefined {
  if (cursor.kind === 'QualifiedName') return analysis.symbolOf(cursor);
  if (cursor.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(cursor);
  if (steps.length > 0) return undefined;
  return base.kind === 'cursor' ? base.cursor : base.kind === 'variable' ? base.variable : undefined;
}

/** Where a cursor or cursor variable is used; one walk over all units finds it for every cursor. */
export function placesOf(analysis: Analysis, symbol: object): CursorPlaces {
  return allPlaces(analysis).ofCursor.get(symbol) ?? nowhere;
}

/** Does OPEN, or a loop over the cursor, stand inside of a loop over the same cursor? */
export const isInItsLoop = (analysis: Analysis, open: OpenCursor | CursorForLoop): boolean =>
  allPlaces(analysis).opensInLoop.has(open);

/** Is the cursor one that several bodies work with, or a variable that is handed on? Then its variable does not tell whether it is open. */
export function isShared(analysis: Analysis, symbol: object): boolean {
  const { bodies, values } = placesOf(analysis, symbol);
  return bodies.size > 1 || values.length > 0;
}

interface Places {
  readonly ofCursor: ReadonlyMap<object, CursorPlaces>;
  readonly opensInLoop: ReadonlySet<OracleNode>;
}

const allPlaces = remembered(findPlaces);

/** What is about the cursor that its field `cursor` names. */
type CursorStatement = OracleNode & { readonly cursor: Expr | QualifiedName | 'SQL'; readonly span: Span };
const cursorStatements: ReadonlySet<string> = new Set([
  'OpenCursor',
  'OpenFor',
  'Fetch',
  'CloseCursor',
  'CursorAttribute',
]);

function findPlaces(analysis: Analysis): Places {
  const ofCursor = new Map<object, Noted>();
  const opensInLoop = new Set<OracleNode>();
  const places = (symbol: object): Noted => {
    let own = ofCursor.get(symbol);
    if (!own) ofCursor.set(symbol, (own = noPlaces()));
    return own;
  };
  const note = (node: CursorStatement, symbol: object, { body, loops }: Around): void => {
    const noted = places(symbol);
    noted.bodies.add(body);
    switch (node.kind) {
      case 'OpenCursor':
        noted.opens.push(node);
        if (loops.includes(symbol)) opensInLoop.add(node);
        break;
      case 'OpenFor':
        noted.opensFor.push(node);
        break;
      case 'Fetch':
        noted.fetches.push(node.span);
        break;
      default:
        noted.closesAndAsks.push(node.span);
    }
  };
  /** A weak cursor variable is given to a parameter. */
  const noteWeakArguments = (node: OracleNode): void => {
    if (node.kind !== 'Call') return;
    const { base } = analysis.resolve(node);
    if (base.kind !== 'routine') return;
    for (const { actual, parameter } of base.args) {
      const given = actual && parameter.variable.type.kind === 'refCursor' ? analysis.typeOf(actual) : undefined;
      if (given?.kind === 'refCursor' && !given.returns) places(parameter.variable).takesAnyRows = true;
    }
  };
  const visit = (node: OracleNode, around: Around): void => {
    let inner = around;
    let own: unknown;
    noteWeakArguments(node);
    if (cursorStatements.has(node.kind)) {
      const statement = node as CursorStatement;
      own = statement.cursor;
      const symbol = statement.cursor === 'SQL' ? undefined : cursorSymbol(analysis, statement.cursor);
      if (symbol) note(statement, symbol, around);
      inner = { ...around, inCursorStatement: true };
    } else if (node.kind === 'Name') {
      const { base, type } = analysis.resolve(node);
      if (base.kind === 'variable' && type.kind === 'refCursor')
        places(base.variable).values.push({ span: node.span, inCursorStatement: around.inCursorStatement });
    } else if (node.kind === 'CursorForLoop') {
      const { source } = node;
      const symbol = source.kind === 'NamedCursor' ? cursorSymbol(analysis, source.cursor) : undefined;
      if (symbol) {
        places(symbol).isLooped = true;
        if (around.loops.includes(symbol)) opensInLoop.add(node);
        inner = { ...around, loops: [...around.loops, symbol] };
      }
    } else if (node.kind === 'Assignment') {
      const { target, value } = node;
      const symbol = cursorSymbol(analysis, target);
      const given = symbol && analysis.typeOf(value);
      if (symbol && given?.kind === 'refCursor' && !given.returns) places(symbol).takesAnyRows = true;
    } else if (node.kind === 'RoutineDefinition') inner = { ...around, body: node };
    forEachChild(node, (child) => {
      if (child !== own) visit(child, inner);
    });
  };
  for (const unit of analysis.units) visit(unit, { body: unit, loops: [], inCursorStatement: false });
  return { ofCursor, opensInLoop };
}

/** What stands around a node. */
interface Around {
  readonly body: OracleNode;
  /** The cursors of the loops. */
  readonly loops: readonly object[];
  readonly inCursorStatement: boolean;
}
