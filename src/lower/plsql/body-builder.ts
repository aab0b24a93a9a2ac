import { isCounter } from '../../analyze/cursor-counters.js';
import type {
  CursorSymbol,
  PackageSymbol,
  RoutineSymbol,
  TriggerSymbol,
  VariableSymbol,
} from '../../analyze/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PgType, PlDeclaration, PlStatement } from '../../ir/postgres/index.js';
import { noSpan } from '../../ir/span.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { standsFor } from '../collections/bounds.js';
import { splitValue } from '../collections/split.js';
import type { UnitContext } from '../context.js';
import { foldName } from '../naming.js';
import { pgTypeOf } from '../types.js';
import { noteUses, visibleColumns } from './body-uses.js';
import { type CursorIdentity, cursorOf } from './cursor-state.js';
import { statementEffects } from './effects-of-statements.js';
import { type Locator, rowKey } from './lob-locators.js';
import { resultName } from './result-name.js';
import type { ErrorMode, RoutineContext } from './routine-context.js';
import { sharedCount } from './shared-sql-attributes.js';

/** Names that mean something to PL/pgSQL in a body. (PostgreSQL manual, 43.5.5, 43.6.8, 43.10) */
const taken = [
  'diagnostics',
  'stacked',
  'found',
  'new',
  'old',
  'sqlstate',
  'sqlerrm',
  'tg_op',
  'tg_name',
  'tg_table_name',
  'tg_argv',
  'tg_when',
  'tg_level',
  'row_count',
];

/** Aliases that converted queries give to their inner queries: a composite variable of that name would make `q.x` ambiguous. */
const aliases = ['q', 'u', 'list', 'rows', 'ordered', 'changed', 'inserted_objects'];

const isComposite = ({ type }: VariableSymbol): boolean => type.kind === 'record' || type.kind === 'object';

/** How a body uses a cursor. */
export interface CursorUse {
  /** %FOUND, %NOTFOUND or %ROWCOUNT is read where PL/pgSQL's FOUND does not tell. */
  readonly attributes: boolean;
  /** WHERE CURRENT OF. */
  readonly currentOf: boolean;
}
const noUse: CursorUse = { attributes: false, currentOf: false };

/** What all contexts of one body share. */
interface Body {
  readonly source: AnyNode;
  readonly names: Map<VariableSymbol, string>;
  /** What each name means in the scopes being made. */
  readonly active: Map<string, VariableSymbol>;
  readonly expressions: Map<VariableSymbol, PgExpr>;
  /** Collections kept in two variables. */
  readonly parts: Map<VariableSymbol, readonly [string, string]>;
  readonly copyBack: PlStatement[];
  readonly used: Set<string>;
  /** The last number that a name was given. */
  readonly numbers: Map<string, number>;
  /** Temporaries that statements share, by what they are for and their type. */
  readonly scratch: Map<string, string>;
  /** Names of columns that the body's SQL can see. */
  readonly columns: ReadonlySet<string>;
  /** What qualifies parameters in SQL: the routine's own name. */
  readonly qualifier: string | undefined;
  usesColumnConflict: boolean;
  asksSqlAttributes: boolean;
  readonly sharesSqlAttributes: boolean;
  hasHandlers: boolean | undefined;
  resultParameter: boolean;
  readonly controlsTransaction: boolean;
  rowCount: string | undefined;
  triggerResult: PgExpr | 'nothing' | undefined;
  updatedColumns: PgExpr | undefined;
  readonly cursorVariables: Map<string, string>;
  readonly cursorParameters: Map<VariableSymbol, string>;
  readonly gotos: Map<string, () => PlStatement[]>;
  loop: SourceLoop | undefined;
  readonly packageCursors: Map<string, string>;
  readonly cursorUses: Map<CursorSymbol | VariableSymbol, CursorUse>;
  readonly directAttributes: Set<object>;
  readonly directFetches: Set<object>;
  readonly openAttributes: Set<object>;
  /** The variables that keep the keys of the rows that LOB variables are locators of. */
  readonly lobRows: Map<VariableSymbol, readonly string[]>;
  bulk: { rowCounts: string; errorIndexes: string; errorCodes: string } | undefined;
  /** Declarations of the outermost block, where temporaries live. */
  readonly outermost: PlDeclaration[];
}

function sharesSqlAttributes(unit: UnitContext, symbol: BodyBuilder['symbol'], source: AnyNode): boolean {
  if (symbol?.kind === 'routine' || symbol?.kind === 'trigger')
    return unit.analysis.effectsOf(symbol).sharesSqlAttributes;
  return unit.analysis.effectsWithin(source).sharesSqlAttributes;
}

/** A loop of the source that is being lowered. */
interface SourceLoop {
  label: string | undefined;
  /** Does a loop that is made for GOTO stand between it and what is being lowered? */
  isCrossed: boolean;
}

/** The context in which one PL/pgSQL body is made. */
export class BodyBuilder implements RoutineContext {
  readonly after: PlStatement[] = [];
  /** What must run before the routine is left: parameters kept in two variables are put together again. */
  get copyBack(): PlStatement[] {
    return this.body.copyBack;
  }
  /** The error being handled is PL/pgSQL's own: RAISE without a name re-raises it. */
  nativeHandler = false;
  /** The error being handled is known to the session while the handler runs: leaving it has to end that. */
  publishing = false;

  private constructor(
    readonly unit: UnitContext,
    readonly symbol: RoutineSymbol | PackageSymbol | TriggerSymbol | undefined,
    readonly mode: ErrorMode,
    readonly handled: string | undefined,
    private readonly body: Body,
    private readonly declarations: PlDeclaration[],
  ) {}

  /** `source`: the Oracle body, looked through for the columns, cursors and attributes that it uses. */
  static start(
    unit: UnitContext,
    symbol: BodyBuilder['symbol'],
    source: AnyNode,
    qualifier: string | undefined,
  ): BodyBuilder {
    const columns = visibleColumns(unit, source);
    const declarations: PlDeclaration[] = [];
    const body: Body = {
      source,
      names: new Map(),
      active: new Map(),
      expressions: new Map(),
      parts: new Map(),
      copyBack: [],
      used: new Set(taken),
      numbers: new Map(),
      scratch: new Map(),
      columns,
      qualifier,
      usesColumnConflict: false,
      asksSqlAttributes: false,
      sharesSqlAttributes: sharesSqlAttributes(unit, symbol, source),
      hasHandlers: undefined,
      resultParameter: false,
      controlsTransaction: statementEffects(unit.analysis, source).transactionControl,
      rowCount: undefined,
      triggerResult: undefined,
      updatedColumns: undefined,
      cursorVariables: new Map(),
      cursorParameters: new Map(),
      gotos: new Map(),
      loop: undefined,
      packageCursors: new Map(),
      cursorUses: new Map(),
      directAttributes: new Set(),
      directFetches: new Set(),
      openAttributes: new Set(),
      lobRows: new Map(),
      bulk: undefined,
      outermost: declarations,
    };
    const rc = new BodyBuilder(unit, symbol, { kind: 'plain' }, undefined, body, declarations);
    noteUses(rc, source);
    return rc;
  }

  /** Declarations made so far in the outermost block, temporaries included. */
  get outermostDeclarations(): readonly PlDeclaration[] {
    return this.body.outermost;
  }
  /** Declarations made now are those of the body's outermost block. */
  get isOutermost(): boolean {
    return this.declarations === this.body.outermost;
  }
  /** The body needs `#variable_conflict use_column`. */
  get usesColumnConflict(): boolean {
    return this.body.usesColumnConflict;
  }

  fresh(hint: string, type: PgType, initial?: PgExpr): string {
    const name = this.unusedName(hint);
    this.body.outermost.push({ kind: 'PlVariable', span: noSpan, name, type, initial });
    return name;
  }

  scratch(hint: string, type: PgType): string {
    const key = `${hint} ${JSON.stringify(type)}`;
    let name = this.body.scratch.get(key);
    if (name === undefined) this.body.scratch.set(key, (name = this.fresh(hint, type)));
    return name;
  }

  /** RETURN of a function whose entry is a procedure assigns the parameter `return_value`. */
  get resultParameter(): boolean {
    return this.body.resultParameter;
  }
  returnThroughParameter(): void {
    this.body.resultParameter = true;
    this.reserve(this.symbol?.kind === 'routine' ? resultName(this.symbol) : 'return_value');
  }

  /** Keeps a name from being given to anything else. */
  reserve(name: string): void {
    this.body.used.add(name);
  }

  declare(declaration: PlDeclaration): void {
    this.declarations.push(declaration);
  }

  /** Gives a declared variable its name in the body. Inner blocks may declare a name again, as in Oracle. */
  name(symbol: VariableSymbol): string {
    const known = this.body.names.get(symbol);
    if (known !== undefined) return known;
    if (isCounter(symbol)) {
      const made = this.fresh(foldName(symbol.name), pgTypeOf(this.unit.naming, symbol.type, 'variable'));
      this.body.names.set(symbol, made);
      return made;
    }
    const hidden = this.body.active.get(foldName(symbol.name));
    if (hidden && hidden !== symbol) {
      // It would hide a variable of further out, which a qualified name may mean.
      const apart = this.unusedName(`${foldName(symbol.name)}_2`);
      this.body.names.set(symbol, apart);
      return apart;
    }
    this.body.active.set(foldName(symbol.name), symbol);
    const own = foldName(symbol.name);
    const isParameter = symbol.storage === 'parameter' || symbol.storage === 'self';
    // A parameter's name is part of the interface; a local gives way to a column, or to a name of PL/pgSQL.
    const clash =
      taken.includes(own) ||
      (!isParameter &&
        (this.body.columns.has(own) ||
          (isComposite(symbol) && aliases.includes(own)) ||
          [...this.body.names.entries()].some(([s, n]) => n === own && s.storage === 'parameter')));
    const name = clash ? this.unusedName(`l_${own}`) : own;
    this.body.names.set(symbol, name);
    this.body.used.add(name);
    return name;
  }

  /** The name of a variable of a routine further out, which is a parameter here: its own, unless that is taken. */
  captured(symbol: VariableSymbol): string {
    const known = this.body.names.get(symbol);
    if (known !== undefined) return known;
    const own = foldName(symbol.name);
    // The field of a row would be the column of a table with its name as alias.
    const clash =
      taken.includes(own) ||
      this.body.active.has(own) ||
      (isComposite(symbol) && (this.body.columns.has(own) || aliases.includes(own)));
    const name = clash ? this.unusedName(`${own}_2`) : own;
    this.body.active.set(name, symbol);
    this.body.names.set(symbol, name);
    this.body.used.add(name);
    return name;
  }

  /** Names declared while `make` runs are those of an inner scope. */
  inScope<T>(make: () => T): T {
    const outer = new Map(this.body.active);
    try {
      return make();
    } finally {
      this.body.active.clear();
      for (const [name, symbol] of outer) this.body.active.set(name, symbol);
    }
  }

  /** Makes a variable stand for an expression: a captured variable, a package's constant. */
  bind(symbol: VariableSymbol, expr: PgExpr): void {
    this.body.expressions.set(symbol, expr);
  }

  variable(symbol: VariableSymbol, sql: boolean): PgExpr {
    const bound = this.body.expressions.get(symbol);
    if (bound) return bound;
    const name = this.name(symbol);
    const parts = this.body.parts.get(symbol);
    if (parts && symbol.type.kind === 'collection')
      return splitValue(this.unit, symbol.type.collection, parts, symbol.span, sql);
    if (sql && this.body.columns.has(name) && this.body.qualifier !== undefined) {
      this.body.usesColumnConflict = true;
      return b.column(symbol.span, this.body.qualifier, name);
    }
    return standsFor(b.column(symbol.span, name), symbol);
  }

  /** Keeps a collection in two variables of these names. */
  split(symbol: VariableSymbol, parts: readonly [string, string]): void {
    this.body.parts.set(symbol, parts);
    for (const part of parts) this.body.used.add(part);
  }

  with<T>(change: Partial<Pick<RoutineContext, 'mode' | 'handled'>>, make: (inner: BodyBuilder) => T): T {
    const inner = new BodyBuilder(
      this.unit,
      this.symbol,
      change.mode ?? this.mode,
      'handled' in change ? change.handled : this.handled,
      this.body,
      this.declarations,
    );
    inner.nativeHandler = this.nativeHandler;
    inner.publishing = this.publishing;
    return make(inner);
  }

  /** A context for an inner block: what `declare` adds goes into `declarations`. */
  innerBlock(declarations: PlDeclaration[]): BodyBuilder {
    const inner = new BodyBuilder(this.unit, this.symbol, this.mode, this.handled, this.body, declarations);
    inner.nativeHandler = this.nativeHandler;
    inner.publishing = this.publishing;
    return inner;
  }

  /** What RETURN of a trigger's body becomes; set by the lowering of the trigger. */
  triggerReturn(span: import('../../ir/span.js').Span): PlStatement[] {
    const { triggerResult: result } = this.body;
    return [result === 'nothing' ? b.returns(span) : b.returns(span, result ?? b.null(span))];
  }
  /** The row that the trigger function returns; nothing of an event trigger. */
  set triggerResult(value: PgExpr | 'nothing') {
    this.body.triggerResult = value;
  }
  /** In a trigger: the array of the columns in the SET list, for `UPDATING('C')`. */
  get updatedColumns(): PgExpr | undefined {
    return this.body.updatedColumns;
  }
  set updatedColumns(value: PgExpr | undefined) {
    this.body.updatedColumns = value;
  }

  freshLabel(hint: string): string {
    return this.unusedName(hint);
  }

  sqlRowCount(): string {
    const { sharesSqlAttributes: shares, asksSqlAttributes: asks } = this.body;
    this.body.rowCount ??= this.fresh(
      'sql_rowcount',
      pgTypes.integer,
      shares && asks ? sharedCount(noSpan) : undefined,
    );
    return this.body.rowCount;
  }

  /** Lowers a region in which GOTO `label` is what `make` makes. */
  withGoto<T>(label: string, make: () => PlStatement[], region: () => T): T {
    const outer = this.body.gotos.get(label);
    this.body.gotos.set(label, make);
    try {
      return region();
    } finally {
      if (outer) this.body.gotos.set(label, outer);
      else this.body.gotos.delete(label);
    }
  }
  /** Lowers the body of a loop of the source; the label that it has then. */
  inLoop<T>(label: string | undefined, region: () => T): { readonly body: T; readonly label: string | undefined } {
    const outer = this.body.loop;
    const loop: SourceLoop = { label, isCrossed: false };
    this.body.loop = loop;
    try {
      const body = region();
      return { body, label: loop.label };
    } finally {
      this.body.loop = outer;
    }
  }
  /** Lowers what stands in a loop that is made for GOTO. */
  inMadeLoop<T>(region: () => T): T {
    const { loop } = this.body;
    const before = loop?.isCrossed ?? false;
    if (loop) loop.isCrossed = true;
    try {
      return region();
    } finally {
      if (loop) loop.isCrossed = before;
    }
  }
  /** Is the loop of the source around this known, so that it can be given a label? */
  get canLabelLoop(): boolean {
    return this.body.loop !== undefined;
  }
  /** The label that EXIT and CONTINUE need to reach the loop of the source. */
  loopLabel(): string | undefined {
    const { loop } = this.body;
    if (loop?.isCrossed) loop.label ??= this.freshLabel('source_loop');
    return loop?.isCrossed ? loop.label : undefined;
  }
  gotoStatements(label: string): PlStatement[] | undefined {
    return this.body.gotos.get(label)?.();
  }

  /** Variables of cursor parameters, one a parameter and body. */
  get cursorParameters(): Map<VariableSymbol, string> {
    return this.body.cursorParameters;
  }

  /** A local variable that names the portal of a package cursor. */
  packageCursor(portal: string): string {
    let name = this.body.packageCursors.get(portal);
    if (name === undefined) {
      name = this.fresh(portal.replace(/^.*\./, ''), { name: ['refcursor'] }, b.text(noSpan, portal));
      this.body.packageCursors.set(portal, name);
    }
    return name;
  }

  /** The Oracle body. */
  get source(): AnyNode {
    return this.body.source;
  }

  /** Does something in the body, or below it, end the transaction? */
  get controlsTransaction(): boolean {
    return this.body.controlsTransaction;
  }

  /** Does a block of the body handle exceptions? */
  get hasHandlers(): boolean {
    this.body.hasHandlers ??= findsKind(this.body.source, 'ExceptionHandler');
    return this.body.hasHandlers;
  }

  /** Does the body, or another that it has part with, read SQL%ROWCOUNT, SQL%FOUND or SQL%NOTFOUND? */
  get readsSqlAttributes(): boolean {
    return this.body.asksSqlAttributes || this.body.sharesSqlAttributes;
  }
  /** Does the body itself? */
  get asksSqlAttributes(): boolean {
    return this.body.asksSqlAttributes;
  }
  noteSqlAttributes(): void {
    this.body.asksSqlAttributes = true;
  }
  /** Does the count of its statements go to other bodies, or theirs come here? */
  get sharesSqlAttributes(): boolean {
    return this.body.sharesSqlAttributes;
  }

  /** Does the body read attributes of the cursor, or name it in WHERE CURRENT OF? */
  cursorUse(symbol: CursorSymbol | VariableSymbol): CursorUse {
    return this.body.cursorUses.get(symbol) ?? noUse;
  }
  /** Is the attribute read right after a FETCH of its cursor, so that PL/pgSQL's own FOUND answers it? */
  readsFound(attribute: object): boolean {
    return this.body.directAttributes.has(attribute);
  }

  /** The variables that keep the key of the row that a LOB variable is a locator of. */
  lobRow(variable: VariableSymbol, locator: Locator): readonly string[] {
    let names = this.body.lobRows.get(variable);
    if (names === undefined) {
      names = rowKey(locator).map((column) => {
        const type = locator.table.columns.find((c) => foldName(c.name) === column)?.type;
        const own = column === 'ctid' ? 'row' : column;
        return this.fresh(
          `${foldName(variable.name)}_${own}`,
          type ? pgTypeOf(this.unit.naming, type, 'value') : { name: ['tid'] },
        );
      });
      this.body.lobRows.set(variable, names);
    }
    return names;
  }
  /** Is the variable one of this body, not of a routine further out? */
  declaresLob(variable: VariableSymbol): boolean {
    return variable.container === this.symbol;
  }

  /** Does %ISOPEN stand in a loop over its cursor? */
  isOpenInLoop(attribute: object): boolean {
    return this.body.openAttributes.has(attribute);
  }
  noteOpenAttribute(attribute: object): void {
    this.body.openAttributes.add(attribute);
  }

  /** May the fetch write to its targets even at the end of the rows? */
  fetchesDirectly(fetch: object): boolean {
    return this.body.directFetches.has(fetch);
  }
  noteDirectFetch(fetch: object): void {
    this.body.directFetches.add(fetch);
  }

  cursorHandedOver(variable: Expr): readonly PlStatement[] {
    const cursor = cursorOf(this.unit, variable);
    if (!cursor || cursor.package || !this.cursorUse(cursor.symbol).attributes) return [];
    const { span } = variable;
    return [
      b.assign(span, b.column(span, this.cursorVariable(cursor, 'found')), b.null(span)),
      b.assign(span, b.column(span, this.cursorVariable(cursor, 'rowcount')), b.num(span, 0)),
    ];
  }

  /** Notes how a body uses its cursors; called once with the whole body. */
  noteCursorUses(uses: ReadonlyMap<CursorSymbol | VariableSymbol, CursorUse>, direct: ReadonlySet<object>): void {
    for (const [symbol, use] of uses) this.body.cursorUses.set(symbol, use);
    for (const attribute of direct) this.body.directAttributes.add(attribute);
  }

  /** The cursors whose attributes the body reads. */
  cursorsAsked(): readonly (CursorSymbol | VariableSymbol)[] {
    return [...this.body.cursorUses].flatMap(([symbol, use]) => (use.attributes ? [symbol] : []));
  }

  cursorVariable({ name: cursor, symbol }: CursorIdentity, what: 'found' | 'rowcount'): string {
    const held = symbol.kind === 'cursor' ? symbol.variable : symbol;
    const counter = this.unit.analysis.cursorCounters(held)?.[what];
    if (counter) return this.name(counter);
    const key = `${cursor}%${what}`;
    let name = this.body.cursorVariables.get(key);
    if (name === undefined) {
      name = this.fresh(
        `${cursor.replace('.', '_')}_${what}`,
        what === 'found' ? { name: ['boolean'] } : { name: ['integer'] },
      );
      this.body.cursorVariables.set(key, name);
    }
    return name;
  }

  bulkVariables(): { rowCounts: string; errorIndexes: string; errorCodes: string } {
    this.body.bulk ??= {
      rowCounts: this.fresh('bulk_rowcount', { name: ['integer'], array: true }),
      errorIndexes: this.fresh('bulk_error_index', { name: ['integer'], array: true }, b.text(noSpan, '{}')),
      errorCodes: this.fresh('bulk_error_code', { name: ['integer'], array: true }, b.text(noSpan, '{}')),
    };
    return this.body.bulk;
  }

  /** A name that no variable, column or alias of the body has. */
  private unusedName(hint: string): string {
    const { used, numbers, columns } = this.body;
    let name = hint;
    if (used.has(name) || columns.has(name)) {
      let number = numbers.get(hint) ?? 1;
      do name = `${hint}_${++number}`;
      while (used.has(name) || columns.has(name));
      numbers.set(hint, number);
    }
    used.add(name);
    return name;
  }
}

function findsKind(node: AnyNode, kind: string): boolean {
  let found = false;
  walk(node, (n) => {
    found ||= n.kind === kind;
    return !found;
  });
  return found;
}
