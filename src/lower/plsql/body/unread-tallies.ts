import type {
  PgExpr,
  PlAssign,
  PlBlock,
  PlGetDiagnostics,
  PlIf,
  PlStatement,
  PlVariable,
  PostgresNode,
} from '../../../ir/postgres/index.js';
import { walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { handOn } from './unread-counts.js';

/**
 * FORALL keeps what SQL%BULK_ROWCOUNT, SQL%BULK_EXCEPTIONS and SQL%ROWCOUNT may be asked for. Once the body is made,
 * the variables of these that nothing reads, but for others of them that nothing reads, are left out with all that is
 * assigned to them.
 * @param names variables of the body that nothing outside of it can see, and whose values are computed without an
 *   effect
 */
export function withoutUnreadTallies(body: PlBlock, names: readonly string[]): PlBlock {
  if (names.length === 0) return body;
  const readBy = readers(body, new Set(names));
  const read = new Set<string>();
  const note = (name: string): void => {
    if (read.has(name)) return;
    read.add(name);
    for (const other of readBy.get(name) ?? []) note(other);
  };
  for (const name of readBy.get('') ?? []) note(name);
  const unread = new Set(names.filter((name) => !read.has(name)));
  return without(body, { unread, tallies: new Set(names) });
}

interface Tallies {
  readonly unread: ReadonlySet<string>;
  readonly tallies: ReadonlySet<string>;
}

/** What is read for the value of each of the variables, and under '' what everything else reads. */
function readers(body: PlBlock, names: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const read = new Map<string, Set<string>>();
  const note = (node: PostgresNode, by: string): void =>
    walk(node, (n) => {
      if (n.kind === 'PlAssign' || n.kind === 'PlGetDiagnostics') {
        const target = tallyOf(n, names);
        if (target !== undefined) {
          if (n.kind === 'PlAssign') note(n.value, target);
          if (n.kind === 'PlAssign' && n.target.kind === 'PgSubscript') note(n.target.index, target);
          return false;
        }
      }
      if (isIdle(n, names)) return false;
      const found = (name: string): unknown => read.set(by, (read.get(by) ?? new Set()).add(name));
      if (n.kind === 'PgColumn') for (const part of n.parts) if (names.has(part)) found(part);
      if (n.kind === 'PgRaw' || n.kind === 'PgUtility')
        for (const name of names) if (n.text.includes(name)) found(name);
      return true;
    });
  note(body, '');
  return read;
}

/** An IF that tests whether a list is filled, and does nothing since the counts below it have been left out. */
const isIdle = (node: unknown, names: ReadonlySet<string>): boolean => {
  if (kindOf(node) !== 'PlIf') return false;
  const { branches, otherwise } = node as PlIf;
  const [only, ...more] = branches;
  return (
    only !== undefined &&
    more.length === 0 &&
    otherwise === undefined &&
    only.body.every((s) => s.kind === 'PlNull' && s.comments === undefined) &&
    only.condition.kind === 'PgBinary' &&
    only.condition.left.kind === 'PgCall' &&
    only.condition.left.name.join('.') === 'cardinality' &&
    only.condition.left.args.every((arg) => nameOf(arg, names) !== undefined)
  );
};

/** The variable, if it is one of these, that the statement does nothing but assign to: itself or an element of it. */
function tallyOf(s: PlStatement, names: ReadonlySet<string>): string | undefined {
  if (s.kind === 'PlAssign') return nameOf(s.target.kind === 'PgSubscript' ? s.target.operand : s.target, names);
  if (s.kind !== 'PlGetDiagnostics' || s.stacked || s.items.length !== 1) return undefined;
  return s.items.map((item) => nameOf(item.target, names))[0];
}

const nameOf = (target: PgExpr, names: ReadonlySet<string>): string | undefined =>
  target.kind === 'PgColumn' && target.parts.length === 1 ? target.parts.find((part) => names.has(part)) : undefined;

/** The tree without declarations of the variables and assignments to them; what stays as it is, is the same object. */
function without<T>(value: T, given: Tallies): T;
function without(value: unknown, given: Tallies): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const kept = items.some((item) => isUnread(item, given)) ? leftOf(items, given) : items;
    const made = kept.map((item) => without(item, given));
    return kept === items && made.every((item, i) => item === items[i]) ? value : made;
  }
  const entries = Object.entries(value).map(([key, field]: [string, unknown]): [string, unknown] => [
    key,
    key === 'span' ? field : without(field, given),
  ]);
  const before = value as Readonly<Record<string, unknown>>;
  return entries.every(([key, field]) => field === before[key]) ? value : Object.fromEntries(entries);
}

/** What is left of a list of statements or declarations. */
function leftOf(items: readonly unknown[], given: Tallies): readonly unknown[] {
  const made: unknown[] = [];
  const [first] = items;
  for (const item of [...items].reverse()) {
    if (!isUnread(item, given)) made.push(item);
    else if (kindOf(item) !== 'PlVariable') handOn(item as PlStatement, made as PlStatement[]);
  }
  return made.length === 0 && isStatement(first) ? [b.nothing(first.span)] : made.reverse();
}

const isStatement = (item: unknown): item is PlAssign | PlGetDiagnostics =>
  kindOf(item) === 'PlAssign' || kindOf(item) === 'PlGetDiagnostics';

const isUnread = (item: unknown, { unread, tallies }: Tallies): boolean =>
  isStatement(item)
    ? tallyOf(item, unread) !== undefined
    : isIdle(item, tallies) || (kindOf(item) === 'PlVariable' && unread.has((item as PlVariable).name));

const kindOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'kind' in item ? item.kind : undefined;
