import { copyInto, replaceNodes } from '../ir/map-tree.js';
import type { Block, CallStatement, Expr } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { OwnedUnit } from '../ir/owned-units.js';
import { forEachChild, nodesOf } from '../ir/walk.js';
import { parseStatementText } from '../parse/build/index.js';
import { around } from './replaced-statement.js';
import { calledMember, givenFor, type RewrittenMember } from './supplied-calls.js';

/**
 * Tasks of DBMS_PARALLEL_EXECUTE: what runs chunks becomes a loop over them, and what makes chunks of a query one over
 * its rows, so that the texts are dynamic SQL like any other.
 * In:  DBMS_PARALLEL_EXECUTE.RUN_TASK('t', 'update t set … between :start_id and :end_id', DBMS_SQL.NATIVE)
 * Out: a block that gets chunk by chunk, executes the text for each with DBMS_SQL, and notes what came of it
 * RESUME_TASK without a text has that of the only RUN_TASK around it. (PL/SQL Packages and Types Reference,
 * "DBMS_PARALLEL_EXECUTE")
 */
export function withParallelTasks<T extends OwnedUnit>(units: readonly T[]): readonly T[] {
  let everywhere: ChunkKind | undefined;
  return units.map((one) => {
    const calls = nodesOf(one.unit, 'CallStatement').filter((s) => parallelMember(s));
    if (calls.length === 0) return one;
    everywhere ??= kindIn(units.map(({ unit }) => unit));
    const kind = kindIn([one.unit]) ?? everywhere;
    const replaced = new Map<OracleNode, OracleNode>();
    const visit = (node: OracleNode, routine: OracleNode): void => {
      const made = node.kind === 'CallStatement' ? loopFor(node, routine, kind) : undefined;
      if (made) replaced.set(node, made);
      else forEachChild(node, (child) => visit(child, node.kind === 'RoutineDefinition' ? node : routine));
    };
    visit(one.unit, one.unit);
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
}

/** What the bounds of chunks are. */
type ChunkKind = 'number' | 'rowid';

type ParallelMember = Extract<RewrittenMember, `DBMS_PARALLEL_EXECUTE.${string}`>;

function parallelMember({ call }: CallStatement): ParallelMember | undefined {
  const member = calledMember(call);
  return member?.startsWith('DBMS_PARALLEL_EXECUTE.') === true ? (member as ParallelMember) : undefined;
}

/** The kind that all chunks made there have. */
function kindIn(trees: readonly OracleNode[]): ChunkKind | undefined {
  const kinds = new Set(trees.flatMap((tree) => nodesOf(tree, 'CallStatement').flatMap((s) => chunkKind(s) ?? [])));
  return kinds.size === 1 ? [...kinds][0] : undefined;
}

function chunkKind(statement: CallStatement): ChunkKind | undefined {
  switch (parallelMember(statement)) {
    case 'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_ROWID':
      return 'rowid';
    case 'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_NUMBER_COL':
    case 'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_SQL':
      return 'number';
    default:
      return undefined;
  }
}

function loopFor(statement: CallStatement, routine: OracleNode, kind: ChunkKind | undefined): Block | undefined {
  const { call } = statement;
  const member = parallelMember(statement);
  if (call.kind !== 'Call' || !member) return undefined;
  const given = (parameter: string): Expr | undefined => givenFor(call, member, parameter);
  const task = given('TASK_NAME');
  switch (member) {
    case 'DBMS_PARALLEL_EXECUTE.RUN_TASK': {
      const text = given('SQL_STMT');
      const parts = { TASK$: task, TEXT$: text, FLAG$: given('LANGUAGE_FLAG'), LEVEL$: given('PARALLEL_LEVEL') ?? '0' };
      return kind && filled(statement, runBlock(kind, 'TEXT$', 'FALSE'), parts);
    }
    case 'DBMS_PARALLEL_EXECUTE.RESUME_TASK': {
      const second = given('SQL_STMT');
      // The overload without a text has FORCE there.
      const force = given('FORCE') ?? (second?.kind === 'BooleanLiteral' ? second : 'FALSE');
      const text = second && second !== force ? second : textRunIn(routine);
      const parts = { TASK$: task, TEXT$: text, FORCE$: force, FLAG$: 'NULL', LEVEL$: 'NULL' };
      return kind && filled(statement, runBlock(kind, 'NULL', 'FORCE$'), parts);
    }
    case 'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_SQL': {
      const byRowid = given('BY_ROWID');
      if (byRowid?.kind !== 'BooleanLiteral' || byRowid.value) return undefined;
      return filled(statement, chunksBlock, { TASK$: task, TEXT$: given('SQL_STMT') });
    }
    case 'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_NUMBER_COL':
    case 'DBMS_PARALLEL_EXECUTE.CREATE_CHUNKS_BY_ROWID':
      return undefined;
  }
}

/** The text of the only RUN_TASK in the routine. */
function textRunIn(routine: OracleNode): Expr | undefined {
  const runs = nodesOf(routine, 'CallStatement').filter((s) => parallelMember(s) === 'DBMS_PARALLEL_EXECUTE.RUN_TASK');
  const [run] = runs;
  return runs.length === 1 && run?.call.kind === 'Call'
    ? givenFor(run.call, 'DBMS_PARALLEL_EXECUTE.RUN_TASK', 'SQL_STMT')
    : undefined;
}

/** `noted`: the text that the task has from now on, NULL for that which it has. */
const runBlock = (kind: ChunkKind, noted: string, force: string): string => `DECLARE
  chunk$task VARCHAR2(128) := TASK$;
  chunk$id NUMBER;
  chunk$first ${kind === 'rowid' ? 'ROWID' : 'NUMBER'};
  chunk$last ${kind === 'rowid' ? 'ROWID' : 'NUMBER'};
  chunk$any BOOLEAN;
  chunk$cursor INTEGER;
  chunk$rows INTEGER;
BEGIN
  DBMS_PARALLEL_EXECUTE.START_TASK(chunk$task, ${noted}, FLAG$, LEVEL$, ${force});
  LOOP
    DBMS_PARALLEL_EXECUTE.${kind === 'rowid' ? 'GET_ROWID_CHUNK' : 'GET_NUMBER_COL_CHUNK'}(chunk$task, chunk$id, chunk$first, chunk$last, chunk$any);
    EXIT WHEN NOT chunk$any;
    BEGIN
      chunk$cursor := DBMS_SQL.OPEN_CURSOR;
      DBMS_SQL.PARSE(chunk$cursor, TEXT$, DBMS_SQL.NATIVE);
      DBMS_SQL.BIND_VARIABLE(chunk$cursor, ':start_id', chunk$first);
      DBMS_SQL.BIND_VARIABLE(chunk$cursor, ':end_id', chunk$last);
      chunk$rows := DBMS_SQL.EXECUTE(chunk$cursor);
      DBMS_SQL.CLOSE_CURSOR(chunk$cursor);
      DBMS_PARALLEL_EXECUTE.SET_CHUNK_STATUS(chunk$task, chunk$id, 2);
    EXCEPTION
      WHEN OTHERS THEN
        ROLLBACK;
        DBMS_SQL.CLOSE_CURSOR(chunk$cursor);
        DBMS_PARALLEL_EXECUTE.SET_CHUNK_STATUS(chunk$task, chunk$id, 3, SQLCODE, SQLERRM);
    END;
  END LOOP;
  DBMS_PARALLEL_EXECUTE.END_TASK(chunk$task);
END;`;

const chunksBlock = `DECLARE
  chunk$task VARCHAR2(128) := TASK$;
  chunk$first NUMBER;
  chunk$last NUMBER;
  chunk$rows SYS_REFCURSOR;
BEGIN
  DBMS_PARALLEL_EXECUTE.START_CHUNKS(chunk$task);
  OPEN chunk$rows FOR TEXT$;
  LOOP
    FETCH chunk$rows INTO chunk$first, chunk$last;
    EXIT WHEN chunk$rows%NOTFOUND;
    DBMS_PARALLEL_EXECUTE.ADD_CHUNK(chunk$task, chunk$first, chunk$last);
  END LOOP;
  CLOSE chunk$rows;
  DBMS_PARALLEL_EXECUTE.END_CHUNKS(chunk$task);
END;`;

/** The block with what the call gives in the places of the names that end in $; texts stand there as they are. */
function filled(
  statement: CallStatement,
  block: string,
  parts: Readonly<Record<string, Expr | string | undefined>>,
): Block | undefined {
  let text = block;
  for (const [name, part] of Object.entries(parts)) {
    if (part === undefined && text.includes(name)) return undefined;
    if (typeof part === 'string') text = text.replaceAll(name, part);
  }
  const { unit } = parseStatementText(text);
  if (unit?.kind !== 'AnonymousBlock') return undefined;
  const placed = copyInto(unit, text, statement.span);
  const replaced = new Map<OracleNode, OracleNode>();
  for (const name of nodesOf(placed, 'Name')) {
    const part = parts[name.parts.at(-1)?.name ?? ''];
    if (part !== undefined && typeof part !== 'string') replaced.set(name, part);
  }
  return { ...replaceNodes(placed.block, replaced), ...around(statement) };
}
