/** Texts that are read by a model, and what comes of them. (SQL Language Reference, "String-to-Date Conversion Rules") */
import { dateOf, fields } from '../expression-oracle/calendar.js';
import { OraError } from '../expression-oracle/number.js';
import type { Random } from '../random.js';
import { elementsOf, print } from './models.js';
import { fractionOf, type Moment, minutes, moment, secondsOf, wallClock } from './values.js';

/** RR: the first half of a century is this one's, the second half the last one's, as long as this is the first half. */
const fullYear = (twoDigits: number): number => (twoDigits < 50 ? 2000 : 1900) + twoDigits;

/** What is left of a moment that is written by the model and read by it; `zone` is the session's, for models without one. */
export function throughModel(x: Moment, model: string, zone: number): Moment {
  const elements = new Set(elementsOf(model).map((e) => e.toUpperCase()));
  const has = (...names: readonly string[]): boolean => names.some((name) => elements.has(name));
  const us = wallClock(x);
  const f = fields(secondsOf(us));
  const year = has('RR') ? fullYear(f.year % 100) : has('YY') ? 2000 + (f.year % 100) : f.year;
  const time = has('SSSSS')
    ? f.time
    : (has('HH24', 'HH', 'HH12') ? f.time - (f.time % 3600) : 0) +
      (has('MI') ? (f.time % 3600) - (f.time % 60) : 0) +
      (has('SS') ? f.time % 60 : 0);
  const [fraction = ''] = [...elements].filter((e) => e.startsWith('FF'));
  const unit = fraction === '' ? 1_000_000n : 10n ** BigInt(Math.max(6 - Number(fraction.slice(2) || 9), 0));
  const offset = has('TZH') ? x.offset : zone;
  const made = dateOf(year, f.month, f.day, time);
  if (fields(made).month !== f.month) throw new OraError(1839);
  const kept = fractionOf(us) - (fractionOf(us) % unit);
  const shown = BigInt(made.seconds) * 1_000_000n + kept;
  return moment(shown - minutes(offset), offset);
}

const dateOrders = [
  ['YYYY', 'MM', 'DD'],
  ['DD', 'MM', 'YYYY'],
  ['MM', 'DD', 'YYYY'],
  ['DD', 'MON', 'YYYY'],
  ['DD', 'Mon', 'RR'],
  ['DD', 'MONTH', 'YYYY'],
  ['Month', 'DD', 'YYYY'],
  ['YYYY', 'MON', 'DD'],
  ['YYYY', 'DDD'],
  ['DD', 'MM', 'RR'],
  ['DD', 'MM', 'RRRR'],
  ['J'],
  ['DY', 'DD', 'MON', 'YYYY'],
  ['DD', 'RM', 'YYYY'],
] as const;
const timeOrders = [
  ['HH24', 'MI', 'SS'],
  ['HH24', 'MI'],
  ['HH', 'MI', 'SS', 'AM'],
  ['HH12', 'MI', 'PM'],
  ['SSSSS'],
  ['HH24'],
] as const;

/** A model whose texts say which day they mean. */
export function readableModel(random: Random, fraction: boolean, zoned: boolean): string {
  const between = random.pick(['-', '/', '.', ' ', ', ', '']);
  const order = random.pick(dateOrders);
  const joined =
    between === '' && order.some((e) => e === 'J' || e.startsWith('D') || e.startsWith('M')) && order.length !== 3
      ? '-'
      : between;
  let model = order.join(joined === '' && !['YYYY', 'DD'].includes(order[0]) ? '-' : joined);
  if (random.chance(0.75)) {
    const time = random.pick(timeOrders);
    const colon = random.pick([':', ':', '.', '']);
    const clock = time.filter((e) => e !== 'AM' && e !== 'PM').join(colon);
    const half = time.find((e) => e === 'AM' || e === 'PM');
    const digits =
      fraction && clock.endsWith('SS') && !clock.endsWith('SSSSS') ? random.pick(['', '.FF', '.FF3', '.FF6']) : '';
    model += `${random.pick([' ', ' ', '"T"', '-'])}${clock}${digits}${half === undefined ? '' : ` ${half}`}`;
  }
  return zoned ? `${model} TZH:TZM` : model;
}

/** A text for the model, and the moment or the error that reading it gives. */
export interface ReadText {
  readonly model: string;
  readonly text: string;
  readonly value: () => Moment;
}

const failing = (model: string, text: string, code: number): ReadText => ({
  model,
  text,
  value: () => {
    throw new OraError(code);
  },
});

/** The text that TO_CHAR writes by the model, changed in a way that is read the same or is an error. */
export function readText(random: Random, x: Moment, model: string, zone: number): ReadText {
  const text = print(x, model, 6);
  const value = (): Moment => throughModel(x, model, zone);
  const mistake = random.chance(0.25) ? broken(random, x, model) : undefined;
  if (mistake) return mistake;
  const elements = elementsOf(model);
  switch (random.below(7)) {
    case 0:
      if (model.includes('TZH')) return { model, text, value };
      return {
        model,
        text: text.replace(/(?<![:.+-])[-/.,](?=[0-9A-Z])/gi, () => random.pick(['-', '/', '.', ':'])),
        value,
      };
    case 1: {
      // Zeros in front are left out where a separator follows.
      const plain = elements.every((e, i) => i === 0 || !/^[A-Z]/i.test(e) || !/^[A-Z]/i.test(elements[i - 1] ?? ''));
      return { model, text: plain && !/TZH|FF|"/.test(model) ? print(x, `FM${model}`, 6) : text, value };
    }
    case 2:
      return { model, text: random.chance(0.5) ? text.toUpperCase() : text.toLowerCase(), value };
    case 3: {
      const month = elements.findIndex((e) => /^(MM|MON|MONTH)$/i.test(e));
      if (month < 0 || !elements.some((e) => e !== '"T"' && !/^[A-Z]/i.test(e))) return { model, text, value };
      const other = elements.with(
        month,
        random.pick(elements[month] === 'MM' ? ['MON', 'Month'] : ['MON', 'Month', 'Mon']),
      );
      return { model, text: print(x, other.join('').replace('Month', 'FMMonthFM'), 6), value };
    }
    case 4: {
      const full = `FX${model}`;
      return /MONTH|RM|SSSSS/i.test(model) ? { model, text, value } : { model: full, text, value };
    }
    default:
      return { model, text, value };
  }
}

const codes: Readonly<Record<string, readonly [text: string, code: number]>> = {
  MM: ['13', 1843],
  MON: ['XYZ', 1843],
  Mon: ['Foo', 1843],
  MONTH: ['Febuary', 1843],
  DD: ['32', 1847],
  DDD: ['367', 1848],
  HH24: ['24', 1850],
  HH: ['13', 1849],
  HH12: ['00', 1849],
  MI: ['60', 1851],
  SS: ['60', 1852],
  SSSSS: ['86400', 1853],
  AM: ['XM', 1855],
  PM: ['ZZ', 1855],
  YYYY: ['0000', 1841],
};

/** A text with one fault. */
function broken(random: Random, x: Moment, model: string): ReadText | undefined {
  const elements = elementsOf(model);
  const text = print(x, model, 6);
  const kind = random.below(4);
  if (kind === 0) return failing(model, `${text}${random.pick(['x', ' 1', '-', ' z'])}`, 1830);
  if (kind === 1) {
    const at = random.below(elements.length);
    const wrong = codes[elements[at] ?? ''];
    // Of a name that is wrong the end is not known.
    if (!wrong) return undefined;
    const separated = at === elements.length - 1 || !/^[A-Z]/i.test(elements[at + 1] ?? '');
    if (!separated) return undefined;
    const shown = elements.map((e, i) => (i === at ? wrong[0] : print(x, e, 6))).join('');
    return failing(model, shown, wrong[1]);
  }
  if (kind === 2 && elements[0] === 'YYYY' && elements.includes('DD')) {
    const cut = print(x, elements.slice(0, elements.indexOf(elements.includes('MM') ? 'MM' : 'MON')).join(''), 6);
    return /MM|MON/.test(model) ? failing(model, cut.replace(/[^0-9]+$/, ''), 1840) : undefined;
  }
  const at = elements.findIndex((e) => /^(DD|HH24|MI)$/.test(e));
  if (at < 0) return undefined;
  const shown = elements.map((e, i) => (i === at ? 'ab' : print(x, e, 6))).join('');
  return failing(model, shown, 1858);
}
