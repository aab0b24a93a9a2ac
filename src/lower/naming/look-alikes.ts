import { isAnyOf } from '../../ir/kinds.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { Declaration, Identifier, ScriptUnit } from '../../ir/oracle/index.js';
import { nodesOf } from '../../ir/walk.js';
import { withoutComments } from '../../source/tokens/without-comments.js';

const declaredName = (d: Declaration): string[] => ('name' in d && typeof d.name === 'object' ? [d.name.name] : []);

const namedObjects = [
  'CreateTable',
  'CreateView',
  'CreateMaterializedView',
  'CreateSequence',
  'CreateSynonym',
  'CreateType',
  'CreatePackage',
] as const;

const shownInDictionary = [...namedObjects, 'AlterTable', 'AlterObject', 'CreateIndex', 'Rename'] as const;

/**
 * Quoted names in lower case of what DDL makes: the dictionary shows them so, and unquoted names in upper case, where
 * PostgreSQL stores both in lower case. (Database Reference, "ALL_TAB_COLUMNS"; SQL Language Reference, "Database Object
 * Naming Rules")
 */
export function lowerCaseNames(units: readonly ScriptUnit[]): readonly string[] {
  const inDdl = units.filter((unit) => isAnyOf(unit.kind, ...shownInDictionary));
  return inDdl
    .flatMap((unit) => nodesOf(unit, 'Identifier'))
    .flatMap(({ name, quoted }) =>
      quoted && name === name.toLowerCase() && name !== name.toUpperCase() ? [name] : [],
    );
}

/** Names in quotes that stand where a table's has to be, in statements or their texts. */
export const quotedTables = (text: string): readonly string[] =>
  mayQuoteTable.test(text)
    ? [...withoutComments(text).matchAll(/\b(?:from|join|into|update|table)\s+"([^"\s]+)"/gi)].flatMap(
        ([, name]) => name ?? [],
      )
    : [];

/** Only then is it worth to look for comments, which takes a reading of the text by tokens. */
const mayQuoteTable = /\b(?:from|join|into|update|table)\s*(?:"|--|\/\*)/i;

/**
 * Quoted names in lower case that stand beside the same name without quotes: columns of one table, aliases of one query,
 * objects, fields of one record or object, parameters of one routine, variables of one block or package; `tables` are
 * those that statements name. Oracle keeps `"id"` and `ID` apart, PostgreSQL stores both as `id`. (SQL Language
 * Reference, "Database Object Naming Rules")
 */
export function lookAlikes(units: readonly ScriptUnit[], tables: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const compare = (names: Iterable<string>): void => {
    const all = new Set(names);
    for (const n of all) if (n === n.toLowerCase() && n !== n.toUpperCase() && all.has(n.toUpperCase())) found.add(n);
  };
  const objects: string[] = [...tables];
  const columns = new Map<string, string[]>();
  const inPackages = new Map<string, string[]>();
  for (const unit of units) {
    const named = unit as { readonly name?: { readonly parts?: readonly Identifier[] } };
    const last = named.name?.parts?.[named.name.parts.length - 1]?.name;
    if (last !== undefined && isAnyOf(unit.kind, ...namedObjects)) objects.push(last);
    if (last !== undefined && unit.kind === 'CreateTable')
      addUnder(columns, last, ...unit.columns.map((c) => c.name.name));
    if (last !== undefined && unit.kind === 'AlterTable')
      for (const a of unit.actions)
        if (a.kind === 'AddColumns') addUnder(columns, last, ...a.columns.map((c) => c.name.name));
    for (const { declarations } of nodesOf(unit, 'Block')) compare(declarations.flatMap(declaredName));
    for (const { fields } of nodesOf(unit, 'RecordTypeDeclaration')) compare(fields.map((f) => f.name.name));
    for (const { attributes } of nodesOf(unit, 'ObjectTypeDefinition')) compare(attributes.map((a) => a.name.name));
    for (const { parameters } of nodesOf(unit, 'RoutineDefinition')) compare(parameters.map((p) => p.name.name));
    for (const { items } of nodesOf(unit, 'Select'))
      compare(items.flatMap((item) => (item.alias ? [item.alias.name] : [])));
    if (last !== undefined && (unit.kind === 'CreatePackage' || unit.kind === 'CreatePackageBody'))
      addUnder(inPackages, last, ...unit.declarations.flatMap(declaredName));
  }
  compare(objects);
  for (const names of [...columns.values(), ...inPackages.values()]) compare(names);
  return found;
}
