import type { TriggerSymbol } from '../../../analyze/model/symbols.js';
import { invisibleIndex } from '../../../diagnostics/op1.js';
import { differentResult } from '../../../diagnostics/op2-expressions.js';
import { alterIgnored, alterNotConverted, sessionSetting } from '../../../diagnostics/op6-objects.js';
import { lastName } from '../../../ir/dotted.js';
import type { AlterObject, AlterSession } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { reportNls } from '../../nls-parameters.js';
import { hasInitialisation } from '../../plsql/packages/package-init.js';
import { type DdlContext, runsInPlace } from '../ddl-context.js';
import { fold, indexNamed, literal, regclassText, symbolNamed, written } from '../names.js';
import { switchInsteadOf } from '../triggers/create-trigger.js';
import { changeEventTriggers } from '../triggers/system-trigger.js';
import { changeOfTrigger, tableOfTrigger, triggerNamed, triggerNames } from '../triggers/trigger-names.js';
import { lowerAlterSequence } from './alter-sequence.js';
import { compilesWithOtherFlags } from './compile-flags.js';

/** ALTER of anything but a table or session. */
export function lowerAlterObject(unit: DdlContext, node: AlterObject): PgStatement[] {
  if (node.merged) return [];
  const ofEvents = alterSystemTrigger(unit, node);
  if (ofEvents) return ofEvents;
  if (isOfRefusedTrigger(unit, node)) return [];
  if (isIndexOfKey(unit, node)) {
    unit.report(alterIgnored(node.span, `ALTER INDEX ${node.name ? written(node.name) : ''} RENAME of a key's index`));
    return [];
  }
  const shown = visibilityOfIndex(unit, node);
  if (shown) return shown;
  const forgotten = compiledPackage(unit, node);
  if (forgotten) return [forgotten];
  const byName = unit.inProgram ? (alterIndexByName(unit, node) ?? switchTriggerByName(unit, node)) : undefined;
  const altered = byName ?? alterStatement(unit, node);
  if (altered) return [{ ...altered, comments: node.comments, blankBefore: node.blankBefore }];
  const what = `ALTER ${node.objectKind}${node.name ? ` ${written(node.name)}` : ''}`;
  // REFRESH MATERIALIZED VIEW fills it anew, whatever the way that is asked for.
  const ofRefresh =
    node.objectKind === 'MATERIALIZED VIEW' &&
    /^(?:REFRESH(?: (?:FAST|COMPLETE|FORCE))?(?: ON DEMAND)?|CONSIDER FRESH|(?:EN|DIS)ABLE QUERY REWRITE)$/.exec(
      node.action,
    );
  // Nothing is compiled ahead of time in PostgreSQL, unless other flags make another program of the source; indexes are
  // always in step.
  const ignored =
    ofRefresh ||
    /^(COMPILE(?!.*PLSQL_CCFLAGS)|CACHE|NOCACHE|ORDER|NOORDER|KEEP|QUOTA|DEFAULT TABLESPACE|TEMPORARY TABLESPACE|PROFILE|ACCOUNT|PASSWORD|IDENTIFIED|DEFAULT ROLE ALL(?! EXCEPT)|REBUILD|NOPARALLEL|PARALLEL|LOGGING|NOLOGGING|COALESCE|MONITORING|NOMONITORING|SHRINK|DEALLOCATE|ALLOCATE|EDITIONABLE|NONEDITIONABLE)/.exec(
      node.action,
    );
  unit.report(
    ignored && !compilesWithOtherFlags(unit, node)
      ? alterIgnored(node.span, `${what} ${ignored[0]}`)
      : alterNotConverted(node.span, `${what} ${node.action}`.trim()),
  );
  return [];
}

/** ALTER PACKAGE … COMPILE: the package loses its state. (PL/SQL Language Reference, "Package State") */
function compiledPackage(unit: DdlContext, node: AlterObject): PgStatement | undefined {
  const { span, objectKind, name, action, comments, blankBefore } = node;
  if (objectKind !== 'PACKAGE' || !name || !/^COMPILE\b/.test(action) || compilesWithOtherFlags(unit, node))
    return undefined;
  const symbol = symbolNamed(unit, name);
  if (symbol?.kind !== 'package' || !hasInitialisation(unit, symbol)) return undefined;
  if (unit.options.installerBlocks && !unit.inProgram) return undefined;
  const text = `select ora.package_forget(${literal(unit.naming.packageSchema(symbol))})`;
  return { kind: 'PgFixedStatement', span, text, comments, blankBefore };
}

/** ALTER TRIGGER … ENABLE or DISABLE of a trigger on DDL. */
function alterSystemTrigger(unit: UnitContext, node: AlterObject): PgStatement[] | undefined {
  if (node.objectKind !== 'TRIGGER' || !node.name) return undefined;
  const name = lastName(node.name);
  const trigger = unit.analysis.catalog.triggers.find((t) => t.name === name);
  const change = /^(ENABLE|DISABLE)/.exec(node.action)?.[1]?.toLowerCase();
  return trigger && trigger.definition.on.kind !== 'Table' && (change === 'enable' || change === 'disable')
    ? changeEventTriggers(unit, node, trigger, change)
    : undefined;
}

/** A trigger whose table is not among the inputs is refused, and says so: what alters it afterwards has nothing to add. */
function isOfRefusedTrigger(unit: UnitContext, node: AlterObject): boolean {
  if (node.objectKind !== 'TRIGGER' || !node.name) return false;
  const trigger = triggerNamed(unit, node.name);
  return trigger?.definition.on.kind === 'Table' && trigger.table === undefined;
}

/**
 * RENAME of the index behind a primary key or unique constraint, whose name the constraint keeps. In PostgreSQL both
 * are one, and messages and later statements want that of the constraint. (PostgreSQL manual, ALTER INDEX, "RENAME")
 */
function isIndexOfKey(unit: UnitContext, node: AlterObject): boolean {
  if (node.objectKind !== 'INDEX' || !node.renameTo || !node.name) return false;
  const name = lastName(node.name);
  return unit.analysis.catalog.relations.some(
    (r) =>
      r.constraints.some((c) => (c.kind === 'PrimaryKey' || c.kind === 'Unique') && c.state.name?.name === name) ||
      (r.definition?.kind === 'CreateTable' &&
        r.definition.columns.some((c) =>
          c.constraints.some(
            (k) => (k.kind === 'ColumnPrimaryKey' || k.kind === 'ColumnUnique') && k.state.name?.name === name,
          ),
        )),
  );
}

/**
 * ALTER INDEX … VISIBLE or INVISIBLE: PostgreSQL's planner sees each index; in a script the dictionary shows what
 * Oracle's would. (SQL Language Reference, ALTER INDEX, "VISIBLE | INVISIBLE")
 */
function visibilityOfIndex(unit: DdlContext, node: AlterObject): PgStatement[] | undefined {
  const { span, objectKind, name, action } = node;
  const visibility = /^(?:IN)?VISIBLE$/.exec(action)?.[0];
  if (objectKind !== 'INDEX' || !name || visibility === undefined) return undefined;
  if (visibility === 'INVISIBLE') unit.report(invisibleIndex(span, written(name)));
  if (!runsInPlace(unit)) return [];
  const own = `ora.index_named(${literal(regclassText(indexNamed(unit, name)))})`;
  const text = `select ora.note_definition(${own}, 'visibility', ${literal(visibility)})`;
  return [{ kind: 'PgFixedStatement', span, text, comments: node.comments, blankBefore: node.blankBefore }];
}

/** An index that a program names may not be there. (Database Error Messages, ORA-01418) */
function alterIndexByName(
  unit: UnitContext,
  { span, objectKind, name, renameTo }: AlterObject,
): PgStatement | undefined {
  if (objectKind !== 'INDEX' || !name) return undefined;
  const own = literal(regclassText(indexNamed(unit, name)));
  const text = renameTo
    ? `select ora.rename_index(${own}, ${literal(regclassText([fold(renameTo)]))})`
    : `select ora.index_named(${own})`;
  return { kind: 'PgFixedStatement', span, text };
}

function switchTriggerByName(
  unit: UnitContext,
  { span, objectKind, name, action }: AlterObject,
): PgStatement | undefined {
  const trigger = objectKind === 'TRIGGER' && name ? triggerNamed(unit, name) : undefined;
  const change = /^(?:EN|DIS)ABLE\b/.exec(action)?.[0].toLowerCase();
  if (!trigger || (change !== 'enable' && change !== 'disable')) return undefined;
  const text = changeOfTrigger(unit, trigger, change);
  return text ? { kind: 'PgFixedStatement', span, text } : undefined;
}

function alterStatement(unit: UnitContext, node: AlterObject): PgStatement | undefined {
  if (!node.name) return undefined;
  const { span } = node;
  switch (node.objectKind) {
    case 'TRIGGER': {
      const trigger = triggerNamed(unit, node.name);
      if (!trigger?.table) return undefined;
      const table = tableOfTrigger(unit, trigger.definition, trigger.table, span);
      const triggers = triggerNames(unit, trigger, node.name);
      const state = /^(ENABLE|DISABLE)/.exec(node.action)?.[1];
      const [name, more] = triggers;
      const ofView =
        state && name !== undefined && switchInsteadOf(unit, trigger, { span, name, enable: state === 'ENABLE' });
      if (ofView) return ofView;
      if (state !== undefined) return { kind: 'PgSwitchTriggers', span, table, triggers, enable: state === 'ENABLE' };
      if (!node.renameTo || name === undefined || more !== undefined || isOrdered(unit, trigger)) return undefined;
      return { kind: 'PgRename', span, objectKind: 'trigger', name: [name], on: table, to: fold(node.renameTo) };
    }
    case 'SEQUENCE':
      return lowerAlterSequence(unit, node);
    case 'INDEX':
      return node.renameTo
        ? { kind: 'PgRename', span, objectKind: 'index', name: indexNamed(unit, node.name), to: fold(node.renameTo) }
        : undefined;
    default:
      return undefined;
  }
}

/** Does the name of the trigger tell when it fires, by FOLLOWS of its own or of another one? */
const isOrdered = (unit: UnitContext, trigger: TriggerSymbol): boolean =>
  (trigger.definition.follows ?? []).length > 0 ||
  unit.analysis.catalog.triggers.some((t) => t.definition.follows?.some((f) => lastName(f) === trigger.name));

/**
 * ALTER SESSION: formats go to the runtime's session store, the rest has no counterpart. In a script CURRENT_SCHEMA has
 * decided what the names after it mean; in a program it decides where dynamic SQL that is known at run time only looks
 * for them.
 */
export function lowerAlterSession(unit: DdlContext, node: AlterSession): PgStatement[] {
  const statements: PgStatement[] = [];
  for (const { name, value } of node.settings) {
    const upper = name.toUpperCase();
    if (upper === 'CURRENT_SCHEMA') {
      const call = `select ora.set_current_schema(${literal(value.trim())})`;
      if (unit.inProgram || !unit.options.installerBlocks)
        statements.push({ kind: 'PgFixedStatement', span: node.span, text: call });
      if (unit.inProgram) unit.report(differentResult(node.span, `ALTER SESSION SET ${upper}`, keepsSchema));
      continue;
    }
    if (upper === 'TIME_ZONE') {
      for (const text of timeZone(value)) statements.push({ kind: 'PgFixedStatement', span: node.span, text });
    } else if (upper === 'DDL_LOCK_TIMEOUT') {
      const text = `select ora.session_set('ora.ddl_lock_timeout', ${literal(value.trim())})`;
      statements.push({ kind: 'PgFixedStatement', span: node.span, text });
    } else if (upper.startsWith('NLS_')) {
      reportNls(unit, node.span, `ALTER SESSION SET ${upper}`, upper, value.trim().replace(/^'(.*)'$/, '$1'));
      statements.push({
        kind: 'PgCallStatement',
        span: node.span,
        name: ['ora', 'dbms_session_set_nls'],
        args: [b.text(node.span, upper), b.text(node.span, value)],
      });
    } else if (upper === 'CONSTRAINTS') {
      statements.push(...constraintsMode(unit, node.span, value.trim().toLowerCase()));
    } else if (upper === 'ISOLATION_LEVEL') {
      // Oracle's SERIALIZABLE finds the conflicts of PostgreSQL's REPEATABLE READ.
      const level = /serializable/i.test(value) ? 'repeatable read' : 'read committed';
      const text = `set session characteristics as transaction isolation level ${level}`;
      statements.push({ kind: 'PgFixedStatement', span: node.span, text });
    } else unit.report(sessionSetting(node.span, upper));
  }
  if (node.other !== undefined) unit.report(sessionSetting(node.span, node.other));
  return statements;
}

/** Is it about the constraints of the transaction that is running, or begins with it? */
export const setsConstraints = (node: AlterSession): boolean =>
  node.settings.some(({ name }) => name.toUpperCase() === 'CONSTRAINTS');

/** IMMEDIATE and DEFERRED last for the session in Oracle; with DEFAULT each constraint is as it was created. */
function constraintsMode(unit: UnitContext, span: Span, mode: string): PgStatement[] {
  if (mode !== 'immediate' && mode !== 'deferred') return [];
  unit.report(differentResult(span, 'ALTER SESSION SET CONSTRAINTS', 'it holds until the transaction ends'));
  return [{ kind: 'PgFixedStatement', span, text: `set constraints all ${mode}` }];
}

const keepsSchema =
  'statements whose text is known when they are converted keep the schema that they were converted for';

/**
 * An offset counts eastwards in both, but only as an interval: text would count westwards.
 * (PostgreSQL manual, SET, "TIME ZONE")
 */
function timeZone(value: string): readonly string[] {
  const zone = value.trim().replace(/^'(.*)'$/, '$1');
  const offset = /^([+-]?)(\d{1,2}):(\d{1,2})$/.exec(zone);
  if (/^(LOCAL|DBTIMEZONE|OS_TZ)$/i.test(zone))
    return ['set time zone local', "select ora.session_keep('TimeZone', false)"];
  const [, , hours, minutes] = offset ?? [];
  if (Number(hours ?? 0) > 15) return ['select ora.date_error(1874)'];
  if (Number(minutes ?? 0) > 59) return ['select ora.date_error(1875)'];
  const text = offset ? `interval '${offset[1] || '+'}${offset[2]}:${offset[3]}' hour to minute` : literal(zone);
  return [`set time zone ${text}`, "select ora.session_keep('TimeZone')"];
}
