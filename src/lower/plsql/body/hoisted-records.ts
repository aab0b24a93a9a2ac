import type { PlBlock, PlForDynamic, PlForQuery, PlStatement, PlVariable } from '../../../ir/postgres/index.js';
import { withStatementLists } from '../../../ir/postgres/statement-lists.js';

/** A block that is there for the record of its loop alone. */
interface RecordBlock {
  readonly record: PlVariable;
  readonly loop: PlForQuery | PlForDynamic;
}

/**
 * The record of a FOR loop is known in its loop only, so each such loop is made with a block that declares it. Where
 * nothing else in the body is declared by that name, the record stands among the body's own declarations, as one would
 * write it; loops with a record of the same name and type share it. What the body's SQL names in this way is no matter
 * here: no variable of a body has a name that its SQL can see.
 * @param parameters their names
 */
export function withHoistedRecords(body: PlBlock, parameters: Iterable<string>): PlBlock {
  const names = new DeclaredNames();
  for (const name of parameters) names.others.add(name);
  names.note(body, []);
  const records = new Map([...names.records].filter(([name]) => !names.others.has(name)));
  if (records.size === 0) return body;
  const made = withLoops(body, records);
  return { ...made, declarations: [...made.declarations, ...records.values()] };
}

/** What the blocks and loops of a body declare. */
class DeclaredNames {
  readonly records = new Map<string, PlVariable>();
  /** Names of anything but one record. */
  readonly others = new Set<string>();

  /** `around`: the records of the loops around. */
  note(s: PlStatement, around: readonly string[]): void {
    const own = recordBlock(s);
    if (own) {
      const { name } = own.record;
      if (around.includes(name) || !isSame(this.records.get(name), own.record)) this.others.add(name);
      this.records.set(name, own.record);
      this.noteBelow(own.loop, [...around, name]);
      return;
    }
    if (s.kind === 'PlBlock') for (const { name } of s.declarations) this.others.add(name);
    if (s.kind === 'PlForRange') this.others.add(s.index);
    this.noteBelow(s, around);
  }

  private noteBelow(s: PlStatement, around: readonly string[]): void {
    withStatementLists(s, (list) => {
      for (const statement of list) this.note(statement, around);
      return list;
    });
  }
}

const isSame = (known: PlVariable | undefined, { type }: PlVariable): boolean =>
  known === undefined || JSON.stringify(known.type) === JSON.stringify(type);

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
