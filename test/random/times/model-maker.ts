/** Models put together of elements. */
import type { Random } from '../random.js';
import type { Kind } from './values.js';

const dateElements =
  'YYYY YYY YY Y RR RRRR SYYYY Y,YYY IYYY IYY IY I Q MM MON MONTH Mon Month mon month RM rm WW W IW DD DDD D DAY Day day DY Dy J CC SCC AD BC A.D. YEAR Year DDTH DDth Ddspth DDSP ddsp MMSP DDSPTH QTH YYYYSP JSP DDDTH'.split(
    ' ',
  );
const timeElements = 'HH HH12 HH24 MI SS SSSSS AM PM am A.M. P.M. HH24SP MISP SSTH HHTH'.split(' ');
const fractions = 'FF1 FF2 FF3 FF4 FF5 FF6 FF7 FF9'.split(' ');
const separators = ['-', '/', '.', ':', ' ', ', ', ' "of" ', '; ', ' - ', '"T"', '"/"', ' "Q"'];

/** A model for TO_CHAR of a moment of the kind; no element comes out wrong for it. */
export function shownModel(random: Random, kind: Kind): string {
  const elements = [
    ...dateElements,
    ...timeElements,
    ...timeElements,
    ...(kind === 'DATE' ? [] : fractions),
    ...(kind === 'ZONED' ? ['TZH', 'TZM', 'TZH'] : []),
  ];
  let model = random.chance(0.35) ? random.pick(['FM', 'fm']) : '';
  const count = 1 + random.below(5);
  for (let i = 0; i < count; i++) {
    if (i > 0) model += random.pick(separators);
    if (random.chance(0.06)) model += 'FM';
    const element = random.pick(elements);
    model += element;
  }
  return model;
}
