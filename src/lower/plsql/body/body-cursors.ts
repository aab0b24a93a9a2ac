import type { CursorSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { noSpan, type Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import type { BodyVariables } from './body-variables.js';
import { type CursorIdentity, cursorIn, cursorOf } from './cursor-state.js';

/** How a body uses a cursor. */
interface CursorUse {
  /** %FOUND, %NOTFOUND or %ROWCOUNT is read where PL/pgSQL's FOUND does not tell. */
  readonly attributes: boolean;
  /** WHERE CURRENT OF. */
  readonly currentOf: boolean;
}
const noUse: CursorUse = { attributes: false, currentOf: false };

/**
 * The cursors of one body: how it uses them, noted before it is lowered (`body-uses.ts`), and the variables that keep
 * what is asked of them.
 */
export class BodyCursors {
  /** Variables of cursor parameters, one a parameter and body. */
  readonly parameters = new Map<VariableSymbol, string>();
  private readonly portals = new Map<string, string>();
  private readonly kept = new Map<CursorSymbol | VariableSymbol, Map<'found' | 'rowcount' | 'looping', string>>();
  private readonly uses = new Map<CursorSymbol | VariableSymbol, CursorUse>();
  private readonly directAttributes = new Set<object>();
  private readonly directFetches = new Set<object>();
  private readonly openAttributes = new Set<object>();

  constructor(
    private readonly unit: UnitContext,
    private readonly variables: BodyVariables,
  ) {}

  /** A local variable that names the portal of a package cursor. */
  portalOf(portal: string): string {
    let name = this.portals.get(portal);
    if (name === undefined) {
      name = this.variables.fresh(portal.replace(/^.*\./, ''), { name: ['refcursor'] }, b.text(noSpan, portal));
      this.portals.set(portal, name);
    }
    return name;
  }

  /** The variable that keeps %FOUND or %ROWCOUNT of a cursor of the body, declared on first use. */
  variable(cursor: CursorIdentity, what: 'found' | 'rowcount'): string {
    const { symbol } = cursor;
    const counter = this.unit.analysis.cursorCounters(symbol.kind === 'cursor' ? symbol.variable : symbol)?.[what];
    return counter ? this.variables.name(counter) : this.keptFor(cursor, what);
  }

  /** The variable that is true while a loop over the cursor runs in the body, declared on first use. */
  looping(cursor: CursorIdentity): string {
    return this.keptFor(cursor, 'looping');
  }

  /** Cursors of inner blocks may have the name of another one. */
  private keptFor({ name: cursor, symbol }: CursorIdentity, what: 'found' | 'rowcount' | 'looping'): string {
    const own = this.kept.get(symbol) ?? new Map<typeof what, string>();
    this.kept.set(symbol, own);
    let name = own.get(what);
    if (name === undefined) {
      name = this.variables.fresh(
        `${cursor.replace('.', '_')}_${what}`,
        what === 'rowcount' ? pgTypes.integer : pgTypes.boolean,
      );
      own.set(what, name);
    }
    return name;
  }

  /** What the attributes are where a block that may run again declares the cursor: it is not open. */
  declaredAnew(symbol: CursorSymbol | VariableSymbol, span: Span): readonly PlStatement[] {
    if (!this.use(symbol).attributes) return [];
    const cursor: CursorIdentity = { symbol, package: false, name: foldName(symbol.name) };
    return (['found', 'rowcount'] as const).map((what) =>
      b.assign(span, b.column(span, this.variable(cursor, what)), b.null(span)),
    );
  }

  /** A cursor variable came back from a call: nothing has been fetched from it here. */
  handedOver(variable: Expr): readonly PlStatement[] {
    return this.nothingFetched(cursorOf(this.unit, variable), variable.span);
  }

  /** A cursor variable begins with a cursor from elsewhere. */
  begunWith(symbol: VariableSymbol, span: Span): readonly PlStatement[] {
    return this.nothingFetched(cursorIn(symbol), span);
  }

  /** What comes from elsewhere may be no open cursor, which has no count of rows. */
  private nothingFetched(cursor: CursorIdentity | undefined, span: Span): readonly PlStatement[] {
    if (!cursor || cursor.package || !this.isAsked(cursor)) return [];
    const { symbol } = cursor;
    const held = b.column(span, this.variables.name(symbol.kind === 'cursor' ? symbol.variable : symbol));
    return [
      b.assign(span, b.column(span, this.variable(cursor, 'found')), b.null(span)),
      b.assign(
        span,
        b.column(span, this.variable(cursor, 'rowcount')),
        b.ora(span, 'cursor_start', b.cast(span, held, pgTypes.text)),
      ),
    ];
  }

  /** Does the body read attributes of the cursor, or another one that shares them? */
  private isAsked({ symbol }: CursorIdentity): boolean {
    if (this.use(symbol).attributes) return true;
    return this.unit.analysis.cursorCounters(symbol.kind === 'cursor' ? symbol.variable : symbol) !== undefined;
  }

  /** What the body asks of the cursor: attributes, WHERE CURRENT OF. */
  use(symbol: CursorSymbol | VariableSymbol): CursorUse {
    return this.uses.get(symbol) ?? noUse;
  }
  /** The cursors whose attributes the body reads. */
  asked(): readonly (CursorSymbol | VariableSymbol)[] {
    return [...this.uses].flatMap(([symbol, use]) => (use.attributes ? [symbol] : []));
  }
  /** Is the attribute read right after a FETCH of its cursor, so that PL/pgSQL's own FOUND answers it? */
  readsFound(attribute: object): boolean {
    return this.directAttributes.has(attribute);
  }
  /** Notes how a body uses its cursors; called once with the whole body. */
  noteUses(uses: ReadonlyMap<CursorSymbol | VariableSymbol, CursorUse>, direct: ReadonlySet<object>): void {
    for (const [symbol, use] of uses) this.uses.set(symbol, use);
    for (const attribute of direct) this.directAttributes.add(attribute);
  }

  /** Does %ISOPEN stand in a loop over its cursor? */
  isOpenInLoop(attribute: object): boolean {
    return this.openAttributes.has(attribute);
  }
  noteOpenAttribute(attribute: object): void {
    this.openAttributes.add(attribute);
  }

  /** May the fetch write to its targets even at the end of the rows? */
  fetchesDirectly(fetch: object): boolean {
    return this.directFetches.has(fetch);
  }
  noteDirectFetch(fetch: object): void {
    this.directFetches.add(fetch);
  }
}
