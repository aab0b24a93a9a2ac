import type { Effects } from '../../../analyze/analysis.js';
import type { PackageSymbol, RoutineSymbol, TriggerSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PgType, PlBlock, PlDeclaration, PlStatement, PlVariable } from '../../../ir/postgres/index.js';
import { repeats } from '../../../ir/repetition.js';
import { noSpan, type Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { parameterType, pgTypeOf } from '../../types.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { type Locator, rowKey } from '../effects/lob-locators.js';
import { BodyCursors } from './body-cursors.js';
import { BodyJumps } from './body-jumps.js';
import { columnNamesInSight, labelsIn, noteUses } from './body-uses.js';
import { BodyVariables } from './body-variables.js';
import { withHoistedRecords } from './hoisted-records.js';
import { withJoinedFound } from './joined-found.js';
import { withoutNeedlessGuards } from './needless-guards.js';
import { resultName } from './result-name.js';
import type { BulkVariables, EarlierWork, ErrorMode, RoutineContext } from './routine-context.js';
import { sharedCount } from './shared-sql-attributes.js';
import { withSingleRowQueries } from './single-row-cursors.js';
import { withoutUnreadCounts } from './unread-counts.js';
import { withoutUnreadTallies } from './unread-tallies.js';
import { withoutUnusedCursors } from './unused-cursors.js';

/** What all contexts of one body share. */
interface Body {
  readonly source: OracleNode;
  readonly variables: BodyVariables;
  readonly cursors: BodyCursors;
  readonly jumps: BodyJumps;
  readonly copyBack: PlStatement[];
  asksSqlAttributes: boolean;
  countBefore: string | undefined;
  readonly sharesSqlAttributes: boolean;
  readonly sharesBulkAttributes: boolean;
  hasHandlers: boolean | undefined;
  plansWithValues: boolean | undefined;
  resultParameter: boolean;
  readonly controlsTransaction: boolean;
  rowCount: string | undefined;
  triggerResult: PgExpr | 'nothing' | undefined;
  updatedColumns: PgExpr | undefined;
  /** The variables that keep the keys of the rows that LOB variables are locators of. */
  readonly lobRows: Map<VariableSymbol, readonly string[]>;
  bulk: BulkVariables | undefined;
  /** Variables that FORALL counts in. */
  readonly tallies: string[];
  readonly cursorVariables: string[];
  /** Declarations of the outermost block, where temporaries live. */
  readonly outermost: PlDeclaration[];
}

/** Is it a variable of a package, whose assignments are statements of SQL? */
function readsPackage({ analysis }: UnitContext, node: OracleNode): boolean {
  if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'Call') return false;
  const { base } = analysis.resolve(node);
  return base.kind === 'variable' && base.variable.storage === 'package';
}

function effectsOfBody({ analysis }: UnitContext, symbol: BodyBuilder['symbol'], source: OracleNode): Effects {
  if (symbol?.kind === 'routine' || symbol?.kind === 'trigger') return analysis.effectsOf(symbol);
  return analysis.effectsWithin(source);
}

/** What a part of a body has of its own. */
interface Part {
  readonly mode: ErrorMode;
  readonly handled: string | undefined;
  readonly nativeHandler: boolean;
  /** Of the block being made. */
  readonly declarations: PlDeclaration[];
}

/** The context in which one PL/pgSQL body is made. */
export class BodyBuilder implements RoutineContext {
  private constructor(
    readonly unit: UnitContext,
    readonly symbol: RoutineSymbol | PackageSymbol | TriggerSymbol | undefined,
    private readonly body: Body,
    private readonly part: Part,
  ) {}

  /** `source`: the Oracle body, looked through for the columns, cursors and attributes that it uses. */
  static start(
    unit: UnitContext,
    symbol: BodyBuilder['symbol'],
    source: OracleNode,
    qualifier: string | undefined,
  ): BodyBuilder {
    const declarations: PlDeclaration[] = [];
    const variables = new BodyVariables(
      unit,
      columnNamesInSight(unit, source),
      qualifier,
      declarations,
      labelsIn(source),
    );
    const { sharesSqlAttributes, sharesBulkAttributes } = effectsOfBody(unit, symbol, source);
    const body: Body = {
      source,
      variables,
      cursors: new BodyCursors(unit, variables),
      jumps: new BodyJumps((hint) => variables.unusedName(hint)),
      copyBack: [],
      asksSqlAttributes: false,
      countBefore: undefined,
      sharesSqlAttributes,
      sharesBulkAttributes,
      hasHandlers: undefined,
      plansWithValues: undefined,
      resultParameter: false,
      controlsTransaction: statementEffects(unit.analysis, source).transactionControl,
      rowCount: undefined,
      triggerResult: undefined,
      updatedColumns: undefined,
      lobRows: new Map(),
      bulk: undefined,
      tallies: [],
      cursorVariables: [],
      outermost: declarations,
    };
    const part: Part = { mode: { kind: 'plain' }, handled: undefined, nativeHandler: false, declarations };
    const rc = new BodyBuilder(unit, symbol, body, part);
    noteUses(rc, source);
    return rc;
  }

  // ---------- what the body is ----------

  /** The Oracle body. */
  get source(): OracleNode {
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
  get plansWithValues(): boolean {
    this.body.plansWithValues ??=
      this.symbol !== undefined ||
      contains(
        this.body.source,
        (node) => (repeats(node) && findsKind(node, 'ExceptionHandler')) || readsPackage(this.unit, node),
      );
    return this.body.plansWithValues;
  }

  // ---------- contexts of its parts ----------

  get mode(): ErrorMode {
    return this.part.mode;
  }
  get handled(): string | undefined {
    return this.part.handled;
  }
  /** The error being handled is PL/pgSQL's own: RAISE without a name re-raises it. */
  get nativeHandler(): boolean {
    return this.part.nativeHandler;
  }
  /** A context for statements whose errors PostgreSQL propagates. */
  plain(): BodyBuilder {
    return this.partWith({ mode: { kind: 'plain' } });
  }
  /** A context for statements whose errors are kept in the variable and leave the labelled block. */
  capturing(errorVariable: string, bodyLabel: string, earlierWork: EarlierWork = 'kept'): BodyBuilder {
    return this.partWith({ mode: { kind: 'capture', errorVariable, bodyLabel, earlierWork } });
  }
  /** A context for statements that handle an error. */
  handling(handled: string | undefined, { native }: { readonly native: boolean }): BodyBuilder {
    return this.partWith({ handled, nativeHandler: native });
  }
  /** A context for an inner block: what `declare` adds goes into `declarations`. */
  innerBlock(declarations: PlDeclaration[]): BodyBuilder {
    return this.partWith({ declarations });
  }
  private partWith(change: Partial<Part>): BodyBuilder {
    return new BodyBuilder(this.unit, this.symbol, this.body, { ...this.part, ...change });
  }
  /** Where GOTO, EXIT and CONTINUE lead. */
  get jumps(): BodyJumps {
    return this.body.jumps;
  }

  // ---------- variables and declarations ----------

  /** What the variables are called. */
  get variables(): BodyVariables {
    return this.body.variables;
  }
  /** The cursors that it uses. */
  get cursors(): BodyCursors {
    return this.body.cursors;
  }
  /** Declarations made so far in the outermost block, temporaries included. */
  get outermostDeclarations(): readonly PlDeclaration[] {
    return this.body.outermost;
  }
  /** Declarations made now are those of the body's outermost block. */
  get isOutermost(): boolean {
    return this.part.declarations === this.body.outermost;
  }
  declare(declaration: PlDeclaration): void {
    this.part.declarations.push(declaration);
  }
  /** Declares the index of a FOREACH, which statements after it may have again under the same name. */
  declareIndex(declaration: PlVariable): void {
    const known = (d: PlDeclaration): boolean => d.kind === 'PlVariable' && d.name === declaration.name;
    if (!this.part.declarations.some(known)) this.part.declarations.push(declaration);
  }
  fresh(hint: string, type: PgType, initial?: PgExpr): string {
    return this.body.variables.fresh(hint, type, initial);
  }
  temporary(hint: string, type: PgType): string {
    return this.body.variables.temporary(hint, type);
  }
  giveBack(name: string): void {
    this.body.variables.giveBack(name);
  }
  scratch(hint: string, type: PgType): string {
    return this.body.variables.scratch(hint, type);
  }
  freshLabel(hint: string): string {
    return this.body.variables.unusedName(hint);
  }
  /** Gives a declared variable its name in the body. */
  name(symbol: VariableSymbol): string {
    return this.body.variables.name(symbol);
  }
  variable(symbol: VariableSymbol, place: { readonly sql: boolean }): PgExpr {
    return this.body.variables.written(symbol, place);
  }

  // ---------- what it hands back ----------

  /**
   * What must run before the routine is left: parameters kept in two variables are put together again; a trigger hands the
   * event around it back.
   */
  get copyBack(): PlStatement[] {
    return this.body.copyBack;
  }
  /** RETURN of a function whose entry is a procedure assigns the parameter `return_value`. */
  get resultParameter(): boolean {
    return this.body.resultParameter;
  }
  returnThroughParameter(): void {
    this.body.resultParameter = true;
    this.body.variables.reserve(this.symbol?.kind === 'routine' ? resultName(this.symbol) : 'return_value');
  }
  /** What RETURN of a trigger's body becomes; set by the lowering of the trigger. */
  triggerReturn(span: Span): PlStatement[] {
    const { triggerResult: result } = this.body;
    return [...this.copyBack, result === 'nothing' ? b.returns(span) : b.returns(span, result ?? b.null(span))];
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

  // ---------- the implicit cursor and FORALL ----------

  sqlRowCount(): string {
    const { sharesSqlAttributes: shares, asksSqlAttributes: asks } = this.body;
    this.body.rowCount ??= this.fresh(
      'sql_rowcount',
      pgTypes.integer,
      shares && asks ? sharedCount(noSpan) : undefined,
    );
    return this.body.rowCount;
  }
  get countBefore(): string | undefined {
    return this.body.countBefore;
  }
  set countBefore(variable: string | undefined) {
    this.body.countBefore = variable;
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
  /** Do the attributes that FORALL fills go to other bodies, or theirs come here? */
  get sharesBulkAttributes(): boolean {
    return this.body.sharesBulkAttributes;
  }
  /** A variable that FORALL counts in; it is left out of the finished body if nothing reads it. */
  tally(hint: string, type: PgType, initial?: PgExpr): string {
    const name = this.fresh(hint, type, initial);
    this.body.tallies.push(name);
    return name;
  }
  /** Declares the variable of a cursor; it is left out of the finished body if nothing opens it. */
  declareCursor(declaration: PlVariable): void {
    this.declare(declaration);
    this.body.cursorVariables.push(declaration.name);
  }
  /** The finished body: without counts that nothing reads and cursors that nothing opens, or that are one query. */
  finished(made: PlBlock): PlBlock {
    const cursors = this.body.cursorVariables;
    const body = withoutUnusedCursors(withSingleRowQueries(withJoinedFound(made), cursors), cursors);
    const tallied = withoutUnreadTallies(withoutUnreadCounts(body, this.body.rowCount), this.body.tallies);
    const counted = this.body.tallies.length > 0 ? withoutUnreadCounts(tallied, this.body.rowCount) : tallied;
    const parameters = this.parameterTypes();
    return withHoistedRecords(withoutNeedlessGuards(counted, parameters), parameters.keys());
  }
  /** The types of the parameters, by their names in the body. */
  private parameterTypes(): ReadonlyMap<string, PgType> {
    const parameters = this.symbol?.kind === 'routine' ? this.symbol.parameters : [];
    return new Map(parameters.map((p) => [this.name(p.variable), parameterType(this.unit.naming, p.variable)]));
  }
  bulkVariables(): BulkVariables {
    this.body.bulk ??= {
      rowCounts: this.tally('bulk_rowcount', { name: ['integer'], array: true }),
      errorIndexes: this.tally('bulk_error_index', { name: ['integer'], array: true }, b.text(noSpan, '{}')),
      errorCodes: this.tally('bulk_error_code', { name: ['integer'], array: true }, b.text(noSpan, '{}')),
    };
    return this.body.bulk;
  }

  // ---------- LOB locators ----------

  /** The variables that keep the key of the row that a LOB variable is a locator of. */
  lobRow(variable: VariableSymbol, locator: Locator): readonly string[] {
    let names = this.body.lobRows.get(variable);
    if (names === undefined) {
      names = rowKey(locator).map((column) => {
        const type = locator.table.columns.find((c) => foldName(c.name) === column)?.type;
        const own = column === 'ctid' ? 'row' : column === 'tableoid' ? 'partition' : column;
        return this.fresh(
          `${foldName(variable.name)}_${own}`,
          type ? pgTypeOf(this.unit.naming, type, 'value') : { name: [column === 'tableoid' ? 'oid' : 'tid'] },
        );
      });
      this.body.lobRows.set(variable, names);
    }
    return names;
  }
  /** A column of the row, with its table where the body has a variable of its name. */
  lobColumn(span: Span, table: string | undefined, column: string): PgExpr {
    return table !== undefined && this.body.variables.has(column)
      ? b.column(span, table, column)
      : b.column(span, column);
  }
  /** Is the variable one of this body, not of an enclosing routine? */
  declaresLob(variable: VariableSymbol): boolean {
    return variable.container === this.symbol;
  }
}

function findsKind(node: OracleNode, kind: string): boolean {
  return contains(node, (n) => n.kind === kind);
}
