import { builtinFunctionNames, parameterlessFunctions } from '../../../src/analyze/oracle/builtin-functions.js';
import type { OracleNode } from '../../../src/ir/oracle/node.js';
import { walk } from '../../../src/ir/walk.js';
import { keywordTypes } from '../../../src/parse/tokens/keyword-types.js';
import { lex, TokenKind } from '../../../src/source/tokens/lexer.js';
import { looksAtItself, type Rewriting, usesDynamicSql } from '../rewriting.js';
import type { Script } from '../script.js';

/**
 * Names that the program declares get others, wherever they stand. A name is a name: what it looks like prints nowhere.
 * Left alone: keywords and names of built-in functions, texts of dynamic SQL, JSON and XML, whose keys are names, and
 * programs that print a name (the message of ORA-00001, for one), or in which PIVOT puts names together or a
 * text names a column (UPDATING).
 */
const renaming = (name: string, rename: (name: string, index: number) => string): Rewriting => ({
  name,
  rewrite: (script, random) => {
    if (looksAtItself(script) || usesDynamicSql(script) || showsNames.test(script.text)) return undefined;
    const declared = declaredNames(script).filter(() => random.chance(0.7));
    if (declared.length === 0) return undefined;
    const names = new Map(declared.map((each, i) => [each, rename(each, i)]));
    return { ...script.program, setup: renamed(script.program.setup, names), run: renamed(script.program.run, names) };
  },
});

const showsNames = new RegExp(
  [
    String.raw`json|xml|sqlerrm|dbms_sql|dbms_lock|dbms_metadata|dbms_assert|anydata|desc\b|execute|\bopen_`,
    String.raw`dbms_utility|utl_|_id\s*=>|dbms_(?!output)|\bpivot\b|updating\s*\(`,
  ].join('|'),
  'i',
);

function declaredNames(script: Script): readonly string[] {
  const found = new Set<string>();
  const add = (name: { readonly name: string; readonly quoted: boolean } | undefined) => {
    if (name && !name.quoted && /^[A-Z]\w*$/.test(name.name) && !keywordTypes.has(name.name)) found.add(name.name);
  };
  const visit = (node: OracleNode) => {
    switch (node.kind) {
      case 'VariableDeclaration':
      case 'Parameter':
      case 'ColumnDefinition':
      case 'CursorDeclaration':
      case 'RecordField':
      case 'RoutineDefinition':
      case 'CollectionTypeDeclaration':
      case 'RecordTypeDeclaration':
      case 'ExceptionDeclaration':
        add(node.name);
        return;
      case 'CreateTable':
      case 'CreateView':
      case 'CreatePackage':
        add(node.name.parts.at(-1));
        return;
      case 'CursorForLoop':
        add(node.record);
        return;
      case 'ForLoop':
        add(node.index);
        return;
      case 'SelectItem':
        add(node.alias);
        return;
      case 'TableRef':
        add(node.alias);
        return;
      default:
    }
  };
  for (const unit of script.units) walk(unit, visit);
  return [...found].filter((each) => !isOfLanguage(each)).sort();
}

const builtins: ReadonlySet<string> = new Set(
  (
    'COUNT FIRST LAST NEXT PRIOR EXISTS DELETE EXTEND TRIM LIMIT MAX MIN SUM AVG RANK NVL LENGTH POWER MOD ROUND ' +
    'VALUE DUMP DUAL PUT_LINE PUT NEW_LINE DBMS_OUTPUT SYSDATE USER LEVEL ROWNUM ROWID YEAR MONTH DAY HOUR MINUTE ' +
    'SECOND OUTPUT NAME TYPE'
  ).split(' '),
);

const functions: ReadonlySet<string> = new Set([...builtinFunctionNames(), ...parameterlessFunctions]);

/** Has the language this name, too? */
export const isOfLanguage = (name: string): boolean => builtins.has(name) || functions.has(name);

/** The text with other names in the places of those given in upper case. */
export function renamed(text: string, names: ReadonlyMap<string, string>): string {
  const lexed = lex(text);
  let made = '';
  let at = 0;
  for (let i = 0; i < lexed.length; i++) {
    if (lexed.kinds[i] !== TokenKind.Identifier) continue;
    const name = names.get(text.slice(lexed.starts[i], lexed.ends[i]).toUpperCase());
    if (name === undefined) continue;
    made += text.slice(at, lexed.starts[i]) + name;
    at = lexed.ends[i]!;
  }
  return made + text.slice(at);
}

/**
 * The same name in quotes and upper case is the same object. (SQL Language Reference, "Database Object Naming Rules")
 */
export const quotedNames = renaming('quoted-names', (name) => `"${name}"`);

/** In quotes and lower case: another name. */
export const quotedLowerCase = renaming('quoted-lower-case', (name) => `"${name.toLowerCase()} Name"`);

/** Names of 100 bytes and more, which differ at the end alone. */
export const longNames = renaming('long-names', (name) => `mm_${'x'.repeat(70)}_${name}`);

/** Letters beyond ASCII. */
export const otherLetters = renaming('other-letters', (name) => `${name}_Größe_ñ`);

/**
 * Words that PostgreSQL reserves, or knows as system columns, functions or variables of PL/pgSQL; Oracle knows none.
 */
export const foreignWords = renaming('foreign-words', (_, i) => words[i] ?? `mm_${i}`);

const words = (
  'analyse asymmetric symmetric placing variadic ilike similar isnull notnull freeze verbose found ctid xmin oid ' +
  'tableoid cmax tg_op text int4 coalesce_ public pg_temp numeric_ ora perform diagnostics age point box path ' +
  'money name_ xid regclass sqlstate old_ new_ concurrently tablesample initially deferrable do lateral localtime_ ' +
  'session_role current_catalog current_role current_schema generated_ strict setof returning_ window_'
).split(' ');
