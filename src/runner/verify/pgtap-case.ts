import type { CompiledScript, ScriptStep, UnitKind } from '../../contract/compiled-script.js';
import { runtimeClosure } from '../../runtime/index.js';
import type { CaseFile } from '../script/case-file.js';
import { portionsOf, segmentSql, type Unit } from '../script/segment.js';
import { type PgtapFile, pgtapText } from './pgtap.js';

/** What the harness below calls of the runtime. */
const harnessNeeds = ['dbms_output_emit', 'error_code', 'state_fetch', 'state_get', 'state_set'];

/**
 * A behaviour case as a pgTAP file: the converted program runs inside the test's transaction, and what it printed is
 * compared with what the case expects. Nothing stays behind. A case whose blocks end transactions cannot run so: its
 * file goes to the folder `committing`, for psql alone, and is run on a copy of the database. What neither can do is
 * skipped with the reason.
 */
export function pgtapCase(name: string, parsed: CaseFile, compiled: CompiledScript): PgtapFile {
  const what = `the behaviour case ${parsed.title}`;
  const why = whySkipped(compiled);
  if (why !== undefined) return { name, text: pgtapText(1, [`select skip(${quotedText(why)}, 1);`], what), tests: 1 };
  if (!compiled.steps.some(({ unitKind }) => unitKind === 'committing' || unitKind === 'transaction-mode'))
    return { name, text: pgtapText(1, programOf(parsed, compiled, inTransaction), what), tests: 1 };
  return {
    name: `committing/${name}`,
    text: pgtapText(1, programOf(parsed, compiled, inItsOwn), what, 'own transactions'),
    tests: 1,
  };
}

/** A file that is no case, as a test that fails. */
export function pgtapProblem(name: string, problem: string): PgtapFile {
  return { name, text: pgtapText(1, [`select fail(${quotedText(problem)});`], 'a behaviour case'), tests: 1 };
}

function whySkipped({ readsOutput }: CompiledScript): string | undefined {
  if (readsOutput) return 'the case reads its own output back: oraphant test runs it';
  return undefined;
}

/**
 * How the units follow each other; `isCounted` says whether an error of a unit belongs to the output, `afterUnit` is run
 * after each.
 */
type Flow = (
  units: readonly Unit[],
  isCounted: (unit: Unit) => boolean,
  afterUnit: string | undefined,
) => readonly string[];

function programOf(
  parsed: CaseFile,
  { runtime, steps, diagnostics, afterUnit }: CompiledScript,
  flow: Flow,
): readonly string[] {
  const announced = announcedBy(parsed, diagnostics);
  const needed = new Set([...runtime, ...runtimeClosure(harnessNeeds).map((unit) => unit.sql)]);
  return [
    ...harness,
    ...[...needed].map((sql) => `select pg_temp.oraphant_runtime(${quotedText(sql)});`),
    // What an earlier case of the session has left goes first.
    'deallocate all;',
    // Printed lines are kept where neither an error nor a rollback takes them away.
    "set ora.output_mode = 'buffer';",
    ...flow(unitsOf(steps), (unit) => (unit[0]?.sourceLine ?? 0) >= parsed.run.line, afterUnit),
    ...(announced === undefined ? [] : [`select todo(${quotedText(announced)}, 1);`]),
    `select is(pg_temp.oraphant_printed(), array[${parsed.expect.map(quotedText).join(', ')}]::text[], ` +
      `${quotedText(parsed.title)});`,
  ];
}

/** A difference that was announced is one that remains to be done, as for `oraphant test`. */
function announcedBy({ flags }: CaseFile, diagnostics: CompiledScript['diagnostics']): string | undefined {
  const said = diagnostics.find(({ code, severity }) =>
    flags.length > 0 ? flags.includes(code) : severity !== 'info',
  );
  return said && `${said.code}: ${said.message}`;
}

/** Within one transaction COMMIT keeps what was done by a new savepoint, to which ROLLBACK goes back. */
const inTransaction: Flow = (units, isCounted, afterUnit) => [
  savepoint,
  ...units.flatMap((unit) => [...stepsInTransaction(unit, isCounted), ...(afterUnit ? [`${afterUnit};`] : [])]),
];

function stepsInTransaction(unit: Unit, isCounted: (unit: Unit) => boolean): readonly string[] {
  switch (kindOf(unit)) {
    case 'commit':
      return [savepoint];
    case 'rollback':
      return ['rollback to savepoint oraphant_transaction;'];
    case 'savepoint':
    case 'rollback-to':
      return unit.map((step) => `${step.sql};`);
    case 'ddl':
      return [savepoint, runOf(unit, isCounted), savepoint];
    default:
      return [runOf(unit, isCounted)];
  }
}

const savepoint = 'savepoint oraphant_transaction;';

/** As SQL*Plus does without autocommit. A block that ends transactions stands alone; psql knows how it ended. */
const inItsOwn: Flow = (units, isCounted, afterUnit) => {
  let isOpen = false;
  const ended = (how: string): string[] => {
    const lines = isOpen ? [how] : [];
    isOpen = false;
    return lines;
  };
  const begun = (): string[] => {
    const lines = isOpen ? [] : ['begin;'];
    isOpen = true;
    return lines;
  };
  const lines = portionsOf(units).flatMap((portion) => {
    if (portion.kind === 'segment') return [...ended('commit;'), ...segmentOf(portion.units, isCounted, afterUnit)];
    return [...ofUnit(portion.unit), ...(afterUnit ? [`${afterUnit};`] : [])];
  });
  return [...lines, ...ended('commit;')];

  function ofUnit(unit: Unit): readonly string[] {
    switch (kindOf(unit)) {
      case 'commit':
        return ended('commit;');
      case 'rollback':
        return ended('rollback;');
      case 'savepoint':
      case 'rollback-to':
      case 'transaction-mode':
        return [...begun(), ...unit.map((step) => `${step.sql};`)];
      case 'ddl':
        return [...ended('commit;'), runOf(unit, isCounted)];
      case 'session':
        return [runOf(unit, isCounted)];
      case 'committing':
        return [
          ...ended('commit;'),
          ...unit.flatMap((step) => alone(`${step.sql.replace(/;\s*$/, '')}\n;`, isCounted(unit))),
        ];
      default:
        return [...begun(), runOf(unit, isCounted)];
    }
  }
};

/** A statement that no handler can stand around: psql knows how it ended. */
const alone = (sql: string, isCounted: boolean): readonly string[] => [
  '\\set ON_ERROR_STOP off',
  sql,
  '\\set oraphant_failed :ERROR',
  '\\set oraphant_state :SQLSTATE',
  '\\set ON_ERROR_STOP on',
  ...(isCounted
    ? [
        "select pg_temp.oraphant_error(:'oraphant_state', :'LAST_ERROR_MESSAGE', 'plsql') where " +
          ":'oraphant_failed'::boolean;",
      ]
    : []),
];

/**
 * Units that share a transaction, as one DO. The error of a block that ends transactions ends the DO:
 * what stands after it is run then.
 */
function segmentOf(
  units: readonly Unit[],
  isCounted: (unit: Unit) => boolean,
  afterUnit: string | undefined,
): readonly string[] {
  const from = (first: number): readonly string[] => {
    const notes = {
      start: (index: number) => `perform ora.state_set('oraphant:unit', '${first + index}');`,
      error: (unit: Unit) =>
        isCounted(unit)
          ? `perform pg_temp.oraphant_error(sqlstate, sqlerrm, '${kindOf(unit) === 'block' ? 'plsql' : 'sql'}');`
          : 'null;',
    };
    const sql = segmentSql(units.slice(first), { stopOnError: false, afterUnit, notes, isEnding: () => true });
    return alone(`${sql};`, units.slice(first).some(isCounted));
  };
  const resumed = units.flatMap((unit, i) =>
    kindOf(unit) === 'committing' && i + 1 < units.length
      ? [
          `select :'oraphant_failed'::boolean and ora.state_get('oraphant:unit') = '${i}' as oraphant_again \\gset`,
          '\\if :oraphant_again',
          ...from(i + 1),
          '\\endif',
        ]
      : [],
  );
  return [...from(0), ...resumed];
}

const kindOf = (unit: Unit): UnitKind => unit[0]?.unitKind ?? 'session';

function runOf(unit: Unit, isCounted: (unit: Unit) => boolean): string {
  const context = kindOf(unit) === 'block' ? 'plsql' : 'sql';
  const statements = unit.map((step) => quotedText(step.sql)).join(', ');
  return `select pg_temp.oraphant_run(array[${statements}], '${context}', ${isCounted(unit)});`;
}

function unitsOf(steps: readonly ScriptStep[]): readonly Unit[] {
  const units: ScriptStep[][] = [];
  for (const step of steps) {
    const last = units.at(-1);
    if (last?.[0]?.unit === step.unit) last.push(step);
    else units.push([step]);
  }
  return units;
}

const harness: readonly string[] = [
  `create function pg_temp.oraphant_runtime(statements text) returns void language plpgsql as $oraphant$
begin
  execute statements;
exception when duplicate_schema or duplicate_function or duplicate_object or duplicate_table then
  -- The project has brought it.
  null;
end $oraphant$;`,
  `create function pg_temp.oraphant_run(statements text[], context text, is_counted boolean) returns void language plpgsql as $oraphant$
declare
  statement text;
  state text;
  said text;
begin
  begin
    foreach statement in array statements loop
      execute statement;
    end loop;
  exception when others or assert_failure then
    get stacked diagnostics state = returned_sqlstate, said = message_text;
  end;
  if state is not null and is_counted then
    perform pg_temp.oraphant_error(state, said, context);
  end if;
end $oraphant$;`,
  `create function pg_temp.oraphant_error(state text, said text, context text) returns void language plpgsql as $oraphant$
begin
  perform ora.dbms_output_emit('ERROR ' || coalesce(substring(said from '^(ORA-[0-9]{5}|OP[0-9]{4})\\M'),
    'ORA-' || lpad(coalesce(nullif(ora.error_code(state, said, context), 0), 6510)::text, 5, '0')));
end $oraphant$;`,
  `create function pg_temp.oraphant_printed() returns text[] language plpgsql as $oraphant$
declare
  printed text[] := '{}';
begin
  for i in 1 .. coalesce(ora.state_get('output:last')::integer, 0) loop
    printed := printed || regexp_split_to_array(coalesce(ora.state_fetch('output:line' || i), ''), e'\\n');
  end loop;
  return printed;
end $oraphant$;`,
];

/** A text in quotes; dollar quotes where the text is code. */
function quotedText(text: string): string {
  if (!text.includes('\n'))
    return `${text.includes('\\') ? 'e' : ''}'${text.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
  let tag = '$oraphant$';
  for (let n = 1; text.includes(tag); n += 1) tag = `$oraphant${n}$`;
  return `${tag}${text}${tag}`;
}
