import type { Analysis } from '../../../../analyze/analysis.js';
import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type {
  Assignment,
  Call,
  CursorForLoop,
  Expr,
  Fetch,
  If,
  Name,
  OpenCursor,
  OpenFor,
  QualifiedName,
  VariableDeclaration,
} from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { Span } from '../../../../ir/span.js';
import { forEachChild, ofKinds, walkWhere } from '../../../../ir/walk.js';
import { remembered } from '../../../remembered.js';

/** Where all units together use a cursor or a cursor variable. */
interface CursorPlaces {
  /** OPEN. */
  readonly opens: readonly OpenCursor[];
  /** OPEN … FOR. */
  readonly opensFor: readonly OpenFor[];
  readonly fetches: readonly Fetch[];
  /** Where it is closed or one of its attributes is asked. */
  readonly closesAndAsks: readonly Span[];
  /** %ISOPEN, but where IF asks it to close the cursor and for nothing else. */
  readonly asksOpen: readonly Span[];
  /** Does a loop name it? */
  readonly isLooped: boolean;
  /** Does WHERE CURRENT OF name it? */
  readonly isCurrent: boolean;
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
  fetches: Fetch[];
  closesAndAsks: Span[];
  asksOpen: Span[];
  isLooped: boolean;
  isCurrent: boolean;
  takesAnyRows: boolean;
  bodies: Set<OracleNode>;
  values: { span: Span; inCursorStatement: boolean }[];
}

const noPlaces = (): Noted => ({
  opens: [],
  opensFor: [],
  fetches: [],
  closesAndAsks: [],
  asksOpen: [],
  isLooped: false,
  isCurrent: false,
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

/**
 * Is the cursor one that several bodies work with, or one that is nested in that of its declaration, or a variable that
 * is handed on? Then its variable does not tell whether it is open.
 */
export function isShared(analysis: Analysis, symbol: object): boolean {
  const { bodies, values } = placesOf(analysis, symbol);
  return bodies.size > 1 || values.length > 0 || [...bodies].some((body) => isDeclaredAround(body, symbol));
}

function isDeclaredAround({ kind, span: within }: OracleNode, symbol: object): boolean {
  const { span, container } = symbol as CursorSymbol | VariableSymbol;
  if (kind !== 'RoutineDefinition' || container?.kind === 'package') return false;
  return span.file === within.file && (span.start < within.start || span.start > within.end);
}

interface Places {
  readonly ofCursor: ReadonlyMap<object, CursorPlaces>;
  readonly opensInLoop: ReadonlySet<OracleNode>;
}

const allPlaces = remembered(findPlaces);

/** What is about the cursor that its field `cursor` names. */
const cursorStatements = ['OpenCursor', 'OpenFor', 'Fetch', 'CloseCursor', 'CursorAttribute'] as const;
type CursorStatement = Extract<OracleNode, { kind: (typeof cursorStatements)[number] }>;

const cursorUses = ofKinds(
  ...cursorStatements,
  'CurrentOf',
  'CursorForLoop',
  'RoutineDefinition',
  'Assignment',
  'VariableDeclaration',
  'Call',
  'If',
  'Name',
);

function findPlaces(analysis: Analysis): Places {
  return new PlaceFinder(analysis).all();
}

/** Walks over all units and notes each statement at its cursor. */
class PlaceFinder {
  private readonly ofCursor = new Map<object, Noted>();
  private readonly opensInLoop = new Set<OracleNode>();
  /** `c%ISOPEN` of `IF c%ISOPEN THEN CLOSE c; END IF`. */
  private readonly onlyToClose = new Set<OracleNode>();
  constructor(private readonly analysis: Analysis) {}

  all(): Places {
    for (const unit of this.analysis.units) this.visit(unit, { body: unit, loops: [], inCursorStatement: false });
    return { ofCursor: this.ofCursor, opensInLoop: this.opensInLoop };
  }

  private places(symbol: object): Noted {
    let own = this.ofCursor.get(symbol);
    if (!own) this.ofCursor.set(symbol, (own = noPlaces()));
    return own;
  }

  private note(node: CursorStatement, symbol: object, { body, loops }: Around): void {
    const noted = this.places(symbol);
    noted.bodies.add(body);
    switch (node.kind) {
      case 'OpenCursor':
        noted.opens.push(node);
        if (loops.includes(symbol)) this.opensInLoop.add(node);
        break;
      case 'OpenFor':
        noted.opensFor.push(node);
        break;
      case 'Fetch':
        noted.fetches.push(node);
        break;
      default:
        noted.closesAndAsks.push(node.span);
        if (node.kind === 'CursorAttribute' && node.attribute === 'ISOPEN' && !this.onlyToClose.has(node))
          noted.asksOpen.push(node.span);
    }
  }

  /** A weak cursor variable is given to a parameter. */
  private noteWeakArguments(node: Call): void {
    const { base } = this.analysis.resolve(node);
    if (base.kind !== 'routine') return;
    for (const { actual, parameter } of base.args) {
      const given = actual && parameter.variable.type.kind === 'refCursor' ? this.analysis.typeOf(actual) : undefined;
      if (given?.kind === 'refCursor' && !given.returns) this.places(parameter.variable).takesAnyRows = true;
    }
  }

  /** Afterwards the cursor is closed, whether it was open or not. */
  private noteGuard({ branches, otherwise }: If): void {
    const [branch] = branches;
    if (branch?.condition.kind !== 'CursorAttribute' || branches.length > 1 || otherwise) return;
    const { cursor } = branch.condition;
    const symbol = cursor === 'SQL' || cursor.kind === 'BindVariable' ? undefined : cursorSymbol(this.analysis, cursor);
    const closes = branch.body.every(
      (s) => s.kind === 'CloseCursor' && cursorSymbol(this.analysis, s.cursor) === symbol,
    );
    if (symbol && closes) this.onlyToClose.add(branch.condition);
  }

  private noteValue(node: Name, { inCursorStatement }: Around): void {
    const { base, type } = this.analysis.resolve(node);
    if (base.kind === 'variable' && type.kind === 'refCursor')
      this.places(base.variable).values.push({ span: node.span, inCursorStatement });
  }

  private noteAssignment({ target, value }: Assignment): void {
    const symbol = cursorSymbol(this.analysis, target);
    if (symbol) this.noteGiven(symbol, value);
  }

  private noteDeclaration(node: VariableDeclaration): void {
    const symbol = node.initial && this.analysis.declaredBy(node);
    if (node.initial && symbol?.kind === 'variable' && symbol.type.kind === 'refCursor')
      this.noteGiven(symbol, node.initial);
  }

  private noteGiven(symbol: object, value: Expr): void {
    const given = this.analysis.typeOf(value);
    if (given.kind === 'refCursor' && !given.returns) this.places(symbol).takesAnyRows = true;
  }

  private visit(start: OracleNode, around: Around): void {
    walkWhere(start, cursorUses, (node) => {
      switch (node.kind) {
        case 'Name':
          this.noteValue(node, around);
          return true;
        case 'Call':
          this.noteWeakArguments(node);
          return true;
        case 'If':
          this.noteGuard(node);
          return true;
        case 'CurrentOf': {
          const symbol = cursorSymbol(this.analysis, node.cursor);
          if (symbol) this.places(symbol).isCurrent = true;
          return true;
        }
        case 'Assignment':
          this.noteAssignment(node);
          return true;
        case 'VariableDeclaration':
          this.noteDeclaration(node);
          return true;
        case 'RoutineDefinition':
          this.visitBelow(node, { ...around, body: node });
          return false;
        case 'CursorForLoop': {
          const { source } = node;
          const symbol = source.kind === 'NamedCursor' ? cursorSymbol(this.analysis, source.cursor) : undefined;
          if (!symbol) return true;
          this.places(symbol).isLooped = true;
          if (around.loops.includes(symbol)) this.opensInLoop.add(node);
          this.visitBelow(node, { ...around, loops: [...around.loops, symbol] });
          return false;
        }
        default: {
          const { cursor } = node;
          const symbol = cursor === 'SQL' ? undefined : cursorSymbol(this.analysis, cursor);
          if (symbol) this.note(node, symbol, around);
          this.visitBelow(node, { ...around, inCursorStatement: true }, cursor);
          return false;
        }
      }
    });
  }

  private visitBelow(node: OracleNode, around: Around, leftOut?: unknown): void {
    forEachChild(node, (child) => {
      if (child !== leftOut) this.visit(child, around);
    });
  }
}

/** What stands around a node. */
interface Around {
  readonly body: OracleNode;
  /** The cursors of the loops. */
  readonly loops: readonly object[];
  readonly inCursorStatement: boolean;
}
