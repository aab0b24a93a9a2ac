import type {
  PackageSymbol,
  RelationSymbol,
  RoutineSymbol,
  SequenceSymbol,
  Symbol,
  SynonymSymbol,
  TriggerSymbol,
  TypeSymbol,
} from './symbols.js';

type SchemaSymbol =
  | RelationSymbol
  | SequenceSymbol
  | SynonymSymbol
  | PackageSymbol
  | RoutineSymbol
  | TypeSymbol
  | TriggerSymbol;

/** Everything over all inputs, by owner and name. */
export interface Catalog {
  readonly defaultOwner: string;
  /** Resolves like Oracle: own schema, then private synonym, then public synonym, then supplied objects. */
  lookup(name: readonly string[], from?: string): Symbol | undefined;
  /** The database link over which a synonym of that name leads. */
  linkOf(name: readonly string[], from?: string): string | undefined;
  readonly relations: readonly RelationSymbol[];
  readonly sequences: readonly SequenceSymbol[];
  readonly packages: readonly PackageSymbol[];
  /** Those of a name, whosever they are. */
  packagesNamed(name: string): readonly PackageSymbol[];
  readonly routines: readonly RoutineSymbol[];
  readonly types: readonly TypeSymbol[];
  readonly triggers: readonly TriggerSymbol[];
  /** Owners that occur in the inputs. */
  readonly owners: readonly string[];
}

/**
 * Schema objects of all inputs by owner and name. One name may stand for a table and, in another
 * name space, a trigger or index.
 */
export class CatalogIndex implements Catalog {
  private readonly byOwner = new Map<string, Map<string, SchemaSymbol[]>>();
  /** The owners as they were when last asked for; none ever goes. */
  private sortedOwners: readonly string[] = [];
  private readonly byName = new Map<string, SchemaSymbol[]>();
  private readonly publicSynonyms = new Map<string, SynonymSymbol>();
  readonly relations: RelationSymbol[] = [];
  readonly sequences: SequenceSymbol[] = [];
  readonly packages: PackageSymbol[] = [];
  readonly routines: RoutineSymbol[] = [];
  readonly types: TypeSymbol[] = [];
  readonly triggers: TriggerSymbol[] = [];

  constructor(readonly defaultOwner: string) {}

  get owners(): readonly string[] {
    if (this.sortedOwners.length !== this.byOwner.size) this.sortedOwners = [...this.byOwner.keys()].sort();
    return this.sortedOwners;
  }

  /**
   * Registers an object; a later definition of the same kind and name takes the place of the earlier
   * one, as CREATE OR REPLACE does.
   */
  add(symbol: SchemaSymbol): void {
    if (symbol.kind === 'synonym' && symbol.public) {
      this.publicSynonyms.set(symbol.name, symbol);
      return;
    }
    let names = this.byOwner.get(symbol.owner);
    if (!names) this.byOwner.set(symbol.owner, (names = new Map()));
    const list = names.get(symbol.name) ?? [];
    const isNew = list.length === 0;
    names.set(
      symbol.name,
      lastFirst(
        list.filter((other) => other.kind !== symbol.kind),
        symbol,
      ),
    );
    const all = this.byName.get(symbol.name) ?? [];
    this.byName.set(
      symbol.name,
      lastFirst(
        all.filter((other) => other.kind !== symbol.kind || other.owner !== symbol.owner),
        symbol,
      ),
    );
    switch (symbol.kind) {
      case 'relation':
        place(this.relations, symbol, isNew);
        break;
      case 'sequence':
        place(this.sequences, symbol, isNew);
        break;
      case 'package':
        place(this.packages, symbol, isNew);
        break;
      case 'routine':
        place(this.routines, symbol, isNew);
        break;
      case 'trigger':
        place(this.triggers, symbol, isNew);
        break;
      case 'synonym':
        break;
      default:
        place(this.types, symbol, isNew);
    }
  }

  packagesNamed(name: string): readonly PackageSymbol[] {
    return (this.byName.get(name) ?? []).filter((s) => s.kind === 'package');
  }

  /** The synonym itself of an owner's name, or the public one. */
  synonym(name: string, owner: string, isPublic: boolean): SynonymSymbol | undefined {
    if (isPublic) return this.publicSynonyms.get(name);
    const own = this.byOwner
      .get(owner)
      ?.get(name)
      ?.find((s) => s.kind === 'synonym');
    return own?.kind === 'synonym' ? own : undefined;
  }

  /** Takes a synonym away again. */
  removeSynonym(name: string, owner: string, isPublic: boolean): void {
    if (isPublic) this.publicSynonyms.delete(name);
    const isGone = (s: SchemaSymbol): boolean => s.kind === 'synonym' && s.owner === owner;
    const own = this.byOwner.get(owner);
    if (isPublic || !own?.get(name)?.some(isGone)) return;
    own.set(
      name,
      (own.get(name) ?? []).filter((s) => !isGone(s)),
    );
    this.byName.set(
      name,
      (this.byName.get(name) ?? []).filter((s) => !isGone(s)),
    );
  }

  /** The object itself, without looking through synonyms. */
  find(owner: string, name: string, accept: (symbol: SchemaSymbol) => boolean = () => true): SchemaSymbol | undefined {
    return this.byOwner
      .get(owner)
      ?.get(name)
      ?.find((s) => s.kind !== 'trigger' && accept(s));
  }

  trigger(owner: string, name: string): TriggerSymbol | undefined {
    return this.triggers.find((t) => t.name === name && (t.owner === owner || owner === ''));
  }

  lookup(parts: readonly string[], from = this.defaultOwner): Symbol | undefined {
    const [first, second] = parts;
    if (first === undefined) return undefined;
    if (second !== undefined) {
      const owned = this.find(first, second);
      if (owned) return this.target(owned);
    }
    return this.lookupName(first, from);
  }

  /**
   * How many parts of the name `lookup` used up: 2 when the first is an owner. An object of that name comes before
   * the owner where the schema sees one, and it can have what the second part names. (Database Administrator's
   * Guide, "How Oracle Database Resolves Schema Object References")
   */
  lookupPrefix(parts: readonly string[], from = this.defaultOwner): { symbol: Symbol; used: number } | undefined {
    const [first, second] = parts;
    if (first === undefined) return undefined;
    const owned = second !== undefined && this.byOwner.has(first) ? this.find(first, second) : undefined;
    const seen = owned && this.seenName(first, from);
    const plain = owned ? seen && this.target(seen) : this.lookupName(first, from);
    if (plain && (!owned || mayHave(plain, second))) return { symbol: plain, used: 1 };
    if (second !== undefined && this.byOwner.has(first)) {
      const found = owned ?? this.find('', second);
      if (found) return { symbol: this.target(found) ?? found, used: 2 };
    }
    return undefined;
  }

  linkOf(parts: readonly string[], from = this.defaultOwner): string | undefined {
    const name = parts.at(-1) ?? '';
    const own =
      parts.length > 1
        ? this.find(parts.at(-2) ?? '', name)
        : (this.find(from, name) ?? this.find('', name) ?? this.publicSynonyms.get(name));
    return own?.kind === 'synonym' ? own.definition.target.link : undefined;
  }

  /** What a schema sees by a name alone: an object of its own, or a public synonym. */
  private seenName(name: string, from: string): SchemaSymbol | undefined {
    return (
      this.find(from, name) ??
      (from !== this.defaultOwner ? this.find(this.defaultOwner, name) : undefined) ??
      this.find('', name) ??
      this.publicSynonyms.get(name)
    );
  }

  private lookupName(name: string, from: string): Symbol | undefined {
    const seen = this.seenName(name, from);
    const target = seen && this.target(seen);
    if (target) return target;
    // What stands behind a synonym of the schema's own is nothing else.
    if (seen?.kind === 'synonym' && !seen.public) return undefined;
    // Scripts of several users are often given together without CONNECT lines: a name that only one owner has is meant.
    const everywhere = (this.byName.get(name) ?? []).filter((s) => s.kind !== 'trigger' && s.kind !== 'synonym');
    return everywhere.length === 1 ? everywhere[0] : undefined;
  }

  private target(symbol: SchemaSymbol): Symbol | undefined {
    return symbol.kind === 'synonym' ? (symbol.target ?? undefined) : symbol;
  }
}

/** Can an object have a part of that name? Of the others, a sequence or a type, nothing but its own words can follow. */
function mayHave(symbol: Symbol, name: string | undefined): boolean {
  if (name === undefined) return true;
  if (symbol.kind === 'relation') return symbol.columns.some((c) => c.name === name);
  if (symbol.kind === 'package') return symbol.members.has(name);
  return symbol.kind !== 'sequence' || name === 'NEXTVAL' || name === 'CURRVAL';
}

/** Puts the symbol in the place of the one of its name; of a new name there is none to look for. */
function place<T extends { readonly owner: string; readonly name: string; readonly kind: string }>(
  list: T[],
  symbol: T,
  isNew: boolean,
): void {
  const at = isNew ? -1 : list.findIndex((other) => other.owner === symbol.owner && other.name === symbol.name);
  if (at >= 0) list[at] = symbol;
  else list.push(symbol);
}

/**
 * What is defined last counts: what a script defines comes behind what its texts may try to make of another kind. A
 * synonym with the name of an object of the same schema is made by a script for users of another one: the object is
 * meant.
 */
function lastFirst(list: readonly SchemaSymbol[], added: SchemaSymbol): SchemaSymbol[] {
  const all = [added, ...list];
  return [...all.filter((s) => s.kind !== 'synonym'), ...all.filter((s) => s.kind === 'synonym')];
}
