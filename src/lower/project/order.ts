import { addUnder } from '../../ir/lists-by-key.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { creationRanks, earlyKeyRank, type OrderedStatement, rowRank } from './creation-rank.js';
import { defines, hasDdl, needs } from './needs.js';

/**
 * Statements in an order in which each finds what it needs: by kind and place in the source, but never before what it
 * refers to. From the first rows of a session on, what meets rows keeps the order of the source. Where references go in
 * a circle, source order decides.
 */
export function inCreationOrder<T>(statements: readonly OrderedStatement<T>[]): readonly OrderedStatement<T>[] {
  return new CreationOrder(statements).result();
}

class CreationOrder<T> {
  private readonly providers = new Map<string, number[]>();
  /** What changes a table that is there, by its name. */
  private readonly changes = new Map<string, number[]>();
  /** Blocks with dynamic SQL: they may create what nothing else does. */
  private readonly blocks: number[] = [];
  /** Those that keep their place behind the rows of their session. */
  private readonly placed: ReadonlySet<number>;
  private readonly ranks: readonly number[];
  private readonly sessions = new Map<number, SessionPlaces>();
  /** The types and routines of each block: they come with it. */
  private readonly partsOf = new Map<number, readonly number[]>();
  private readonly parts = new Set<number>();
  private readonly begun = new Set<number>();
  private readonly ordered: OrderedStatement<T>[] = [];

  constructor(private readonly statements: readonly OrderedStatement<T>[]) {
    for (const [i, item] of statements.entries()) if (item.statement.kind === 'PgDo') this.noteParts(i, item);
    for (const [i, item] of statements.entries()) {
      const { statement } = item;
      const name = defines(statement);
      if (name !== undefined) addUnder(this.providers, name, i);
      // What a block makes and changes is not there before it runs.
      const { provides = [], changes = [] } = this.parts.has(i) ? {} : item;
      for (const provided of provides) addUnder(this.providers, provided, i);
      if (statement.kind === 'PgCreateSchema') addUnder(this.providers, `schema ${statement.name}`, i);
      if (statement.kind === 'PgDo' && hasDdl(statement)) this.blocks.push(i);
      const changed = changesTable(statement) && !item.late ? [nameKey(statement.name)] : changes;
      for (const table of changed) addUnder(this.changes, table, i);
      const places = this.sessions.get(item.session);
      if (places) places.members.push(i);
      else this.sessions.set(item.session, { members: [i], begun: 0 });
    }
    const { ranks, placed } = creationRanks(statements);
    this.ranks = ranks;
    this.placed = placed;
  }

  result(): readonly OrderedStatement<T>[] {
    const order = this.statements.map((_, i) => i);
    for (const i of order.sort((x, y) => (this.ranks[x] ?? 0) - (this.ranks[y] ?? 0) || x - y))
      if (!this.parts.has(i)) this.visit(i);
    return this.ordered;
  }

  /** Schemas that the first statement of a project stands for are everybody's. */
  private noteParts(block: number, { owner }: OrderedStatement<T>): void {
    const parts: number[] = [];
    for (let j = block - 1; j >= 0; j--) {
      const before = this.statements[j];
      if (before?.owner !== owner || before.statement.kind === 'PgCreateSchema') break;
      parts.unshift(j);
    }
    this.partsOf.set(block, parts);
    for (const part of parts) this.parts.add(part);
  }

  private visit(i: number): void {
    const item = this.statements[i];
    if (!item || this.begun.has(i)) return;
    this.begun.add(i);
    if (this.placed.has(i)) this.visitSessionBefore(i, item.session);
    // Types and routines of a block stand right before it.
    const parts = this.partsOf.get(i) ?? [];
    for (const j of [...parts, i])
      for (const name of needs(this.statements[j]?.statement ?? item.statement))
        if (!parts.some((part) => this.providers.get(name)?.includes(part))) this.visitName(name, j, item);
    for (const part of parts) this.visit(part);
    this.ordered.push(item);
  }

  /** What stands before it in its script, but for what comes after everything else. */
  private visitSessionBefore(i: number, session: number): void {
    const places = this.sessions.get(session);
    if (!places) return;
    for (let j = places.members[places.begun]; j !== undefined && j < i; j = places.members[places.begun]) {
      places.begun += 1;
      if ((this.ranks[j] ?? 0) <= rowRank && !this.parts.has(j)) this.visit(j);
    }
  }

  private visitName(name: string, i: number, item: OrderedStatement<T>): void {
    const providers = this.providers.get(name);
    const isThere = providers?.some((j) => j < i && this.isOfSession(j, item)) ?? false;
    for (const j of providers ?? (isOfInputs(name) ? this.blocksFor(i, item) : []))
      if (!isThere || !this.isBlockBehind(j, i, item)) this.visit(j);
    if (!readsColumns.has(item.statement.kind) && !item.late) return;
    for (const j of this.changes.get(name) ?? []) {
      // The script changes the table after it.
      const isBehind = j > i && this.isOfSession(j, item);
      if (isBehind && item.statement.kind === 'PgDo') continue;
      if (isBehind && (this.placed.has(j) || this.isEarlyKey(i) || this.standsBefore(item.statement, j))) continue;
      this.visit(j);
    }
  }

  private isOfSession(j: number, { session }: OrderedStatement<T>): boolean {
    return this.statements[j]?.session === session;
  }

  /** A block that the script has further on makes another thing of the name, or makes it anew. */
  private isBlockBehind(j: number, i: number, item: OrderedStatement<T>): boolean {
    return j > i && this.statements[j]?.statement.kind === 'PgDo' && this.isOfSession(j, item);
  }

  /** Is it a foreign key that is there before the script changes rows, runs blocks or renames columns? */
  private isEarlyKey(i: number): boolean {
    return this.statements[i]?.late === true && (this.ranks[i] ?? 0) <= earlyKeyRank;
  }

  /**
   * Is it there before what follows it in the script? A trigger fires for the rows of a block that changes the table,
   * too.
   */
  private standsBefore({ kind }: PgStatement, j: number): boolean {
    return kind === 'PgCreateIndex' || (kind === 'PgCreateTrigger' && this.statements[j]?.statement.kind === 'PgDo');
  }

  /** The blocks that may create what nothing else does: those before it in its script, or all of others. */
  private blocksFor(i: number, { session }: OrderedStatement<T>): readonly number[] {
    return this.blocks.filter((j) => this.statements[j]?.session !== session || j < i);
  }
}

/** The statements of a session, and how many of them have been begun in the order of the source. */
interface SessionPlaces {
  readonly members: number[];
  begun: number;
}

const isOfInputs = (name: string): boolean => !/^(ora|pg_catalog|pg_temp)\./.test(name) && name.includes('.');

/** Does it change more of a table than which of its triggers fire? */
const changesTable = (statement: PgStatement): statement is Extract<PgStatement, { kind: 'PgAlterTable' }> =>
  statement.kind === 'PgAlterTable' && statement.actions.some((action) => action.kind !== 'trigger');

/** What is looked at when it is created, or runs then, with the columns of its tables. */
const readsColumns: ReadonlySet<PgStatement['kind']> = new Set([
  'PgCreateView',
  'PgCreateMaterializedView',
  'PgCreateIndex',
  'PgCreateTrigger',
  'PgComment',
  'PgDmlStatement',
  'PgDo',
]);
