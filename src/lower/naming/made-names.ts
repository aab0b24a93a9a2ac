import type { PgStatement } from '../../ir/postgres/index.js';
import { shorten } from '../../ir/postgres/name-length.js';

/*
 * Names that the conversion makes up (aliases, helper columns, temporaries, labels) bear a mark while a unit is
 * lowered. Only where a statement is complete is it known which names the program has in it: then the mark goes, and a
 * name that something else has gets a number.
 */

/** No characters of any text. (Unicode, 23.7 "Noncharacters") */
const marks = { variable: '\uFDD0', part: '\uFDD1', inQuery: '\uFDD2' };
const mark = /[\uFDD0-\uFDD2]/;

const marked = (name: string, by: string): string => (name.endsWith(by) ? name : `${name}${by}`);

/**
 * A name for something of a query that gives way to any name of the program in its statement; the same one for the same
 * `name`.
 */
export const madeUp = (name: string): string => marked(name, marks.inQuery);

/** A made-up name for a variable or a label: another one than `madeUp` gives something of a query. */
export const madeUpVariable = (name: string): string => marked(name, marks.variable);

/** A made-up name for a variable that holds a part of another one. */
export const madeUpPart = (of: string, part: string): string => marked(`${of}_${part}`, marks.part);

/** What a name was made up of. */
export const hintOf = (name: string): string => name.replace(/[\uFDD0-\uFDD2]/g, '');

/** Does a text still hold a name that was made up? */
export const holdsMadeUp = (text: string): boolean => mark.test(text);

/** The columns of the tables of a name: `*`, and names without qualifier, may mean them. */
export type ColumnsOf = (table: string) => Iterable<string>;

/** The statement with names that nothing else in it has in the places of those that were made up. */
export function settleNames<T extends PgStatement>(statement: T, columnsOf: ColumnsOf): T {
  const names = new Names(columnsOf);
  names.collect(statement, '');
  if (names.hints.size === 0) return statement;
  const chosen = names.choose();
  return settled(statement, (text, isName) => replaced(text, isName, (name) => chosen.get(name) ?? name)) as T;
}

/** Fields of nodes that hold names, or (`text`) a text of ours with names in it. */
const naming: ReadonlySet<string> = new Set(
  'alias columns cursor function index label name names new object of old on parts qualifier set table target text pieces using'.split(
    ' ',
  ),
);

/** What may hold more than a name. */
const texts: ReadonlySet<string> = new Set(['text', 'value', 'pieces', 'comments', 'format']);

/** Those that hold the names of other things: types, the settings of RAISE. */
const foreign: ReadonlySet<string> = new Set(['type', 'options', 'comments', 'trailingComment']);

class Names {
  /** Those that were made up, with their marks. */
  readonly hints = new Set<string>();
  private readonly used = new Set<string>();

  constructor(private readonly columnsOf: ColumnsOf) {}

  collect(value: unknown, key: string): void {
    if (typeof value === 'string') this.add(value, key);
    else if (Array.isArray(value)) for (const each of value) this.collect(each, key);
    else if (typeof value === 'object' && value !== null) {
      const node = value as Readonly<Record<string, unknown>>;
      for (const field in node) {
        if (field === 'name' && node.kind === 'PgCall') continue;
        if (field === 'span') continue;
        if (field === 'name' || field === 'table') this.addColumns(node[field]);
        if (!foreign.has(field) || hasMark(node[field])) this.collect(node[field], field);
      }
    }
  }

  private add(text: string, key: string): void {
    const isMarked = mark.test(text);
    if (!isMarked && !naming.has(key)) return;
    const isName = !texts.has(key);
    const rest = isMarked ? replaced(text, isName, (name) => this.hinted(name)) : text;
    if (isName) this.used.add(rest);
    else for (const [word] of rest.matchAll(/[\p{L}_][\p{L}\p{N}_$#]*/gu)) this.used.add(word);
  }

  /** Notes a name that was made up; nothing stands in its place. */
  private hinted(name: string): string {
    this.hints.add(name);
    return ' ';
  }

  private addColumns(name: unknown): void {
    const last: unknown = Array.isArray(name) ? name.at(-1) : undefined;
    if (typeof last === 'string') for (const column of this.columnsOf(last)) this.used.add(column);
  }

  /** A name for each: as it was asked for where that is free. Variables come first. */
  choose(): ReadonlyMap<string, string> {
    const chosen = new Map<string, string>();
    const { hints, used } = this;
    const wanted = new Set([...hints].map(hintOf));
    for (const made of [...hints].sort((a, b) => rank(a) - rank(b))) {
      const hint = hintOf(made);
      let name = shorten(hint);
      for (let number = 2; used.has(name) || (name !== hint && wanted.has(name)); number++)
        name = shorten(`${hint}_${number}`);
      used.add(name);
      chosen.set(made, name);
    }
    return chosen;
  }
}

const rank = (made: string): number => Object.values(marks).indexOf(made.at(-1) ?? '');

function hasMark(value: unknown): boolean {
  if (typeof value === 'string') return mark.test(value);
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const field in fields) if (field !== 'span' && hasMark(fields[field])) return true;
  return false;
}

/** Names in a text of ours stand in quotes for their mark. */
const inText = /"([^"]*[\uFDD0-\uFDD2])"|([\p{L}_][\p{L}\p{N}_$#\uFDD0-\uFDD2]*[\uFDD0-\uFDD2])/gu;

function replaced(text: string, isName: boolean, nameOf: (made: string) => string): string {
  return isName
    ? nameOf(text)
    : text.replace(inText, (_, quoted?: string, plain?: string) => {
        const name = nameOf(quoted ?? plain ?? '');
        return /^[a-z_ ][a-z0-9_$ ]*$/.test(name) ? name : `"${name}"`;
      });
}

function settled(tree: unknown, change: (text: string, isName: boolean) => string): unknown {
  const others = new Map<object, object>();
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return mark.test(value) ? change(value, !texts.has(key)) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      let copies: unknown[] | undefined;
      for (let i = 0; i < items.length; i++) {
        const next = visit(items[i], key);
        if (next !== items[i]) (copies ??= [...items])[i] = next;
      }
      return copies ?? value;
    }
    const known = others.get(value);
    if (known !== undefined) return known;
    let copy: Record<string, unknown> | undefined;
    for (const field in value) {
      const part = (value as Readonly<Record<string, unknown>>)[field];
      const next = field === 'span' ? part : visit(part, field);
      if (next !== part) (copy ??= { ...value })[field] = next;
    }
    others.set(value, copy ?? value);
    return copy ?? value;
  };
  return visit(tree, '');
}
