import { dictionaryView } from '../../../analyze/oracle/dictionary-views.js';

const mentioned = /\b(?:user|all|dba)_([a-z_]+)|\b(cols|seq|syn|obj)\b|\bfrom\s+(cat|tab)\b/gi;

/** Does any of the texts mention a dictionary view? */
export const readsDictionary = (texts: readonly string[]): boolean =>
  texts.some((text) =>
    [...text.matchAll(mentioned)].some(([name, family]) => family && dictionaryView(name.toUpperCase()) !== undefined),
  );

/**
 * The families of dictionary views that texts mention, whosever view it is: VIEWS for USER_VIEWS, ALL_VIEWS and
 * DBA_VIEWS. What is given back says whether any of some families is among them.
 */
export function viewsRead(texts: readonly string[]): (...families: readonly string[]) => boolean {
  const read = new Set<string>();
  for (const text of texts)
    for (const match of text.matchAll(mentioned))
      read.add((match[1] ?? shorthands[(match[2] ?? match[3] ?? '').toLowerCase()] ?? '').toUpperCase());
  if (texts.some((text) => readsObjects.test(text) && showsStatus.test(text))) read.add(validity);
  // A program that makes or drops synonyms has to find those that are there, and so has one that may name them.
  if (texts.some((text) => dynamicSynonym.test(text) || dynamicText.test(text))) read.add('SYNONYMS');
  if (texts.some((text) => namesRoles.test(text))) read.add(rolesOfUsers);
  if (texts.some((text) => describes.test(text))) read.add(described);
  return (...families) => families.some((family) => read.has(family));
}

/** The types of columns as DBMS_SQL.DESCRIBE_COLUMNS tells them, among the families. */
export const described = 'DESCRIBED';

const describes = /\bdescribe_columns/i;

/** The roles that users and roles have, among the families. */
export const rolesOfUsers = 'ROLES OF USERS';

const namesRoles = /\b(?:user|dba|role)_role_privs\b/i;

/** What STATUS of *_OBJECTS tells, among the families: where one text names both, or every column. */
export const validity = 'OBJECTS.STATUS';

const readsObjects = /\b(?:user|all|dba)_objects\b|\b(?:obj|cat|tab)\b/i;

const showsStatus = /\bstatus\b|\*\s*(?:,|from\b|into\b|bulk\b)|\bobjects\s*%\s*rowtype\b|\bsynonym\b/i;

const dynamicSynonym = /'\s*(?:create|drop)\s[^';]*\bsynonym\b/i;

/** Dynamic SQL that is more than a literal. */
const dynamicText =
  /\bexecute\s+immediate\b(?!\s*'(?:[^']|'')*'\s*(?:;|using\b|into\b|bulk\b|returning\b))|\bopen\s+[\w$#.]+\s+for\b(?!\s*(?:select\b|with\b|\())/i;

const shorthands: Readonly<Record<string, string>> = {
  cols: 'TAB_COLUMNS',
  seq: 'SEQUENCES',
  syn: 'SYNONYMS',
  obj: 'OBJECTS',
  cat: 'OBJECTS',
  tab: 'OBJECTS',
};
