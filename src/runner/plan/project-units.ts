import { virtualColumnTrigger } from '../../contract/trigger-names.js';
import { type Project, type ProjectFile, type ProjectStatement, sha256 } from '../script/project.js';
import { tokensOf } from '../sql/statement-tokens.js';
import type { Phase, Plan, PlanStatement } from './plan-model.js';
import { statementMode, type UnitMode } from './statements/statement-mode.js';
import { objectKey } from './statements/statement-shape.js';
import { staticUndo } from './undo.js';

/** Every unit of the project with its hash, in order. */
export const projectOutline = (project: Project, loadsData: boolean): Plan['project'] =>
  outlineOf(projectUnits(project, { inPhases: loadsData }));

/** The units with their hashes, as a plan keeps them. */
export const outlineOf = (drafts: readonly Draft[]): Plan['project'] =>
  drafts.map(({ id, contents, file }) => ({ id, sha256: contentHash(contents), file }));

/** Statements of one file, phase and mode that are planned as one unit. */
export interface Draft {
  readonly id: string;
  readonly phase: Phase;
  readonly mode: UnitMode;
  readonly contents: readonly PlanStatement[];
  readonly file: string;
  readonly line: number;
}

/**
 * Cuts every file into runs of one phase and one mode, in the order of the files, which the converter has put in the
 * order of dependencies. `inPhases`: for a load of rows the phases are put in order, and the files within each.
 */
export function projectUnits(project: Project, { inPhases }: { readonly inPhases: boolean }): readonly Draft[] {
  const late = new Set<string>();
  const drafts = project.files.flatMap((file) => draftsOf(file, runsOf(file, late)));
  if (!inPhases) return drafts;
  const order: readonly Phase[] = ['pre-data', 'data', 'post-data'];
  return order.flatMap((phase) => drafts.filter((draft) => draft.phase === phase));
}

/** Statements of a file that stand behind one another and are performed together, with the settings before them. */
interface Run {
  readonly phase: Phase;
  readonly mode: UnitMode;
  readonly settings: readonly string[];
  readonly statements: ProjectStatement[];
}

function runsOf(file: ProjectFile, late: Set<string>): readonly Run[] {
  const runs: Run[] = [];
  let settings: readonly string[] = [];
  for (const statement of file.statements) {
    const { shape, sql } = statement;
    // The runner decides where transactions begin and end.
    if (shape.action === 'transaction') continue;
    if (shape.action === 'set') {
      settings = [...settings, sql];
      continue;
    }
    const mode = statementMode(sql, shape);
    const phase = phaseOf(statement, late);
    const current = runs.at(-1);
    const isCut = mode === 'notx' || addsValue(sql) || addsValue(current?.statements.at(-1)?.sql ?? '');
    if (current?.phase === phase && current.mode === mode && !isCut && current.settings === settings)
      current.statements.push(statement);
    else runs.push({ phase, mode, settings, statements: [statement] });
  }
  return runs;
}

/** The units that the runs become: the first of a phase has the file's name, the others a number besides. */
function draftsOf(file: ProjectFile, runs: readonly Run[]): readonly Draft[] {
  const times = new Map<Phase, number>();
  return runs.map(({ phase, mode, settings, statements }) => {
    const number = (times.get(phase) ?? 0) + 1;
    times.set(phase, number);
    const suffix = `${phase === 'pre-data' ? '' : `:${phase}`}${number === 1 ? '' : `#${number}`}`;
    return {
      id: `${file.name}${suffix}`,
      phase,
      mode,
      contents: [...settings.map((sql) => settingStatement(sql, file.file)), ...statements.map(toPlanStatement)],
      file: file.file,
      line: statements[0]?.line ?? 1,
    };
  });
}

/** A new value of an enum cannot be used in the transaction that adds it (55P04; ALTER TYPE, "Notes"). */
export function addsValue(sql: string): boolean {
  const words = /^\s*alter\s+type\b/i.test(sql) ? tokensOf(sql).map(({ word }) => word) : [];
  return words.some((word, index) => word === 'add' && words[index + 1] === 'value');
}

/**
 * Structure before the data; what loads slower or checks rows after it. `late` collects
 * relations that are made after the data.
 */
function phaseOf({ shape, sql }: ProjectStatement, late: Set<string>): Phase {
  const afterData = (): Phase => {
    if (shape.action === 'create' && shape.name.length > 0) late.add(shape.name.join('.'));
    return 'post-data';
  };
  switch (shape.action) {
    case 'create':
      if (shape.kind === 'trigger' && shape.name.at(-1)?.startsWith(virtualColumnTrigger)) return 'pre-data';
      if (['index', 'trigger', 'event trigger', 'policy', 'rule', 'materialized view'].includes(shape.kind))
        return afterData();
      // A view over a materialized view, a routine with its row type.
      for (const name of late) if (sql.includes(name)) return afterData();
      return 'pre-data';
    case 'alter': {
      const onRows = /^(add constraint|validate constraint|enable|disable|enable trigger|disable trigger)$/;
      if (shape.alterations.some(({ verb, text }) => onRows.test(verb) && !/\b(primary key|unique)\b/i.test(text)))
        return 'post-data';
      return shape.kind === 'trigger' || shape.kind === 'index' ? 'post-data' : 'pre-data';
    }
    case 'revoke':
    case 'comment':
      return ['trigger', 'index', 'policy', 'materialized view'].includes(shape.kind) || late.has(shape.name.join('.'))
        ? 'post-data'
        : 'pre-data';
    case 'drop':
    case 'other':
      return 'pre-data';
    case 'grant':
    case 'dml':
    case 'query':
    case 'call':
    case 'do':
      return 'post-data';
    case 'set':
    case 'transaction':
      return 'pre-data';
    default: {
      const forgotten: never = shape.action;
      return forgotten;
    }
  }
}

function toPlanStatement({ sql, shape, file, line }: ProjectStatement): PlanStatement {
  const isObject = shape.action === 'create' || (shape.action === 'comment' && shape.name.length > 0);
  const hash = sha256(sql);
  const key = isObject
    ? `${shape.action === 'comment' ? 'comment on ' : ''}${objectKey(shape)}`
    : `${shape.action} ${hash.slice(0, 16)}`;
  return { sql, key, sha256: hash, file, line, undo: staticUndo(sql, shape) };
}

const settingWord = 'set';

/** Is it the key of a SET, which `settingStatement` gives? */
export const isSetting = (key: string): boolean => key.startsWith(`${settingWord} `);

/** A SET of the file holds for its statements, and for nothing else: a run that is resumed must not miss it. */
function settingStatement(sql: string, file: string): PlanStatement {
  const local = sql.replace(/^(set)\s+(session\s+)?(?!local\b)/i, 'set local ');
  return {
    sql: local,
    key: `${settingWord} ${sha256(sql).slice(0, 16)}`,
    sha256: sha256(sql),
    file,
    line: 1,
    undo: { kind: 'none' },
  };
}

/** Of a unit's contents: the same statements in the same order have the same. */
export const contentHash = (contents: readonly PlanStatement[]): string =>
  sha256(contents.map(({ sha256: hash }) => hash).join('\n'));
