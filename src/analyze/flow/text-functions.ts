import { textOfFunction as textOfOne } from '../../ir/text-of-function.js';
import type { KnownText } from '../model/known-text.js';

/*
 * Texts that are known, in whole or in part, put together. (SQL Language Reference, "Concatenation Operator", "REPLACE")
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
export function knownTextOfFunction(name: string, args: readonly (KnownText | undefined)[]): KnownText | undefined {
  const [first, second, third] = args;
  if (!first?.whole || first.text === '') return undefined;
  if (name === 'REPLACE') return args.length === 3 ? replaced(first.text, second, third) : undefined;
  const text = args.length === 1 ? textOfOne(name, first.text) : undefined;
  return text === undefined ? undefined : wholeText(text);
}

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
