import type { ObjectTypeSymbol } from '../../../analyze/model/symbols.js';
import { alterNotConverted, dropNotConverted } from '../../../diagnostics/op6-objects.js';
import { lastName } from '../../../ir/dotted.js';
import type { DropObject, Rename, ScriptUnit, Truncate } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgDrop, PgStatement } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { type EntrySuffix, entryName, foldName } from '../../naming/naming.js';
import { relationName } from '../../queries/row-sources.js';
import { type DdlContext, runsInPlace } from '../ddl-context.js';
import { ddlLock } from '../ddl-lock.js';
import { dropOfSynonym } from '../dictionary/synonym-notes.js';
import {
  fold,
  indexNamed,
  lastPart,
  literal,
  nameAsWritten,
  nameOf,
  regclassText,
  relationNamed,
  symbolNamed,
  textArray,
  written,
} from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { gttStatement } from '../tables/temporary/gtt.js';
import { isPrivateTable } from '../tables/temporary/private-table.js';
import { changeEventTriggers } from '../triggers/system-trigger.js';
import { changeOfTrigger, tableOfTrigger, triggerNamed, triggerNames } from '../triggers/trigger-names.js';
import { hasViewOver } from '../views/invalid-views.js';
import { packageSchema } from './drop-package.js';
import { dropRoutine, nestedRoutines } from './drop-routine.js';
import { cascades, drop, mustBeThere } from './drop-statement.js';
import { dropTable } from './drop-table.js';
import { reportGoneWithType } from './drop-type.js';
import { reportLeftStanding } from './left-standing.js';
import { dropLocalTypes } from './local-types.js';

/**
 * DROP. What is not there is no error in a script, which drops before it creates; a program gets Oracle's
 * error, but for IF EXISTS. (SQL Language Reference, "DROP TABLE" and those of the other kinds)
 */
export function lowerDropObject(unit: DdlContext, node: DropObject): PgStatement[] {
  const mustExist = mustBeThere(unit, node);
  const standing = reportLeftStanding(unit, node);
  if (unit.inProgram && node.objectKind.endsWith('SYNONYM')) return [dropOfSynonym(node, { mustExist: true })];
  if (isBySynonym(unit, node)) return mustExist ? [notThere(node)] : [];
  if (node.objectKind === 'CONTEXT') {
    const text = `select ora.drop_context(${literal(lastPart(node.name).name)}, ${mustExist})`;
    return [{ kind: 'PgFixedStatement', span: node.span, text, comments: node.comments }];
  }
  // What has been granted to a role keeps PostgreSQL from dropping it.
  const looksUp = mustExist || (node.objectKind === 'ROLE' && runsInPlace(unit) && !node.ifExists);
  const lookedUp = looksUp ? lookedUpDrop(unit, node) : undefined;
  if (lookedUp !== undefined) return [{ kind: 'PgFixedStatement', span: node.span, text: `select ora.${lookedUp}` }];
  if (node.objectKind === 'TRIGGER') return dropTrigger(unit, node);
  if (node.objectKind === 'TABLE' && isPrivateTable(node.name)) {
    const names = [['pg_temp', foldName(lastPart(node.name).name)]];
    return [{ ...drop(node, 'table', names, { mustExist: true }), comments: node.comments }];
  }
  // The table that it was made on stays.
  if (node.objectKind === 'MATERIALIZED VIEW' && isOnTable(unit, node)) return [];
  const [first, ...further] = dropStatements(unit, node);
  if (!first) {
    if (!standing) unit.report(dropNotConverted(node.span, node.objectKind, written(node.name)));
    return [];
  }
  return [{ ...first, comments: node.comments, blankBefore: node.blankBefore }, ...further];
}

/** DROP takes no synonym for the object that it stands for. (SQL Language Reference, "CREATE SYNONYM") */
function isBySynonym({ analysis }: UnitContext, { name, objectKind }: DropObject): boolean {
  const last = lastPart(name).name;
  const symbol =
    /^(TABLE|VIEW|SEQUENCE|PROCEDURE|FUNCTION|PACKAGE|TYPE)$/.test(objectKind) && symbolNamed({ analysis }, name);
  return (
    symbol !== undefined &&
    symbol !== false &&
    symbol.kind !== 'synonym' &&
    symbol.name !== last &&
    analysis.units.some((u) => u.kind === 'CreateSynonym' && lastName(u.name) === last)
  );
}

function notThere(node: DropObject): PgStatement {
  const raised = /^(TABLE|VIEW)$/.test(node.objectKind)
    ? ['942']
    : node.objectKind === 'SEQUENCE'
      ? ['2289']
      : ['4043', literal(`object ${written(node.name)} does not exist`)];
  return runtimeStatement(node.span, 'raise', ...raised);
}

/**
 * The call of the runtime that drops what a program names, where PostgreSQL's own statement
 * would not give Oracle's error.
 */
function lookedUpDrop(unit: UnitContext, node: DropObject): string | undefined {
  switch (node.objectKind) {
    case 'INDEX':
      return `drop_index(${literal(regclassText(indexNamed(unit, node.name)))})`;
    case 'USER':
      return `drop_user(${literal(unit.naming.schemaOf(lastPart(node.name).name))}, ${cascades(node)})`;
    case 'ROLE':
      return `drop_role(${literal(fold(lastPart(node.name)))})`;
    case 'PACKAGE BODY':
    case 'TYPE BODY':
      return hasBody(unit, node) ? undefined : `raise(4043, ${literal(`object ${written(node.name)} does not exist`)})`;
    default:
      return undefined;
  }
}

/** Do the inputs make the body? */
function hasBody(unit: UnitContext, node: DropObject): boolean {
  const symbol = symbolNamed(unit, node.name);
  return (symbol?.kind === 'package' || symbol?.kind === 'objectType') && symbol.body !== undefined;
}

const isOnTable = (unit: UnitContext, { name }: DropObject): boolean =>
  unit.analysis.units.some(
    (u) => u.kind === 'CreateMaterializedView' && u.prebuilt === true && lastPart(u.name).name === lastPart(name).name,
  );

/** Each section of a compound trigger is a trigger of its own. */
function dropTrigger(unit: DdlContext, node: DropObject): PgStatement[] {
  const trigger = triggerNamed(unit, node.name);
  if (trigger && trigger.definition.on.kind !== 'Table') return changeEventTriggers(unit, node, trigger, 'drop');
  if (!trigger?.table) {
    unit.report(dropNotConverted(node.span, node.objectKind, written(node.name)));
    return [];
  }
  const mustExist = mustBeThere(unit, node);
  const text = mustExist ? changeOfTrigger(unit, trigger, 'drop') : undefined;
  const further = dropNested(unit, node, 'CreateTrigger');
  if (text) return [{ kind: 'PgFixedStatement', span: node.span, text }, ...further];
  const on = tableOfTrigger(unit, trigger.definition, trigger.table, node.span);
  const [first, ...more] = triggerNames(unit, trigger, node.name).map((name) => ({
    ...drop(node, 'trigger', [[name]], { mustExist }),
    on,
  }));
  return first ? [{ ...first, comments: node.comments, blankBefore: node.blankBefore }, ...more, ...further] : [];
}

/** The routines and types that are declared in the object's definitions go with it. */
function dropNested(
  unit: DdlContext,
  node: DropObject,
  ...kinds: readonly ('CreateTrigger' | 'CreateView' | 'CreateMaterializedView')[]
): PgStatement[] {
  const { name } = lastPart(node.name);
  const isMeant = (u: ScriptUnit): boolean =>
    (u.kind === 'CreateTrigger' || u.kind === 'CreateView' || u.kind === 'CreateMaterializedView') &&
    kinds.includes(u.kind) &&
    lastPart(u.name).name === name;
  const definitions = unit.analysis.units.filter(isMeant);
  const nested = nestedRoutines(unit, definitions);
  return [
    ...(nested.length > 0 ? [drop(node, 'routine', nested, { mustExist: false })] : []),
    ...dropLocalTypes(unit, node, definitions),
  ];
}

/** Do other views read the view, or may they? PostgreSQL would not drop it. */
function isRead(unit: DdlContext, node: DropObject): boolean {
  const view = relationNamed(unit, node.name);
  if (!view) return unit.inProgram;
  return runsInPlace(unit) && hasViewOver(unit, view, node);
}

/** What drops the object, and after it what goes with it; nothing where PostgreSQL has no such kind of object. */
function dropStatements(unit: DdlContext, node: DropObject): PgStatement[] {
  const mustExist = mustBeThere(unit, node);
  const one = (objectKind: PgDrop['objectKind'], name: readonly string[], cascade = false): PgStatement[] => [
    drop(node, objectKind, [name], { mustExist, cascade }),
  ];
  switch (node.objectKind) {
    case 'TABLE': {
      const table = relationNamed(unit, node.name);
      return [
        ...dropTable(unit, node),
        // The session's copy of a temporary table goes with the table.
        ...(table?.temporary ? [drop(node, 'table', [relationName(unit, table)], { mustExist: false })] : []),
      ];
    }
    case 'VIEW':
    case 'MATERIALIZED VIEW': {
      const isMaterialized = node.objectKind === 'MATERIALIZED VIEW';
      if (!isRead(unit, node))
        return [
          ...one(isMaterialized ? 'materialized view' : 'view', nameOf(unit, node.name), cascades(node)),
          ...dropNested(unit, node, 'CreateView', 'CreateMaterializedView'),
        ];
      const name = literal(regclassText(nameOf(unit, node.name)));
      const args = [name, ...(mustExist ? [] : ['true']), ...(isMaterialized ? ['materialized => true'] : [])];
      return [runtimeStatement(node.span, 'drop_view', ...args)];
    }
    case 'SEQUENCE':
      return one('sequence', nameOf(unit, node.name), cascades(node));
    case 'INDEX':
      return one('index', indexNamed(unit, node.name));
    case 'FUNCTION':
    case 'PROCEDURE':
      return dropRoutine(unit, node);
    case 'PACKAGE':
      return one('schema', [packageSchema(unit, node)], true);
    case 'TYPE': {
      const symbol = symbolNamed(unit, node.name);
      const isDomain =
        (symbol?.kind === 'collectionType' && !unit.naming.keepsGaps(symbol)) ||
        (symbol?.kind === 'objectType' && symbol.supertype !== undefined);
      const isForced = node.options.includes('FORCE');
      if (isForced && (symbol?.kind === 'objectType' || symbol?.kind === 'collectionType'))
        reportGoneWithType(unit, node, symbol);
      const type = one(isDomain ? 'domain' : 'type', nameOf(unit, node.name), isForced);
      return symbol?.kind === 'objectType' ? [...dropMethods(unit, node, symbol), ...type] : type;
    }
    case 'USER':
      return one('schema', [unit.naming.schemaOf(lastPart(node.name).name)], cascades(node));
    case 'ROLE':
      return one('role', [fold(lastPart(node.name))]);
    default:
      return [];
  }
}

/** The methods go with their type: PostgreSQL keeps functions, and with them the types of their parameters. */
function dropMethods(unit: UnitContext, { span }: DropObject, type: ObjectTypeSymbol): PgStatement[] {
  const own = type.methods.filter((m) => m.container === type);
  if (own.length === 0) return [];
  const names = own
    .flatMap((m) => [unit.naming.of(m), entryName(unit.naming.of(m), '__own')])
    .flatMap((name) => [name, ...entries.map((suffix) => entryName(name, suffix))])
    .concat(nestedRoutines(unit, bodiesOf(unit, type)))
    .map(regclassText);
  const text = `select ora.drop_other_routines(${textArray([...new Set(names)])}, ${textArray([])})`;
  return [{ kind: 'PgFixedStatement', span, text }];
}

/** The definitions of the type's methods. */
const bodiesOf = ({ analysis }: UnitContext, type: ObjectTypeSymbol): readonly OracleNode[] =>
  analysis.units.flatMap((u) => (u.kind === 'CreateTypeBody' && analysis.declared(u) === type ? u.methods : []));

const entries = ['__own', '__sql', '__view', '__c', '__at'] as const satisfies readonly EntrySuffix[];

/**
 * TRUNCATE; of a temporary table, the session's own rows. What a program names
 * and no input makes may be one. CASCADE asks how the children's keys delete, which PostgreSQL's does not.
 */
export function lowerTruncate(unit: DdlContext, node: Truncate): PgStatement[] {
  const relation = relationNamed(unit, node.table);
  if ((unit.inProgram && !relation) || (node.cascade && !relation?.temporary)) {
    const args = [literal(regclassText(nameAsWritten(unit, node.table))), ...(node.cascade ? ['true'] : [])];
    const text = `select ora.truncate_table(${args.join(', ')})`;
    return [
      { kind: 'PgFixedStatement', span: node.span, text, comments: node.comments, blankBefore: node.blankBefore },
    ];
  }
  const name = relation ? relationName(unit, relation) : nameAsWritten(unit, node.table);
  const prepare: PgStatement[] = relation?.temporary
    ? [gttStatement(unit, relation, node.span)]
    : [...ddlLock(unit, node.span, name)];
  return [
    ...prepare,
    {
      kind: 'PgTruncate',
      span: node.span,
      table: name,
      cascade: node.cascade,
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
  ];
}

/** RENAME a TO b: table, view or sequence. */
export function lowerRename(unit: DdlContext, node: Rename): PgStatement[] {
  const symbol = unit.analysis.objectAt([node.from], node.span);
  const name = symbol
    ? unit.naming.of(symbol)
    : [unit.naming.schemaOf(unit.analysis.ownerAt(node.span)), fold(node.from)];
  if (unit.inProgram) {
    const args = [regclassText(name), regclassText([fold(node.to)])].map(literal);
    return [runtimeStatement(node.span, 'rename_object', ...args)];
  }
  const kind = symbol?.kind === 'sequence' ? 'sequence' : symbol?.kind === 'relation' ? symbol.relation : 'table';
  if (symbol && symbol.kind !== 'relation' && symbol.kind !== 'sequence') {
    unit.report(alterNotConverted(node.span, `RENAME ${node.from.name}`));
    return [];
  }
  return [
    {
      kind: 'PgRename',
      span: node.span,
      objectKind: kind,
      name,
      to: fold(node.to),
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
  ];
}
