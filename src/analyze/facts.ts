import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { CallStatement, ForLoop, FunctionSyntaxItem } from '../ir/oracle/index.js';
import type { Resolution } from './analysis.js';
import type { KnownText, TextForm } from './model/known-text.js';
import type { RowSource, StarColumn } from './model/row-source.js';
import type { ColumnInfo, RoutineSymbol, Symbol, TriggerSymbol, VariableSymbol } from './model/symbols.js';
import type { OracleType } from './model/types.js';

/** The side tables that the passes fill, keyed by node. */
export class Facts {
  readonly types = new Map<object, OracleType>();
  readonly notNull = new Set<object>();
  readonly resolutions = new Map<object, Resolution>();
  readonly symbols = new Map<object, Symbol>();
  readonly declared = new Map<object, Symbol>();
  readonly sources = new Map<object, RowSource>();
  /** Row sources whose whole row something reads: `VALUE(t)`, `t.method()`. */
  readonly readAsRows = new Set<RowSource>();
  readonly outputs = new Map<object, readonly ColumnInfo[]>();
  readonly selectSources = new Map<object, readonly RowSource[]>();
  /** What `*` stands for in JSON_OBJECT. */
  readonly jsonMembers = new Map<object, readonly FunctionSyntaxItem[]>();
  /** What `*` alone stands for in a query block whose USING or NATURAL JOIN merges columns. */
  readonly mergedStars = new Map<object, readonly StarColumn[]>();
  readonly typeRefs = new Map<object, OracleType>();
  readonly captures = new Map<RoutineSymbol, Map<VariableSymbol, { written: boolean }>>();
  /**
   * Where a variable of a package is named to be written: assigned to, filled, handed to an OUT
   * parameter, changed by a method.
   */
  readonly stateWrites = new Set<object>();
  /** Where any variable is named to be written. */
  readonly writes = new WeakSet<object>();
  /** The variables that are written, in the order in which the statements that do it are resolved. */
  readonly written: VariableSymbol[] = [];
  /** Cursors of enclosing scopes that a routine loops over, which is their use where something opens them. */
  readonly loopedOver = new Map<RoutineSymbol, Map<VariableSymbol, { written: boolean }>>();
  readonly openedCursors = new Set<VariableSymbol>();
  /** Direct calls made by a routine, trigger or anonymous block (keyed by its symbol or unit). */
  readonly calls = new Map<object, Set<RoutineSymbol>>();
  /** Loops over what looks like a cursor and is a number. */
  readonly valueLoops = new Map<object, ForLoop>();
  /** The routine or trigger in whose body a node was resolved: statements only. */
  readonly owners = new Map<object, RoutineSymbol | TriggerSymbol>();
  /** How often each exception path was declared: two blocks may declare one name. */
  readonly exceptionPaths = new Map<string, number>();
  /** What is known of texts that dynamic SQL executes, by what variables hold there. */
  readonly dynamicTexts = new Map<object, KnownText>();
  /** The texts that functions return which only put them together; undefined of others that were looked at. */
  readonly returnedTexts = new Map<RoutineSymbol, KnownText | undefined>();
  /** The few texts that functions may return; undefined of others that were looked at. */
  readonly returnedAlternatives = new Map<RoutineSymbol, readonly string[] | undefined>();
  /** The few forms of the texts that dynamic SQL may execute at a place: several, or one with values of the run in it. */
  readonly textForms = new Map<object, readonly TextForm[]>();
  /** What texts that dynamic SQL executes look like, where all of them are DROP or ALTER … COMPILE. */
  readonly textOutlines = new Map<object, readonly string[]>();
  /** Calls of DBMS_LOB that write to what EMPTY_CLOB() or EMPTY_BLOB() gave. */
  readonly emptyLocators = new Set<CallStatement>();
  readonly diagnostics: Diagnostic[] = [];
}
