/** Datetime format models: their elements and what TO_CHAR prints by them. (SQL Language Reference, "Datetime Format Models") */
import { fields, truncate } from '../expression-oracle/calendar.js';
import { offsetText } from './session.js';
import { fractionOf, type Moment, secondsOf, Unsettled, wallClock } from './values.js';
import { ordinal, spelled, yearInWords } from './words.js';

/** A model in its parts, in order: elements, FM and FX, quoted text, other characters. */
export function elementsOf(model: string): string[] {
  const parts = model.match(
    /"[^"]*"|(?:SYYYY|Y,YYY|YYYY|YYY|YEAR|YY|Y|IYYY|IYY|IY|IW|I|RRRR|RR|RM|Q|MONTH|MON|MM|MI|WW|W|DDD|DAY|DD|DY|D|J|HH24|HH12|HH|SSSSS|SS|FF\d?|A\.M\.|P\.M\.|AM|PM|A\.D\.|B\.C\.|AD|BC|SCC|CC|TZH|TZM|X)(?:SPTH|SP|TH)?|FM|FX|[^A-Z0-9"]/gi,
  );
  if (!parts || parts.join('') !== model) throw new Error(`not a model: ${model}`);
  return parts;
}

export const monthNames = 'January February March April May June July August September October November December'.split(
  ' ',
);
export const dayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
export const romans = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');

/** Written as the element is: all capitals, none, or the first one of each word. */
export function inCaseOf(element: string, text: string): string {
  if (element === element.toLowerCase()) return text.toLowerCase();
  return element.slice(0, 2) === element.slice(0, 2).toUpperCase() ? text.toUpperCase() : text;
}

const weekday = (seconds: number): number => new Date(seconds * 1000).getUTCDay();

/** The number that an element stands for, and its width; undefined for elements of words. */
function numeric(name: string, us: bigint): readonly [value: number, width: number] | undefined {
  const date = secondsOf(us);
  const f = fields(date);
  const hour = Math.floor(f.time / 3600);
  const yearDay = Math.round((date.seconds - f.time - truncate(date, 'YYYY').seconds) / 86_400) + 1;
  const monday = truncate(date, 'IW').seconds;
  const isoYear = fields({ seconds: monday + 3 * 86_400 }).year;
  switch (name) {
    case 'YYYY':
    case 'RRRR':
      return [f.year, 4];
    case 'YYY':
      return [f.year % 1000, 3];
    case 'YY':
    case 'RR':
      return [f.year % 100, 2];
    case 'Y':
      return [f.year % 10, 1];
    case 'IYYY':
      return [isoYear, 4];
    case 'IYY':
      return [isoYear % 1000, 3];
    case 'IY':
      return [isoYear % 100, 2];
    case 'I':
      return [isoYear % 10, 1];
    case 'Q':
      return [Math.ceil(f.month / 3), 1];
    case 'MM':
      return [f.month, 2];
    case 'WW':
      return [Math.ceil(yearDay / 7), 2];
    case 'W':
      return [Math.ceil(f.day / 7), 1];
    case 'IW':
      return [Math.round((monday - truncate(date, 'IYYY').seconds) / (7 * 86_400)) + 1, 2];
    case 'D':
      return [weekday(date.seconds) + 1, 1];
    case 'DD':
      return [f.day, 2];
    case 'DDD':
      return [yearDay, 3];
    case 'J':
      return [Math.floor(date.seconds / 86_400) + 2_440_588, 7];
    case 'HH':
    case 'HH12':
      return [((hour + 11) % 12) + 1, 2];
    case 'HH24':
      return [hour, 2];
    case 'MI':
      return [Math.floor(f.time / 60) % 60, 2];
    case 'SS':
      return [f.time % 60, 2];
    case 'SSSSS':
      return [f.time, 5];
    case 'CC':
      return [Math.ceil(f.year / 100), 2];
    default:
      return undefined;
  }
}

const suffixed = (element: string, name: string, value: number, width: number, fill: boolean): string => {
  const digits = fill ? String(value) : String(value).padStart(width, '0');
  if (/spth$/i.test(element)) return inCaseOf(name, ordinal(spelled(value)));
  if (/sp$/i.test(element)) return inCaseOf(name, spelled(value));
  if (!/th$/i.test(element)) return digits;
  const [last, ten] = [value % 10, Math.floor(value / 10) % 10];
  const ending = ten === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][last] ?? 'th');
  return digits + (name === name.toUpperCase() ? ending.toUpperCase() : ending);
};

const meridian = (element: string, us: bigint): string => {
  const letter = fields(secondsOf(us)).time < 43_200 ? 'A' : 'P';
  return inCaseOf(element, element.includes('.') ? `${letter}.M.` : `${letter}M`);
};

/** Elements that are words or signs. */
function worded(element: string, us: bigint, offset: number, digits: number | undefined, fill: boolean): string {
  const f = fields(secondsOf(us));
  const name = (text: string, all: readonly string[]): string =>
    inCaseOf(element, fill ? text : text.padEnd(Math.max(...all.map((x) => x.length)), ' '));
  const upper = element.toUpperCase();
  if (upper.startsWith('FF')) {
    const wanted = upper === 'FF' ? digits : Number(upper.slice(2));
    if (wanted === undefined || wanted === 0) throw new Unsettled();
    return String(fractionOf(us)).padStart(6, '0').padEnd(9, '0').slice(0, wanted);
  }
  switch (upper) {
    case 'MONTH':
      return name(monthNames[f.month - 1] ?? '', monthNames);
    case 'MON':
      return inCaseOf(element, (monthNames[f.month - 1] ?? '').slice(0, 3));
    case 'DAY':
      return name(dayNames[weekday(secondsOf(us).seconds)] ?? '', dayNames);
    case 'DY':
      return inCaseOf(element, (dayNames[weekday(secondsOf(us).seconds)] ?? '').slice(0, 3));
    case 'RM':
      return name(romans[f.month - 1] ?? '', romans);
    case 'YEAR':
      return inCaseOf(element, yearInWords(f.year));
    case 'SYYYY':
      return `${fill ? '' : ' '}${f.year}`;
    case 'SCC':
      return `${fill ? '' : ' '}${Math.ceil(f.year / 100)}`;
    case 'Y,YYY':
      return `${Math.floor(f.year / 1000)},${String(f.year % 1000).padStart(3, '0')}`;
    case 'AD':
    case 'BC':
      return inCaseOf(element, 'AD');
    case 'A.D.':
    case 'B.C.':
      return inCaseOf(element, 'A.D.');
    case 'TZH':
      return offsetText(offset).slice(0, 3);
    case 'TZM':
      return offsetText(offset).slice(4);
    case 'X':
      return '.';
    default:
      return meridian(element, us);
  }
}

/**
 * TO_CHAR of a moment: `digits` is the precision of its type, where it is known and FF stands without a number; `x` is
 * in the zone of `offset`.
 */
export function print(x: Moment, model: string, digits?: number): string {
  const us = wallClock(x);
  let fill = false;
  let text = '';
  for (const element of elementsOf(model)) {
    const upper = element.toUpperCase();
    if (upper === 'FM') fill = !fill;
    else if (element.startsWith('"')) text += element.slice(1, -1);
    else if (upper === 'FX') continue;
    else if (!/^[a-z]/i.test(element)) text += element;
    else {
      const name = element.replace(/(?:SPTH|SP|TH)$/i, (ending) => (/^(MON|MONTH)$/i.test(element) ? ending : ''));
      const number = numeric(name.toUpperCase(), us);
      text += number
        ? suffixed(element, name, number[0], number[1], fill)
        : worded(element, us, x.offset, digits, fill);
    }
  }
  return text;
}
