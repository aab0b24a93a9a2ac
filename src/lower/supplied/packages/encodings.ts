import { suppliedDiffers } from '../../../diagnostics/op4.js';
import { argumentsNamed } from '../../../ir/arguments-named.js';
import { lastName } from '../../../ir/dotted.js';
import type { Argument } from '../../../ir/oracle/index.js';
import { castToRaw, stringToRaw } from '../raw-bytes.js';
import { each, fullName, type PackageConversion } from './conversion.js';

const quotedPrintable = 'which characters are encoded and where lines are broken is as in RFC 2045';

/** (PL/SQL Packages and Types Reference, "UTL_RAW", "UTL_ENCODE", "UTL_I18N") */
export const encodingConversions: readonly PackageConversion[] = [
  { name: 'UTL_RAW', members: { CAST_TO_RAW: { expression: castToRaw } } },
  {
    name: 'UTL_ENCODE',
    members: {
      ...each('UUENCODE UUDECODE', {
        differs: "lines are those of the standard for uuencode; Oracle's lengths and line ends are not documented",
      }),
      ...each('MIMEHEADER_ENCODE MIMEHEADER_DECODE', {
        differs: 'words are those of RFC 2047: an underscore is a blank, each has 75 characters',
      }),
      QUOTED_PRINTABLE_ENCODE: { differs: quotedPrintable },
      TEXT_ENCODE: {
        report: (unit, base, span) => {
          if (!isBase64(base.args)) unit.report(suppliedDiffers(span, fullName(base), quotedPrintable));
        },
      },
    },
  },
  { name: 'UTL_I18N', members: { STRING_TO_RAW: { expression: stringToRaw } } },
];

/** TEXT_ENCODE(…, encoding => UTL_ENCODE.BASE64): the constant or its number. */
function isBase64(args: readonly Argument[]): boolean {
  const value = argumentsNamed(args)('ENCODING', 2);
  if (value?.kind === 'Name') return lastName(value) === 'BASE64';
  return value?.kind === 'NumberLiteral' && value.text === '1';
}
