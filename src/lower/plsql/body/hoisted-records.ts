import type {
  PlBlock,
  PlForDynamic,
  PlForQuery,
  PlStatement,
  PlVariable,
  PostgresNode,
} from '../../../ir/postgres/index.js';
import { withStatementLists } from '../../../ir/postgres/statement-lists.js';

/** A block that is there for the record of its loop alone. */
interface RecordBlock {
  readonly record: PlVariable;
  readonly loop: PlForQuery | PlForDynamic;
}

/**
 * The record of a FOR loop is known in its loop only, so each such loop is made with a block that declares it. Where
 * its name means nothing else in the body, the record stands among the body's own declarations, as one would write it;
 * loops with a record of the same name and type share it.
 * @param parameters their names
 */
export function withHoistedRecords(body: PlBlock, parameters: Iterable<string>): PlBlock {
  const records = new Map<string, PlVariable>();
  const others = new OtherNames(parameters);
  for (const record of recordsIn(body)) {
    if (!isSame(records.get(record.name), record)) others.names.add(record.name);
    records.set(record.name, record);
  }
  if (records.size === 0) return body;
  others.note(body, []);
  for (const name of records.keys()) if (others.names.has(name)) records.delete(name);
  if (records.size === 0) return body;
  const made = withLoops(body, records);
  return { ...made, declarations: [...made.declarations, ...records.values()] };
}

/** The records of the loops at and below a statement, outermost first. */
function recordsIn(s: PlStatement, found: PlVariable[] = []): readonly PlVariable[] {
  const own = recordBlock(s);
  if (own) found.push(own.record);
  withStatementLists(s, (list) => {
    for (const statement of list) recordsIn(statement, found);
    return list;
  });
  return found;
}

const isSame = (known: PlVariable | undefined, { type }: PlVariable): boolean =>
  known === undefined || JSON.stringify(known.type) === JSON.stringify(type);

/**
 * All that a body calls anything but the record of a loop within that loop: variables, tables and their aliases,
 * columns, labels, functions. A record would hide or meet them.
 */
class OtherNames {
  readonly names: Set<string>;
  constructor(parameters: Iterable<string>) {
    this.names = new Set(parameters);
  }

  /** `around`: the records of the loops around. */
  note(value: unknown, around: readonly string[]): void {
    if (typeof value === 'string') this.names.add(value);
    else if (Array.isArray(value)) for (const item of value) this.note(item, around);
    else if (typeof value === 'object' && value !== null) this.noteObject(value, around);
  }

  private noteObject(value: Partial<PostgresNode>, around: readonly string[]): void {
    const own = value.kind === 'PlBlock' ? recordBlock(value as PlBlock) : undefined;
    if (own) {
      const { name } = own.record;
      if (around.includes(name)) this.names.add(name);
      const { body, targets: _, ...head } = own.loop;
      this.noteFields(head, around);
      this.note(body, [...around, name]);
      return;
    }
    switch (value.kind) {
      case 'PgString':
      case 'PlComment':
        return;
      case 'PgRaw':
      case 'PgUtility':
        for (const word of value.text?.match(/\w+/g) ?? []) this.names.add(word);
        return;
      case 'PgColumn': {
        const [first] = value.parts ?? [];
        if (first !== undefined && !around.includes(first)) this.names.add(first);
        return;
      }
      default:
        this.noteFields(value, around);
    }
  }

  private noteFields(value: object, around: readonly string[]): void {
    for (const [key, field] of Object.entries(value))
      if (key !== 'span' && key !== 'kind' && key !== 'comments') this.note(field, around);
  }
}

function recordBlock(s: PlStatement): RecordBlock | undefined {
  if (s.kind !== 'PlBlock' || s.label !== undefined || s.handlers.length > 0) return undefined;
  if (s.declarations.length !== 1 || s.body.length !== 1) return undefined;
  const [record] = s.declarations;
  const [loop] = s.body;
  if (record?.kind !== 'PlVariable' || record.initial || record.notNull || record.constant) return undefined;
  if (loop?.kind !== 'PlForQuery' && loop?.kind !== 'PlForDynamic') return undefined;
  const [target] = loop.targets;
  return target?.kind === 'PgColumn' && target.parts.length === 1 && target.parts[0] === record.name
    ? { record, loop }
    : undefined;
}

/** The block with loops in the places of the blocks of these records. */
function withLoops(block: PlBlock, records: ReadonlyMap<string, PlVariable>): PlBlock {
  const change = (list: readonly PlStatement[]): readonly PlStatement[] => {
    const made = list.map((s) => {
      const own = recordBlock(s);
      return withStatementLists(own && records.has(own.record.name) ? asLine(own.loop, s) : s, change);
    });
    return made.every((s, i) => s === list[i]) ? list : made;
  };
  return withStatementLists(block, change) as PlBlock;
}

/** The loop with what a reader sees around the block that it stood in. */
function asLine(loop: RecordBlock['loop'], { comments, trailingComment, blankBefore }: PlStatement): PlStatement {
  return {
    ...loop,
    comments: [...(comments ?? []), ...(loop.comments ?? [])],
    trailingComment: trailingComment ?? loop.trailingComment,
    blankBefore: blankBefore ?? loop.blankBefore,
  };
}
