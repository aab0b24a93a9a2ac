import type {
  CollectionTypeSymbol,
  ObjectTypeSymbol,
  RecordTypeSymbol,
  RefCursorTypeSymbol,
  RoutineSymbol,
  SubtypeSymbol,
  Symbol,
  VariableSymbol,
} from '../../analyze/model/symbols.js';
import { shorten } from '../../ir/postgres/name-length.js';
import { apartFromCatalogTypes } from './catalog-types.js';
import { HelperNames } from './helper-names.js';

export { shorten };

type LocalTypeSymbol = CollectionTypeSymbol | RecordTypeSymbol | RefCursorTypeSymbol | SubtypeSymbol;

/** How schemas are called. */
export interface NamingOptions {
  /** The schema of objects whose owner the inputs never say. */
  readonly defaultSchema: string;
  /** Schema by owner where it is not the owner's name in lower case. */
  readonly schemas?: Readonly<Record<string, string>>;
}

/** Columns that every table of PostgreSQL has. (PostgreSQL manual, 5.5 "System Columns") */
const systemColumns = new Set(['cmax', 'cmin', 'ctid', 'tableoid', 'xmax', 'xmin']);

const none: ReadonlySet<string> = new Set();

/**
 * What is known of the inputs that are being lowered: the names in lower case that `lookAlikes` found, and the names
 * that were made beside those of the program.
 */
let inForce = { lookAlikes: none, helpers: new HelperNames() };

/**
 * An Oracle name as PostgreSQL stores it: lower case where Oracle stores upper case, else unchanged; shortened with a
 * hash beyond 63 bytes. While a compilation is being lowered its look-alikes are told apart; elsewhere `Naming.fold`
 * does that.
 */
export function foldName(name: string): string {
  return fold(name, inForce.lookAlikes);
}

function fold(name: string, lookAlikes: ReadonlySet<string>): string {
  if (lookAlikes.has(name)) return shorten(`${name}__lower`);
  const folded = name === name.toUpperCase() ? name.toLowerCase() : name;
  return systemColumns.has(folded) ? `${folded}_` : shorten(folded);
}

const entrySuffixes = ['__sql', '__view', '__c', '__at', '__own', '__step', '__final'] as const;

/** What marks a further entry of a routine. */
export type EntrySuffix = (typeof entrySuffixes)[number];

/** The name of a nested routine within that of what it stands in, told apart from a further entry: `p__c__2` for C in P. */
const nestedName = (outer: string, own: string): string =>
  shorten(`${outer}__${entrySuffixes.some((suffix) => suffix === `__${own}`) ? `${own}__2` : own}`);

/**
 * The name of a further entry of a routine: `f__sql` for SQL, `f__view` for granted views, `p__c` for callers in
 * capture mode, `p__at` and `p__own` for the other connection of an autonomous transaction, `f__step` and `f__final`
 * for the functions of an aggregate.
 */
export function entryName(routine: readonly string[], suffix: EntrySuffix): readonly string[] {
  return [...routine.slice(0, -1), helperName(routine.at(-1) ?? '', suffix.slice(2))];
}

/**
 * The name in a schema of something that the conversion makes for what is called `of`: `of__helper`, with a number
 * where the program, or something else that was made, has that name.
 */
export const helperName = (of: string, helper: string, between: '__' | '_' = '__'): string =>
  inForce.helpers.name(of, helper, between);

/**
 * What each Oracle object is called in PostgreSQL. Pure: depends on the symbol and the options alone, never on which
 * files were given, but for overloads that PostgreSQL cannot tell apart and packages of one name, which
 * `renameOverloads` and `qualifyPackages` decide once for all.
 */
export class Naming {
  private readonly routineNames = new Map<RoutineSymbol, string>();
  private readonly typeNames = new Map<LocalTypeSymbol, string>();
  private readonly places = new Map<RoutineSymbol | LocalTypeSymbol, RoutineSymbol['container']>();
  private readonly distinguished = new Set<VariableSymbol>();
  private readonly byOut = new Set<RoutineSymbol>();
  private readonly qualified = new Set<string>();
  private readonly withGaps = new Set<CollectionTypeSymbol>();
  private readonly helpers = new HelperNames();

  /** @param lookAlikes names in lower case that stand beside the same name in upper case */
  constructor(
    private readonly options: NamingOptions,
    private readonly lookAlikes: ReadonlySet<string> = none,
  ) {}

  fold(name: string): string {
    return fold(name, this.lookAlikes);
  }

  /** What `work` makes, with `foldName` and `helperName` telling the names of this compilation apart. */
  whileLowering<T>(work: () => T): T {
    const outer = inForce;
    inForce = { lookAlikes: this.lookAlikes, helpers: this.helpers };
    try {
      return work();
    } finally {
      inForce = outer;
    }
  }

  /** Has what the conversion makes give way to these names of the program. */
  reserve(names: Iterable<string>): void {
    this.helpers.reserve(names);
  }

  schemaOf(owner: string): string {
    if (owner === '') return this.options.defaultSchema;
    return this.options.schemas?.[owner] ?? this.fold(owner);
  }

  /** The schema that holds the members of a package: `pkg`, or `owner_pkg` where something else has that name. */
  packageSchema(pkg: { readonly owner: string; readonly name: string }): string {
    return this.qualified.has(`${pkg.owner}.${pkg.name}`)
      ? shorten(`${this.schemaOf(pkg.owner)}_${this.fold(pkg.name)}`)
      : this.fold(pkg.name);
  }

  /** From here on the schema of this package has its owner's name before it. */
  qualifyPackage(pkg: { readonly owner: string; readonly name: string }): void {
    this.qualified.add(`${pkg.owner}.${pkg.name}`);
  }

  /** The qualified name, one string a part. */
  of(symbol: Symbol): readonly string[] {
    switch (symbol.kind) {
      case 'relation':
      case 'sequence':
      case 'synonym':
      case 'trigger':
        return [this.schemaOf(symbol.owner), this.fold(symbol.name)];
      case 'package':
        return [this.packageSchema(symbol)];
      case 'routine':
        return this.routine(symbol);
      case 'objectType':
      case 'collectionType':
      case 'recordType':
      case 'subtype':
      case 'refCursorType':
        return this.type(symbol);
      case 'variable':
      case 'cursor':
      case 'exception':
      case 'label':
        return [this.fold(symbol.name)];
    }
  }

  /** Has a parameter tell its routine from overloads whose Oracle types are the same type in PostgreSQL. */
  distinguish(parameter: VariableSymbol): void {
    this.distinguished.add(parameter);
  }
  distinguishes(parameter: VariableSymbol): boolean {
    return this.distinguished.has(parameter);
  }

  /**
   * Has OUT parameters of a procedure be INOUT, so that they tell it from others of its name: PostgreSQL's identity of
   * a routine knows input types only.
   */
  distinguishByOut(routine: RoutineSymbol): void {
    this.byOut.add(routine);
  }
  isDistinguishedByOut(routine: RoutineSymbol): boolean {
    return this.byOut.has(routine);
  }

  /** Has nested tables of these types keep which of their elements are gone. */
  keepGaps(types: ReadonlySet<CollectionTypeSymbol>): void {
    for (const type of types) this.withGaps.add(type);
  }
  keepsGaps(type: CollectionTypeSymbol): boolean {
    return this.withGaps.has(type);
  }

  /** Gives a routine a name other than its own, for it and all its calls. */
  rename(routine: RoutineSymbol, name: string): void {
    this.routineNames.set(routine, name);
  }

  /** Gives a type that a block declares a name other than its own. */
  renameType(type: LocalTypeSymbol, name: string): void {
    this.typeNames.set(type, name);
  }

  /** Puts what a dynamic text declares beside the routine or trigger that runs the text; an anonymous block is none. */
  placeBeside(declared: RoutineSymbol | LocalTypeSymbol, container: RoutineSymbol['container']): void {
    this.places.set(declared, container);
  }
  isPlaced(declared: RoutineSymbol | LocalTypeSymbol): boolean {
    return this.places.has(declared);
  }

  private type(symbol: LocalTypeSymbol | ObjectTypeSymbol): readonly string[] {
    const own = (symbol.kind === 'objectType' ? undefined : this.typeNames.get(symbol)) ?? this.fold(symbol.name);
    if (symbol.owner === 'ORA' && symbol.container === undefined) return ['ora', own];
    const container = symbol.container ?? (symbol.kind === 'objectType' ? undefined : this.places.get(symbol));
    if (!container) {
      // A type of an anonymous block lives as long as the session.
      if (symbol.anonymous) return ['pg_temp', apartFromCatalogTypes(own)];
      return [this.schemaOf(symbol.owner), own];
    }
    if (container.kind === 'package') return [this.packageSchema(container), own];
    if (container.kind === 'routine') return this.nested(container, own);
    return [this.schemaOf(container.owner), shorten(`${this.fold(container.name)}__${own}`)];
  }

  private routine(symbol: RoutineSymbol): readonly string[] {
    const own = this.routineNames.get(symbol) ?? this.fold(symbol.name);
    const container = symbol.container ?? this.places.get(symbol);
    if (!container) return symbol.nested ? ['pg_temp', own] : [this.schemaOf(symbol.owner), own];
    switch (container.kind) {
      case 'package':
        return [this.packageSchema(container), own];
      case 'objectType':
        return [this.schemaOf(container.owner), shorten(`${this.fold(container.name)}__${own}`)];
      case 'routine':
        return this.nested(container, own);
      case 'trigger':
        return [this.schemaOf(container.owner), nestedName(this.fold(container.name), own)];
    }
  }

  private nested(container: RoutineSymbol, own: string): readonly string[] {
    const outer = this.routine(container);
    const index =
      container.overload.count > 1 && !this.routineNames.has(container) ? `${container.overload.index}` : '';
    return [...outer.slice(0, -1), nestedName(`${outer.at(-1)}${index}`, own)];
  }
}

/** A name part inside the text of a regclass. */
export function quotedInText(part: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`;
}
