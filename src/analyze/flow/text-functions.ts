import type { KnownText } from '../model/known-text.js';

/*
 * What functions of Oracle make of texts that are known. (SQL Language Reference, "REPLACE", "UPPER", "TRIM"; PL/SQL
 * Packages, "DBMS_ASSERT")
 */

/** The text itself. */
export const wholeText = (text: string): KnownText => ({ text, whole: true, parts: [text] });

/** One text after the other; undefined where it is not known how the first begins. */
export function concatenated(left: KnownText | undefined, right: KnownText | undefined): KnownText | undefined {
  if (!left) return undefined;
  const whole = left.whole && right?.whole === true;
  const pieces = piecesOf(left);
  const head = pieces ? [...pieces, ...(headOf(right) ?? [])] : left.head;
  return {
    text: left.whole ? left.text + (right?.text ?? '') : left.text,
    whole,
    ...(whole || !head ? {} : { head }),
    ...(left.parts && right?.parts ? { parts: [...left.parts, ...right.parts] } : {}),
  };
}

/** All pieces of a text. */
const piecesOf = ({ text, whole, parts }: KnownText): KnownText['head'] => (whole ? [text] : parts);

/** How a text begins, in pieces. */
export const headOf = (text: KnownText | undefined): KnownText['head'] => text && (piecesOf(text) ?? text.head);

/** What a function gives for texts; undefined where that is not known. */
export function textOfFunction(name: string, args: readonly (KnownText | undefined)[]): KnownText | undefined {
  const [first, second, third] = args;
  if (!first?.whole || first.text === '') return undefined;
  switch (name) {
    case 'REPLACE':
      return args.length === 3 ? replaced(first.text, second, third) : undefined;
    case 'UPPER':
    case 'LOWER':
      return args.length === 1 && isAscii(first.text) ? wholeText(cased(name, first.text)) : undefined;
    case 'TRIM':
      return args.length === 1 ? wholeText(first.text.replace(/^ +| +$/g, '')) : undefined;
    case 'DBMS_ASSERT.NOOP':
      return first;
    case 'DBMS_ASSERT.SIMPLE_SQL_NAME':
      return plainName.test(first.text) ? wholeText(first.text.replace(/^ +| +$/g, '')) : undefined;
    case 'DBMS_ASSERT.ENQUOTE_NAME':
      return args.length === 1 && plainName.test(first.text) && !first.text.includes(' ')
        ? wholeText(`"${first.text.toUpperCase()}"`)
        : undefined;
    default:
      return undefined;
  }
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);
const cased = (name: 'UPPER' | 'LOWER', text: string): string =>
  name === 'UPPER' ? text.toUpperCase() : text.toLowerCase();

/** A name without quotes, which Oracle lets pass as it is. */
const plainName = /^ *[A-Za-z][A-Za-z0-9_$#]{0,29} *$/;

/** A template whose marks become a text, of which perhaps only the run knows what it is. */
function replaced(template: string, mark: KnownText | undefined, by: KnownText | undefined): KnownText | undefined {
  if (!mark?.whole || mark.text === '' || !by) return undefined;
  const pieces = template.split(mark.text);
  return pieces
    .map(wholeText)
    .reduce<KnownText | undefined>(
      (made, piece, i) => (i === 0 ? piece : concatenated(concatenated(made, by), piece)),
      undefined,
    );
}
