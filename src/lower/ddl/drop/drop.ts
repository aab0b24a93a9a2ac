import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { alterNotConverted, dropNotConverted } from '../../../diagnostics/op6.js';
import type { DropObject, Rename, Truncate } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { relationName } from '../../queries/row-sources.js';
import { dropOfSynonym } from '../dictionary/synonym-notes.js';
import {
  fold,
  lastPart,
  literal,
  nameAsWritten,
  nameOf,
  regclassText,
  relationNamed,
  symbolNamed,
  written,
} from '../names.js';
import { gttStatement } from '../tables/gtt.js';
import { isPrivateTable } from '../tables/private-table.js';
import { changeEventTriggers } from '../triggers/system-trigger.js';
import { triggerNamed, triggerNames } from '../triggers/trigger-names.js';
import { dropRoutineText } from './drop-routine.js';
import { dropTableText } from './drop-table.js';

/** DROP: what is not there is no error in a script, which drops before it creates; a program (`inProgram`) gets Oracle's error, but for IF EXISTS. */
export function lowerDropObject(unit: UnitContext, node: DropObject, inProgram = false): PgStatement[] {
  const statements = dropStatements(unit, node, inProgram);
  return inProgram && !node.ifExists ? statements.map(failing) : statements;
}

/** The statement that raises where there is nothing to drop. */
function failing(statement: PgStatement): PgStatement {
  return statement.kind === 'PgFixedStatement'
    ? {
        ...statement,
        text: statement.text
          .replace(/^drop routine if exists ([^,]+), /, 'drop routine $1; drop routine if exists ')
          .replace(/^(drop [a-z ]+?) if exists (?!pg_temp\.)/, '$1 ')
          .replace(/^(select ora\.drop_table\(.*), true\)$/, '$1)'),
      }
    : statement;
}

function dropStatements(unit: UnitContext, node: DropObject, inProgram: boolean): PgStatement[] {
  if (inProgram && node.objectKind.endsWith('SYNONYM')) return [dropOfSynonym(node, true)];
  if (inProgram && node.objectKind === 'INDEX' && !node.ifExists) {
    const text = `select ora.drop_index(${literal(regclassText(nameAsWritten(unit, node.name)))})`;
    return [{ kind: 'PgFixedStatement', span: node.span, text }];
  }
  if (inProgram && !node.ifExists && (node.objectKind === 'USER' || node.objectKind === 'ROLE')) {
    const { name } = lastPart(node.name);
    const withObjects = node.options.some((o) => o.startsWith('CASCADE'));
    const call =
      node.objectKind === 'USER'
        ? `drop_user(${literal(unit.naming.schemaOf(name))}, ${withObjects})`
        : `drop_role(${literal(fold(lastPart(node.name)))})`;
    return [{ kind: 'PgFixedStatement', span: node.span, text: `select ora.${call}` }];
  }
  if (node.objectKind === 'TRIGGER') return dropTrigger(unit, node);
  if (node.objectKind === 'TABLE' && isPrivateTable(node.name)) {
    const own = regclassText(['pg_temp', foldName(lastPart(node.name).name)]);
    return [{ kind: 'PgFixedStatement', span: node.span, text: `drop table ${own}`, comments: node.comments }];
  }
  // The table that it was made on stays.
  if (node.objectKind === 'MATERIALIZED VIEW' && isOnTable(unit, node)) return [];
  const text = dropText(unit, node);
  if (text === undefined) {
    unit.report(dropNotConverted(node.span, node.objectKind, written(node.name)));
    return [];
  }
  const { span } = node;
  const table = node.objectKind === 'TABLE' ? relationNamed(unit, node.name) : undefined;
  return [
    { kind: 'PgFixedStatement', span, text, comments: node.comments, blankBefore: node.blankBefore },
    ...(table?.temporary ? [ownCopy(unit, table, span)] : []),
  ];
}

const isOnTable = (unit: UnitContext, { name }: DropObject): boolean =>
  unit.analysis.units.some(
    (u) => u.kind === 'CreateMaterializedView' && u.prebuilt === true && lastPart(u.name).name === lastPart(name).name,
  );

/** The session's copy of a temporary table goes with the table. */
const ownCopy = (unit: UnitContext, table: RelationSymbol, span: Span): PgStatement => {
  const name = relationName(unit, table);
  return {
    kind: 'PgFixedStatement',
    span,
    text: `drop table if exists ${regclassText(['pg_temp', name.at(-1) ?? ''])}`,
  };
};

/** Each section of a compound trigger is a trigger of its own. */
function dropTrigger(unit: UnitContext, node: DropObject): PgStatement[] {
  const trigger = triggerNamed(unit, node.name);
  if (trigger && trigger.definition.on.kind !== 'Table') return changeEventTriggers(unit, node, trigger, 'drop');
  if (!trigger?.table) {
    unit.report(dropNotConverted(node.span, node.objectKind, written(node.name)));
    return [];
  }
  const table = regclassText(unit.naming.of(trigger.table));
  return triggerNames(unit, trigger).map((name, i): PgStatement => {
    const text = `drop trigger if exists ${regclassText([name])} on ${table}`;
    return i === 0
      ? { kind: 'PgFixedStatement', span: node.span, text, comments: node.comments, blankBefore: node.blankBefore }
      : { kind: 'PgFixedStatement', span: node.span, text };
  });
}

function dropText(unit: UnitContext, node: DropObject): string | undefined {
  const name = (): string => regclassText(nameOf(unit, node.name));
  const cascade = node.options.some((o) => o.startsWith('CASCADE')) ? ' cascade' : '';
  switch (node.objectKind) {
    case 'TABLE':
      return dropTableText(unit, node);
    case 'VIEW':
    case 'SEQUENCE':
    case 'MATERIALIZED VIEW':
      return `drop ${node.objectKind.toLowerCase()} if exists ${name()}${cascade}`;
    case 'INDEX':
      return `drop index if exists ${regclassText(nameAsWritten(unit, node.name))}`;
    case 'FUNCTION':
    case 'PROCEDURE':
      return dropRoutineText(unit, node);
    case 'PACKAGE': {
      const symbol = symbolNamed(unit, node.name);
      const schema =
        symbol?.kind === 'package'
          ? unit.naming.of(symbol)
          : [unit.naming.packageSchema({ owner: '', name: lastPart(node.name).name })];
      return `drop schema if exists ${regclassText(schema)} cascade`;
    }
    case 'TYPE': {
      const symbol = symbolNamed(unit, node.name);
      const isDomain =
        (symbol?.kind === 'collectionType' && !unit.naming.keepsGaps(symbol)) ||
        (symbol?.kind === 'objectType' && symbol.supertype !== undefined);
      return `drop ${isDomain ? 'domain' : 'type'} if exists ${name()}${node.options.includes('FORCE') ? ' cascade' : ''}`;
    }
    case 'USER':
      return `drop schema if exists ${regclassText([unit.naming.schemaOf(lastPart(node.name).name)])}${cascade}`;
    case 'ROLE':
      return `drop role if exists ${regclassText([fold(lastPart(node.name))])}`;
    default:
      return undefined;
  }
}

/** TRUNCATE; of a temporary table, the session's own rows. What a program (`inProgram`) names and no input makes may be one. */
export function lowerTruncate(unit: UnitContext, node: Truncate, inProgram = false): PgStatement[] {
  const relation = relationNamed(unit, node.table);
  if (inProgram && !relation) {
    const args = [literal(regclassText(nameAsWritten(unit, node.table))), ...(node.cascade ? ['true'] : [])];
    return [{ kind: 'PgFixedStatement', span: node.span, text: `select ora.truncate_table(${args.join(', ')})` }];
  }
  const name = relation ? relationName(unit, relation) : nameAsWritten(unit, node.table);
  const prepare: PgStatement[] = relation?.temporary ? [gttStatement(unit, relation, node.span)] : [];
  return [
    ...prepare,
    {
      kind: 'PgFixedStatement',
      span: node.span,
      text: `truncate table ${regclassText(name)}${node.cascade ? ' cascade' : ''}`,
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
  ];
}

/** RENAME a TO b: table, view or sequence. */
export function lowerRename(unit: UnitContext, node: Rename, inProgram: boolean): PgStatement[] {
  const symbol = unit.analysis.objectAt([node.from], node.span);
  const name = symbol
    ? unit.naming.of(symbol)
    : [unit.naming.schemaOf(unit.analysis.ownerAt(node.span)), fold(node.from)];
  if (inProgram) {
    const args = [regclassText(name), regclassText([fold(node.to)])].map(literal).join(', ');
    return [{ kind: 'PgFixedStatement', span: node.span, text: `select ora.rename_object(${args})` }];
  }
  const kind = symbol?.kind === 'sequence' ? 'sequence' : symbol?.kind === 'relation' ? symbol.relation : 'table';
  if (symbol && symbol.kind !== 'relation' && symbol.kind !== 'sequence') {
    unit.report(alterNotConverted(node.span, `RENAME ${node.from.name}`));
    return [];
  }
  return [
    {
      kind: 'PgFixedStatement',
      span: node.span,
      text: `alter ${kind} ${regclassText(name)} rename to ${regclassText([fold(node.to)])}`,
      comments: node.comments,
      blankBefore: node.blankBefore,
    },
  ];
}
