import type { ScriptStep } from '../../contract/compiled-script.js';
import { withoutLeadingComments } from '../../source/tokens/leading-comments.js';
import { tokensOf } from '../sql/statement-tokens.js';
import { unitErrorSqlState, unitStartSqlState } from './output.js';
import { withUndoablePart } from './undoable-part.js';

/** Steps of one Oracle unit. */
export type Unit = readonly ScriptStep[];

/** What is sent by itself: a unit, or the units that must share one transaction with a block that ends it. */
type Portion =
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'segment'; readonly units: readonly Unit[] };

/**
 * Cuts a script into portions. A block with transaction control can neither run inside BEGIN nor in a text of several
 * statements, so it shares its transaction with other units only inside one DO: from the last unit that ended a
 * transaction before it, to the next one after the last such block. DDL commits before and after itself, and bounds
 * every segment.
 */
export function portionsOf(units: readonly Unit[]): readonly Portion[] {
  const portions: Portion[] = [];
  let run: Unit[] = [];
  const endRun = () => {
    portions.push(...transactionsOf(withoutIdleSavepoints(run)).flatMap(portionsOfRun));
    run = [];
  };
  for (const unit of units) {
    if (unit.some((step) => step.unitKind === 'ddl')) {
      endRun();
      portions.push({ kind: 'unit', unit });
    } else {
      run.push(unit);
    }
  }
  endRun();
  return portions;
}

/** Leaves out the savepoints that nothing of the run returns to: they would keep a block from ending the transaction. */
function withoutIdleSavepoints(run: readonly Unit[]): readonly Unit[] {
  const nameIn = (unit: Unit, kind: 'savepoint' | 'rollback-to'): string | undefined =>
    unit.find(({ unitKind }) => unitKind === kind)?.sql.replace(/^.*\bsavepoint\s+/is, '');
  const returned = new Set(run.map((unit) => nameIn(unit, 'rollback-to')));
  return run.filter((unit) => !is(unit, 'savepoint') || returned.has(nameIn(unit, 'savepoint')));
}

/**
 * Cut behind every COMMIT and ROLLBACK of the script; where it sets savepoints, behind blocks that end so, too, and
 * behind those that make types: what follows may declare variables of them. A block that makes a type and may leave work
 * open is cut off where nothing undoes that work.
 */
function transactionsOf(run: readonly Unit[]): readonly (readonly Unit[])[] {
  const cut = (units: readonly Unit[], isEnd: (unit: Unit) => boolean): readonly (readonly Unit[])[] => {
    const parts: Unit[][] = [[]];
    for (const unit of units) {
      parts.at(-1)?.push(unit);
      if (isEnd(unit)) parts.push([]);
    }
    return parts;
  };
  return cut(run, (unit) => is(unit, 'commit') || is(unit, 'rollback')).flatMap((part) => {
    const isEnd = part.some(isSavepoint) ? () => true : makesTypes;
    const isUndone = part.some(undoesWork);
    return cut(
      part,
      (unit) => is(unit, 'committing') && (leavesNothingOpen(unit) ? isEnd(unit) : !isUndone && makesTypes(unit)),
    );
  });
}

/** Can a unit roll back, itself, by what it calls, or where it fails? */
const undoesWork = (unit: Unit): boolean =>
  unit.some(
    ({ sql, onError, unitKind }) =>
      onError?.ending === 'rollback' ||
      /\brollback\b/i.test(sql) ||
      (unitKind === 'committing' && /\bcall (?!ora\.)/i.test(sql)),
  );

/** Does a block make types or tables by texts? */
const makesTypes = (unit: Unit): boolean =>
  unit.some(({ sql }) => /\bexecute\s+'create (?:type|domain|table) |\bora\.replace_type\(/.test(sql));

/** What no sub-transaction can hold. */
const isSavepoint = (unit: Unit): boolean =>
  is(unit, 'savepoint') || is(unit, 'rollback-to') || is(unit, 'transaction-mode');

function portionsOfRun(run: readonly Unit[]): readonly Portion[] {
  // PL/pgSQL looks types up before it runs anything: those that the segment's blocks declare are made before it. So are
  // their routines, which a ROLLBACK of the segment would take away. Each step is sent by itself: together they would
  // open a transaction, in which the block cannot end its own.
  const separate = (unit: Unit): readonly Unit[] => (makesDeclared(unit) ? unit.map((step): Unit => [step]) : [unit]);
  const alone = (units: readonly Unit[]): readonly Portion[] =>
    units.flatMap(separate).map((unit) => ({ kind: 'unit', unit }));
  const last = run.findLastIndex((unit) => is(unit, 'committing'));
  if (last < 0) return alone(run);
  // What the last block leaves uncommitted belongs to the units after it, up to a COMMIT: the end of the DO is one.
  const farthest = run.at(-1)?.some((step) => step.unitKind === 'commit') ? run.length - 1 : run.length;
  // PL/pgSQL has no SAVEPOINT: such a script runs unit by unit, and a block that cannot says so.
  const end = [farthest, ...(run.slice(last, last + 1).some(leavesNothingOpen) ? [last + 1] : [])].find(
    (at) => !run.slice(0, at).some(isSavepoint),
  );
  if (end === undefined || end === 1) return alone(run);
  const segment = run.slice(0, end);
  const made = segment.map((unit) => (makesDeclared(unit) ? unit.filter(isDeclared) : [])).filter(hasSteps);
  const rest = segment
    .map((unit) => (makesDeclared(unit) ? unit.filter((step) => !isDeclared(step)) : unit))
    .filter(hasSteps);
  return [...alone(made), { kind: 'segment', units: rest }, ...alone(run.slice(end))];
}

/** Is COMMIT or ROLLBACK the last that a block does, if it does not fail? */
const leavesNothingOpen = (unit: Unit): boolean =>
  unit.every(
    ({ sql }) =>
      /\b(commit|rollback);\s*(call ora\.session_again\(\);\s*)?(end;\s*)*end;?\s*\$\w*\$;?\s*$/i.test(sql) &&
      !/(?<!\braise )\bexception\b|\b(return|exit)\b/i.test(sql),
  );

/** Does the unit make what a block declares, and nothing else? What a block before it has declared may go there, too. */
const makesDeclared = (unit: Unit): boolean =>
  unit.some(isDeclared) && unit.every((step) => isDeclared(step) || dropsDeclared(step));

/** What a block declares and PostgreSQL has outside of it. A comment may say what it is for. */
const isDeclared = (step: ScriptStep): boolean =>
  step.unitKind === 'session' &&
  /^((drop|create) (type|domain) |create (or replace )?(procedure|function) (pg_temp\.|\S+\.(job|sql)__[0-9a-f]{8}\b)|call ora\.job_register\()/.test(
    withoutLeadingComments(step.sql),
  );

/** What a block before it has declared, and needs until it has run. */
const dropsDeclared = ({ sql }: ScriptStep): boolean =>
  /^drop (routine|type|domain) if exists pg_temp\./.test(withoutLeadingComments(sql));

const hasSteps = (unit: Unit): boolean => unit.length > 0;

const is = (unit: Unit, kind: ScriptStep['unitKind']): boolean => unit.some((step) => step.unitKind === kind);

interface SegmentOptions {
  /**
   * PL/pgSQL that notes which unit begins, and which error (`sqlstate`, `sqlerrm`) a unit
   * ended with; notices where absent.
   */
  readonly notes?: { start(index: number, mayLose: boolean): string; error(unit: Unit): string };
  readonly stopOnError: boolean;
  readonly afterUnit: string | undefined;
  /** May a call of this procedure end the transaction? */
  readonly isEnding: (procedure: string) => boolean;
}

/**
 * One DO with every unit as a block of its own. A unit's error is reported as a notice and undoes that unit; only a
 * block with transaction control cannot stand in a sub-transaction, so its error ends the DO, and the caller goes on
 * after it.
 */
export function segmentSql(units: readonly Unit[], options: SegmentOptions): string {
  const blocks = units.map((unit, index) => unitBlock(unit, index, options));
  const body =
    `\n<<${scriptLabel}>>\ndeclare\n  ${rowVariable} record;\n  ${whereVariable} text;\n  ${failedVariable} ` +
    `boolean := false;\nbegin\n${blocks.join('\n')}\nend\n`;
  let tag = '$segment$';
  for (let n = 1; body.includes(tag); n += 1) tag = `$segment${n}$`;
  return `do ${tag}${body}${tag}`;
}

const scriptLabel = 'oraphant_script';
const rowVariable = 'oraphant_row';
const whereVariable = 'oraphant_where';
const failedVariable = 'oraphant_failed';

/** Which of its session's transactions runs, where it has changed something. */
const openWork =
  "select coalesce((select virtualxid from pg_locks where locktype = 'virtualxid' and pid = pg_backend_pid() and " +
  "pg_current_xact_id_if_assigned() is not null limit 1), '')";

const notices: NonNullable<SegmentOptions['notes']> = {
  start: (index, mayLose) =>
    `raise info using errcode = '${unitStartSqlState}', message = '${index}'${mayLose ? `, detail = (${openWork})` : ''};`,
  error: (unit) =>
    `get stacked diagnostics ${whereVariable} = pg_exception_context;
raise info using errcode = '${unitErrorSqlState}', message = sqlerrm, detail = '${unit[0]?.sourceLine ?? 0}', hint = sqlstate || e'\\n' || ${whereVariable};`,
};

function unitBlock(
  unit: Unit,
  index: number,
  { stopOnError, afterUnit, notes = notices, isEnding }: SegmentOptions,
): string {
  const label = `oraphant_unit_${index}`;
  const follows = index > 0 && is(unit, 'committing');
  const start = notes.start(index, follows);
  const after = afterUnit === undefined ? '' : `\n${afterUnit}\n;`;
  const endsTransaction = is(unit, 'committing') || is(unit, 'commit') || is(unit, 'rollback');
  const { onError } = unit[0] ?? {};
  // A transaction cannot end in a handler.
  const noted = onError ? `\n${failedVariable} := true;` : stopOnError ? `\nexit ${scriptLabel};` : '';
  const caught = `
exception when others or assert_failure then
${notes.error(unit)}${noted}`;
  const handler = endsTransaction ? '' : caught;
  const undoing = follows && onError === undefined && !stopOnError ? `${caught}\nexit ${label};` : undefined;
  const statements = unit
    .map((step) => nestedStatement(step, label, (body) => (undoing ? withUndoablePart(body, isEnding, undoing) : body)))
    .join('\n');
  const ended =
    onError && !endsTransaction
      ? `
if ${failedVariable} then
${onError.ending};
${failedVariable} := false;${onError.exits || stopOnError ? `\nexit ${scriptLabel};` : ''}
end if;`
      : '';
  return `${start}\n${callSql(index)}\n<<${label}>>\nbegin\n${statements}${handler}\nend;${after}${ended}`;
}

/** Packages that are serially reusable start anew with each unit, and the output buffer is empty (`ora.server_call`). */
const callSql = (index: number): string =>
  `if to_regproc('ora.server_call') is not null then\nperform ora.state_set('unit', '${index}');\nend if;`;

/** A step as a PL/pgSQL statement. A line feed ends a comment that the statement may end with. */
function nestedStatement(step: ScriptStep, label: string, ofBlock: (body: string) => string): string {
  switch (step.unitKind) {
    case 'commit':
      return 'commit;';
    case 'rollback':
      return 'rollback;';
    case 'block':
    case 'committing': {
      const body = blockBody(step.sql);
      return body === undefined ? `${unended(step.sql)}\n;` : `${returnsToExits(ofBlock(body), label)}\n;`;
    }
    case 'dml':
    case 'session':
    case 'ddl':
    case 'savepoint':
    case 'rollback-to':
    case 'transaction-mode':
      return isQuery(step.sql)
        ? `for ${rowVariable} in ${unended(step.sql)}\nloop null; end loop;`
        : `${unended(step.sql)}\n;`;
    default: {
      const forgotten: never = step.unitKind;
      return forgotten;
    }
  }
}

/** The statement without its semicolon: PL/pgSQL takes no empty statement. */
const unended = (sql: string): string => sql.replace(/;\s*$/, '');

/** The block inside a DO, without its last semicolon; undefined for another statement (CALL). */
function blockBody(sql: string): string | undefined {
  const tokens = tokensOf(sql);
  if (tokens[0]?.text.toLowerCase() !== 'do') return undefined;
  const quoted = tokens.find((token) => token.text.startsWith('$'))?.text;
  const tag = quoted === undefined ? undefined : /^\$[^$]*\$/.exec(quoted)?.[0];
  if (quoted === undefined || tag === undefined) return undefined;
  const body = quoted.slice(tag.length, quoted.length - tag.length);
  const last = tokensOf(body).at(-1);
  return last?.text === ';' ? `${body.slice(0, last.at)} ${body.slice(last.at + 1)}` : body;
}

/** RETURN ends a block of its own; as part of a larger one it has to leave its label instead. */
function returnsToExits(body: string, label: string): string {
  let text = '';
  let kept = 0;
  let previous = ';';
  for (const token of tokensOf(body)) {
    const word = token.text.toLowerCase();
    if (word === 'return' && /^(;|then|else|loop|begin|>)$/.test(previous)) {
      text += `${body.slice(kept, token.at)}exit ${label}`;
      kept = token.at + token.text.length;
    }
    previous = word;
  }
  return text + body.slice(kept);
}

function isQuery(sql: string): boolean {
  const first = tokensOf(sql)
    .find(({ text }) => text !== '(')
    ?.text.toLowerCase();
  if (first === 'with') return !/\b(insert\s+into|update|delete\s+from|merge\s+into)\b/i.test(sql);
  return first === 'select' || first === 'values' || first === 'table';
}
