/** Numbers in English words, as SP and SPTH spell them. */
import { Unsettled } from './values.js';

const units =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen'.split(
    ' ',
  );
const tens = 'Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety'.split(' ');

export function spelled(n: number): string {
  if (n < 20) return units[n] ?? '';
  if (n < 100) return `${tens[Math.floor(n / 10) - 2] ?? ''}${n % 10 === 0 ? '' : `-${units[n % 10] ?? ''}`}`;
  const [size, name] = n < 1000 ? [100, 'Hundred'] : n < 1_000_000 ? [1000, 'Thousand'] : [1_000_000, 'Million'];
  const rest = n % size;
  return `${spelled(Math.floor(n / size))} ${name}${rest === 0 ? '' : ` ${spelled(rest)}`}`;
}

const irregular: Readonly<Record<string, string>> = {
  One: 'First',
  Two: 'Second',
  Three: 'Third',
  Five: 'Fifth',
  Eight: 'Eighth',
  Nine: 'Ninth',
  Twelve: 'Twelfth',
};
export function ordinal(words: string): string {
  if (words === 'Zero') throw new Unsettled();
  return words.replace(
    /[A-Za-z]+$/,
    (last) => irregular[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`),
  );
}

/** YEAR of the years whose words are two pairs of digits. */
export function yearInWords(year: number): string {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (century % 10 === 0 || rest < 10) throw new Unsettled();
  return `${spelled(century)} ${spelled(rest)}`;
}
