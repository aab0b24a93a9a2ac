/*
 * What functions of Oracle make of a text that is known. (SQL Language Reference, "UPPER", "TRIM"; PL/SQL Packages,
 * "DBMS_ASSERT")
 */

/** What the function gives for the text, its only argument; undefined where that is not known. */
export function textOfFunction(name: string, text: string): string | undefined {
  if (text === '') return undefined;
  switch (name) {
    case 'UPPER':
      return isAscii(text) ? text.toUpperCase() : undefined;
    case 'LOWER':
      return isAscii(text) ? text.toLowerCase() : undefined;
    case 'TRIM':
      return withoutBlanks(text);
    case 'DBMS_ASSERT.NOOP':
      return text;
    case 'DBMS_ASSERT.SIMPLE_SQL_NAME':
      return plainName.test(text) ? withoutBlanks(text) : undefined;
    case 'DBMS_ASSERT.ENQUOTE_NAME':
      return plainName.test(text) && !text.includes(' ') ? `"${text.toUpperCase()}"` : undefined;
    case 'DBMS_ASSERT.ENQUOTE_LITERAL':
      return text.includes("'") ? undefined : `'${text}'`;
    default:
      return undefined;
  }
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

const withoutBlanks = (text: string): string => text.replace(/^ +| +$/g, '');

/** A name without quotes, which Oracle lets pass as it is. */
const plainName = /^ *[A-Za-z][A-Za-z0-9_$#]{0,29} *$/;
