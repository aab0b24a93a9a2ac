import { defaultOptions } from '../../../src/compile.js';
import type { OracleNode } from '../../../src/ir/oracle/node.js';
import { walk } from '../../../src/ir/walk.js';
import { compileInOrder } from '../../../src/output/definitions/segments.js';
import { keywordTypes } from '../../../src/parse/tokens/keyword-types.js';
import { columnNameKeywords, functionNameKeywords, reservedKeywords } from '../../../src/print/keywords.js';
import { splitText } from '../../../src/source/index.js';
import { lex, TokenKind } from '../../../src/source/tokens/lexer.js';
import { looksAtItself, type Rewriting } from '../rewriting.js';
import type { Script } from '../script.js';
import { isOfLanguage, renamed } from './renamed.js';

/**
 * A name of the program becomes one that the conversion makes up for this very program: an alias, a helper column, a
 * temporary variable, a label. To Oracle it is a name as any other.
 */
export const generatedNames: Rewriting = {
  name: 'generated-names',
  rewrite: (script, random) => {
    if (looksAtItself(script) || showsNames.test(script.text)) return undefined;
    const own = ownNames(script);
    const made = namesMade(script);
    if (own.size === 0 || made.length === 0) return undefined;
    // Each kind is as likely as any other, however many there are of it.
    const kind = random.pick([...new Set(own.values())]);
    const name = random.pick([...own].flatMap(([each, its]) => (its === kind ? [each] : [])));
    const other = random.pick(made);
    const names = new Map([[name, other]]);
    if (isInText(script, name)) return undefined;
    return {
      ...script.program,
      setup: renamed(script.program.setup, names),
      run: renamed(script.program.run, names),
      note: `${other}-for-${kind}-${name.toLowerCase()}`,
    };
  },
};

/** Names that reach the output: keys of JSON and XML, those in messages, texts that are looked up. */
const showsNames = /json|xml|sqlerrm|dbms_(?!output)|anydata|\bdesc\b|utl_|ora_|_id\s*=>|\bpivot|\$\$/i;

/** Does a literal hold the name as a word? */
function isInText({ text }: Script, name: string): boolean {
  const lexed = lex(text);
  const word = new RegExp(String.raw`\b${name.replaceAll('$', String.raw`\$`)}\b`, 'i');
  return Array.from(lexed.kinds.keys()).some(
    (i) => lexed.kinds[i] !== TokenKind.Identifier && word.test(text.slice(lexed.starts[i], lexed.ends[i])),
  );
}

/** What the program declares, and what kind of thing it is. */
function ownNames(script: Script): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (kind: string, name: { readonly name: string; readonly quoted: boolean } | undefined) => {
    if (
      name &&
      !name.quoted &&
      /^[A-Z]\w*$/.test(name.name) &&
      !keywordTypes.has(name.name) &&
      !isOfLanguage(name.name)
    )
      found.set(name.name, kind);
  };
  const visit = (node: OracleNode) => {
    if ('label' in node && node.label) add('label', node.label);
    switch (node.kind) {
      case 'VariableDeclaration':
        add(/%rowtype|record|_rec\b|_t\b/i.test(script.slice(node.span)) ? 'record' : 'variable', node.name);
        return;
      case 'Parameter':
      case 'ColumnDefinition':
      case 'CursorDeclaration':
      case 'RecordField':
      case 'RoutineDefinition':
      case 'CollectionTypeDeclaration':
      case 'RecordTypeDeclaration':
      case 'ExceptionDeclaration':
        add(node.kind, node.name);
        return;
      case 'CreateTable':
      case 'CreateView':
      case 'CreatePackage':
      case 'CreateSequence':
      case 'CreateType':
      case 'CreateTrigger':
        add(node.kind, node.name.parts.at(-1));
        return;
      case 'CursorForLoop':
        add('loop-record', node.record);
        return;
      case 'ForLoop':
        add('loop-index', node.index);
        return;
      case 'Block':
        for (const label of node.labels) add('label', label);
        return;
      case 'SelectItem':
        add('column-alias', node.alias);
        return;
      case 'SubqueryFactor':
        add('cte', node.name);
        return;
      case 'TableRef':
      case 'DerivedTable':
        add('table-alias', node.alias);
        return;
      default:
    }
  };
  for (const unit of script.units) walk(unit, visit);
  return found;
}

/** Names in the output that the program does not have; what Oracle takes for no name is left out. */
function namesMade({ text }: Script): readonly string[] {
  const { file, units, diagnostics } = splitText(text, 'case.sql', { defineOff: true });
  const found = new Set<string>();
  for (const { lowered } of compileInOrder({ files: [file], units, diagnostics }, defaultOptions).units)
    for (const statement of [...lowered.statements, ...lowered.late]) collect(statement, found);
  const own = new Set(text.toUpperCase().match(/[A-Z][\w$#]*/g) ?? []);
  return [...found].filter((name) => !own.has(name.toUpperCase()) && isName(name)).sort();
}

const isName = (name: string): boolean =>
  /^[a-z][a-z0-9_]*$/.test(name) &&
  !columnNameKeywords.has(name) &&
  !functionNameKeywords.has(name) &&
  !reservedKeywords.has(name) &&
  !foreign.test(name) &&
  !oracleReserved.has(name.toUpperCase());

/** What PostgreSQL, the runtime or the language of the output call something. */
const foreign = /^(ora|pg_\w+|dbms_\w+|others|sqlstate|sqlerrm|errcode|numeric|plpgsql|public)$/;

const namings: ReadonlySet<string> = new Set(
  'parts alias columns name label index target cursor windows variable qualifier using set of to from'.split(' '),
);

/** The names of a tree of PostgreSQL; those of functions and types are not ours to give. */
function collect(value: unknown, into: Set<string>, key = ''): void {
  if (typeof value === 'string') {
    if (namings.has(key)) into.add(value);
    else if (key === 'text') for (const [, name] of value.matchAll(/\b([a-z]\w*)\./g)) into.add(name!);
  } else if (Array.isArray(value)) for (const each of value) collect(each, into, key);
  else if (typeof value === 'object' && value !== null)
    for (const [field, each] of Object.entries(value)) {
      const isForeign =
        field === 'span' || field === 'type' || (field === 'name' && 'kind' in value && value.kind === 'PgCall');
      if (!isForeign) collect(each, into, field);
    }
}

/** (SQL Language Reference, "Oracle SQL Reserved Words"; PL/SQL Language Reference, "PL/SQL Reserved Words") */
const oracleReserved: ReadonlySet<string> = new Set(
  (
    'ACCESS ADD ALL ALTER AND ANY AS ASC AT AUDIT BEGIN BETWEEN BY CASE CHAR CHECK CLUSTER CLUSTERS COLAUTH COLUMN ' +
    'COLUMN_VALUE COLUMNS COMMENT COMPRESS CONNECT CRASH CREATE CURRENT CURSOR DATE DECIMAL DECLARE DEFAULT DELETE ' +
    'DESC DISTINCT DROP ELSE END EXCEPTION EXCLUSIVE EXISTS FETCH FILE FLOAT FOR FROM FUNCTION GOTO GRANT GROUP ' +
    'HAVING IDENTIFIED IF IMMEDIATE IN INCREMENT INDEX INDEXES INITIAL INSERT INTEGER INTERSECT INTO IS LEVEL LIKE ' +
    'LOCK LONG MAXEXTENTS MINUS MLSLABEL MODE MODIFY NESTED_TABLE_ID NOAUDIT NOCOMPRESS NOT NOWAIT NULL NUMBER OF ' +
    'OFFLINE ON ONLINE OPTION OR ORDER OVERLAPS PCTFREE PRIOR PROCEDURE PUBLIC RAW RENAME RESOURCE REVOKE ROW ROWID ' +
    'ROWNUM ROWS SELECT SESSION SET SHARE SIZE SMALLINT SQL START SUBTYPE SUCCESSFUL SYNONYM SYSDATE TABAUTH TABLE ' +
    'THEN TO TRIGGER TYPE UID UNION UNIQUE UPDATE USER VALIDATE VALUES VARCHAR VARCHAR2 VIEW VIEWS WHEN WHENEVER ' +
    'WHERE WITH'
  ).split(' '),
);
