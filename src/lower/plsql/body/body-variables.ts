import { isCounter } from '../../../analyze/effects/cursor-counters.js';
import type { VariableSymbol } from '../../../analyze/model/symbols.js';
import type { PgExpr, PgType, PlDeclaration } from '../../../ir/postgres/index.js';
import { noSpan } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { rememberVariable } from '../../collections/bounds.js';
import { isDense } from '../../collections/dense.js';
import { denseValue, type SplitNames, splitParts, splitValue } from '../../collections/gaps/split.js';
import type { UnitContext } from '../../context.js';
import { hintOf, madeUpVariable } from '../../naming/made-names.js';
import { foldName, shorten } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';

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

const keyOf = (hint: string, type: PgType): string => `${hint} ${JSON.stringify(type)}`;

const isComposite = ({ type }: VariableSymbol): boolean => type.kind === 'record' || type.kind === 'object';

/** The variables of one body: what they are called and how they are written, and the temporaries beside them. */
export class BodyVariables {
  private readonly names = new Map<VariableSymbol, string>();
  /** What each name means in the scopes being made. */
  private readonly active = new Map<string, VariableSymbol>();
  private readonly expressions = new Map<VariableSymbol, PgExpr>();
  /** Collections kept in two variables. */
  private readonly parts = new Map<VariableSymbol, SplitNames>();
  private readonly used = new Set<string>(taken);
  /** The last number that a name was given. */
  private readonly numbers = new Map<string, number>();
  /** Temporaries that statements share, by what they are for and their type. */
  private readonly shared = new Map<string, string>();
  /** Temporaries of statements that are done, by what they are for and their type. */
  private readonly free = new Map<string, string[]>();
  /** The temporaries of the statements being made. */
  private readonly lent: { readonly key: string; readonly name: string }[] = [];
  /** Names that parameters of the entry have. */
  private readonly reserved = new Set<string>();
  private columnConflict = false;

  /**
   * `columns`: names of columns that the body's SQL can see. `qualifier`: what qualifies parameters in SQL, the
   * routine's own name. `outermost`: declarations of the outermost block, where temporaries live. `labels`: the labels
   * of the source, which no other block may have.
   */
  constructor(
    private readonly unit: UnitContext,
    private readonly columns: ReadonlySet<string>,
    private readonly qualifier: string | undefined,
    private readonly outermost: PlDeclaration[],
    labels: Iterable<string>,
  ) {
    for (const label of labels) this.used.add(label);
  }

  /** The body needs `#variable_conflict use_column`. */
  get usesColumnConflict(): boolean {
    return this.columnConflict;
  }

  /** A temporary of the outermost block; its name. */
  fresh(hint: string, type: PgType, initial?: PgExpr): string {
    const name = this.unusedName(hint);
    this.outermost.push({ kind: 'PlVariable', span: noSpan, name, type, initial });
    return name;
  }

  /**
   * A temporary that is read within the statement being made alone, after it was given a value there: the next
   * statement may have it, too.
   */
  temporary(hint: string, type: PgType): string {
    const key = keyOf(hint, type);
    const name = this.free.get(key)?.pop() ?? this.fresh(hint, type);
    this.lent.push({ key, name });
    return name;
  }

  /** Makes one statement, with what is in it. */
  inStatement<T>(make: () => T): T {
    const outer = this.lent.length;
    try {
      return make();
    } finally {
      // The first one lent is the first to be lent again.
      for (const { key, name } of this.lent.splice(outer).reverse())
        this.free.set(key, [...(this.free.get(key) ?? []), name]);
    }
  }

  /** Undeclares a temporary that nothing uses; the name is free again. */
  giveBack(name: string): void {
    const at = this.outermost.findIndex((x) => x.kind === 'PlVariable' && x.name === name);
    if (at < 0) throw new TypeError(`${name} is no temporary`);
    this.outermost.splice(at, 1);
    this.used.delete(hintOf(name));
    this.numbers.delete(hintOf(name).replace(/_\d+$/, ''));
  }

  /** A temporary that all share who ask for one of the name and type. */
  scratch(hint: string, type: PgType): string {
    const key = keyOf(hint, type);
    let name = this.shared.get(key);
    if (name === undefined) this.shared.set(key, (name = this.fresh(hint, type)));
    return name;
  }

  /** Keeps a name from being given to anything else. */
  reserve(name: string): void {
    this.used.add(name);
    this.reserved.add(name);
  }

  /** Gives a declared variable its name in the body. Inner blocks may declare a name again, as in Oracle. */
  name(symbol: VariableSymbol): string {
    const known = this.names.get(symbol);
    if (known !== undefined) return known;
    if (isCounter(symbol)) {
      const made = this.fresh(foldName(symbol.name), pgTypeOf(this.unit.naming, symbol.type, 'variable'));
      this.names.set(symbol, made);
      return made;
    }
    const hidden = this.active.get(foldName(symbol.name));
    if (hidden && hidden !== symbol) {
      // It would hide a variable of an enclosing scope, which a qualified name may mean.
      const apart = this.unusedName(`${foldName(symbol.name)}_2`);
      this.names.set(symbol, apart);
      return apart;
    }
    this.active.set(foldName(symbol.name), symbol);
    const own = foldName(symbol.name);
    const isParameter = symbol.storage === 'parameter' || symbol.storage === 'self';
    // `emp.id` of a query over `employees emp` would be the field of a parameter EMP, too.
    if (isParameter && isComposite(symbol) && this.columns.has(own)) this.columnConflict = true;
    // A parameter's name is part of the interface; a local gives way to a column, or to a name of PL/pgSQL.
    const clash =
      taken.includes(own) ||
      (!isParameter &&
        (this.columns.has(own) ||
          this.reserved.has(own) ||
          [...this.names.entries()].some(([s, n]) => n === own && s.storage === 'parameter')));
    const name = clash ? this.unusedName(`l_${own}`) : own;
    this.names.set(symbol, name);
    if (!clash) this.used.add(name);
    return name;
  }

  /** The name of a variable of an enclosing routine, which is a parameter here: its own, unless that is taken. */
  captured(symbol: VariableSymbol): string {
    const known = this.names.get(symbol);
    if (known !== undefined) return known;
    const own = foldName(symbol.name);
    // The field of a row would be the column of a table with its name as alias.
    const clash =
      taken.includes(own) ||
      this.reserved.has(own) ||
      this.active.has(own) ||
      splitParts(this.unit, symbol, own)?.some((part) => this.active.has(part.name)) ||
      (isComposite(symbol) && this.columns.has(own));
    const name = clash ? this.unusedName(`${own}_2`) : own;
    this.active.set(name, symbol);
    this.names.set(symbol, name);
    if (!clash) this.used.add(name);
    return name;
  }

  /** Names declared while `make` runs are those of an inner scope. */
  inScope<T>(make: () => T): T {
    const outer = new Map(this.active);
    try {
      return make();
    } finally {
      this.active.clear();
      for (const [name, symbol] of outer) this.active.set(name, symbol);
    }
  }

  /** Makes a variable stand for an expression: a captured variable, a package's constant. */
  bind(symbol: VariableSymbol, expr: PgExpr): void {
    this.expressions.set(symbol, expr);
  }

  /** Keeps a collection in variables of these names. */
  split(symbol: VariableSymbol, parts: SplitNames): void {
    this.parts.set(symbol, parts);
    for (const part of parts) {
      this.used.add(hintOf(part));
      this.active.set(part, symbol);
    }
  }

  /** The name of a part of the collection: the given one, unless a variable that can be seen has it. */
  partName(symbol: VariableSymbol, part: string): string {
    const hidden = this.active.get(part);
    return hidden !== undefined && hidden !== symbol ? this.unusedName(part) : part;
  }

  /** How a variable is written, in SQL (where a column of the name may hide it) or outside. */
  written(symbol: VariableSymbol, { sql }: { readonly sql: boolean }): PgExpr {
    const bound = this.expressions.get(symbol);
    if (bound) return bound;
    const name = this.name(symbol);
    const parts = this.parts.get(symbol);
    if (parts && symbol.type.kind === 'collection')
      return splitValue(this.unit, symbol.type.collection, parts, symbol.span, sql);
    if (symbol.type.kind === 'collection' && isDense(this.unit, symbol))
      return denseValue(symbol.type.collection, name, symbol.span);
    const own = b.column(symbol.span, name);
    return rememberVariable(sql ? this.inQuery(own) : own, symbol);
  }

  /** What was written for outside of SQL, as a query reads it. */
  inQuery(value: PgExpr): PgExpr {
    const name = value.kind === 'PgColumn' && value.parts.length === 1 ? value.parts[0]! : undefined;
    if (name === undefined || this.qualifier === undefined || !this.columns.has(name)) return value;
    this.columnConflict = true;
    return b.column(value.span, this.qualifier, name);
  }

  /** May a bare name in a statement of the body be one of its variables? */
  has(name: string): boolean {
    return this.used.has(name);
  }

  /** A name that nothing else in the body has, for a variable or a label. */
  unusedName(of: string): string {
    const { used, numbers } = this;
    const hint = hintOf(of);
    // What is used is known as it is written.
    let name = shorten(hint);
    if (used.has(name)) {
      let number = numbers.get(hint) ?? 1;
      do name = shorten(`${hint}_${++number}`);
      while (used.has(name));
      numbers.set(hint, number);
    }
    used.add(name);
    return madeUpVariable(name);
  }
}
