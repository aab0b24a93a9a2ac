import { quotePath, quoteText } from '../sql/quoting.js';
import type { RunSession } from '../target/session.js';

/** What is wrong with a field's text, though PostgreSQL would take it; undefined where nothing is. */
type ValueCheck = (text: string) => string | undefined;

/** The checks of a file's columns, by place, and what in a file makes them necessary. */
export interface ValueChecks {
  /** The first thing that is wrong with one of the fields. */
  readonly problem: (fields: readonly (string | undefined)[]) => string | undefined;
  /** Whether some field of a file's bytes may be one that a check refuses. */
  readonly mayRefuse: (bytes: Buffer) => boolean;
  /** The places of columns that hold bytes. */
  readonly bytes: ReadonlySet<number>;
  /** Whether some column holds an interval. */
  readonly hasIntervals: boolean;
}

/**
 * PostgreSQL takes texts for numbers and times that Oracle refuses, or takes otherwise: `NaN` and `Infinity` for NUMBER,
 * `now`, `today`, `infinity` for times, years of two digits, a zone where none is kept, fractions of a second that are
 * rounded up where none is kept, blanks beyond the length of a text. (PostgreSQL manual, "Date/Time Types", "Special
 * Values", "Numeric Types", "Character Types"; Oracle SQL Language Reference, "Data Types")
 */
export async function valueChecksOf(
  session: Pick<RunSession, 'execute'>,
  table: readonly string[],
  columns: readonly string[],
): Promise<ValueChecks> {
  const { rows } = await session.execute(
    `select a.attname, format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid), null), case when t.typbasetype <> 0 then t.typtypmod else a.atttypmod end
     from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = to_regclass(${quoteText(quotePath(table))}) and a.attnum > 0`,
  );
  const types = new Map(rows.map(([name, type, mod]) => [name ?? '', { type: type ?? '', mod: Number(mod) }]));
  const kinds = columns.map((column) => {
    const { type = '', mod = -1 } = types.get(column) ?? {};
    return { type, mod, check: checkOf(type, mod) };
  });
  const signs = [...new Set(kinds.flatMap(({ type, mod, check }) => (check === undefined ? [] : signsOf(type, mod))))];
  return {
    problem(fields) {
      for (const [i, { check }] of kinds.entries()) {
        const field = fields[i];
        const problem = field === undefined ? undefined : check?.(field);
        if (problem !== undefined) return `${problem} (column ${columns[i]})`;
      }
      return undefined;
    },
    mayRefuse(bytes) {
      if (signs.length === 0) return false;
      const text = bytes.toString('latin1');
      return signs.some((sign) => sign.test(text));
    },
    bytes: new Set([...kinds.keys()].filter((i) => kinds[i]?.type === 'bytea')),
    hasIntervals: kinds.some(({ type }) => type.startsWith('interval')),
  };
}

/**
 * The sign of an interval is that of all its fields, as Oracle writes it: `-02 03:04:05.0`. (PostgreSQL manual, "Interval
 * Input"; Oracle SQL Language Reference, "Interval Literals")
 */
export async function readIntervals(
  session: Pick<RunSession, 'execute'>,
  { hasIntervals }: Pick<ValueChecks, 'hasIntervals'>,
): Promise<void> {
  if (hasIntervals) await session.execute("set local intervalstyle to 'sql_standard'");
}

function checkOf(type: string, mod: number): ValueCheck | undefined {
  switch (type) {
    case 'numeric':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return (text) => (number.test(text) ? undefined : `22P02 invalid input for a number: '${text}'`);
    case 'real':
    case 'double precision':
      return (text) =>
        number.test(text) || notFinite.test(text) ? undefined : `22P02 invalid input for a number: '${text}'`;
    case 'date':
      return (text) => timeProblem(text, midnight);
    case 'timestamp without time zone':
      return (text) => timeProblem(text, clock) ?? (mod === 0 ? fractionProblem(text) : undefined);
    case 'timestamp with time zone':
      return (text) => timeProblem(text, `${clock}${zone}`);
    case 'character varying':
    case 'character':
      return mod < 4 ? undefined : (text) => lengthProblem(text, mod - 4);
    default:
      return undefined;
  }
}

const number = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;
const notFinite = /^\s*[+-]?(?:nan|inf|infinity)\s*$/i;

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
/** The year has four digits and comes first, or the month is named. */
const day = `(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{8}|\\d{1,2}[-/. ]${month}[-/., ]+\\d{4}|\\d{4}[-/. ]${month}[-/. ]\\d{1,2}|${month} \\d{1,2},? \\d{4})`;
const clock = '(?:(?:\\s+|T)\\d{1,2}(?::?\\d{2}(?::?\\d{2}(?:[.,]\\d*)?)?)?(?:\\s*[ap]\\.?m\\.?(?![a-z]))?)?';
const midnight = '(?:(?:\\s+|T)0{1,2}:?00(?::?00(?:[.,]0*)?)?)?';
const zoneName = '(?:z|[+-]\\d{1,2}(?::?\\d{2}(?::?\\d{2})?)?|(?!now|today)[a-z][\\w+-]*(?:/[\\w+-]+)*)';
const zone = `(?:\\s*${zoneName})?`;

const patterns = new Map<string, RegExp>();

function timeProblem(text: string, rest: string): string | undefined {
  const pattern = patterns.get(rest) ?? new RegExp(`^\\s*${day}${rest}\\s*${era}?\\s*$`, 'i');
  patterns.set(rest, pattern);
  return pattern.test(text) ? undefined : `22007 invalid input for a date or time: '${text}'`;
}

const era = '(?:b\\.?c\\.?|a\\.?d\\.?)';
const zoned = new RegExp(`^\\s*${day}${clock}\\s*(?!${era}\\s*$)(${zoneName})\\s*${era}?\\s*$`, 'i');

/** The zone that a moment is written with: `+02:00`, or the name of a region. Undefined where it names none. */
export function zoneWritten(text: string): string | undefined {
  const written = zoned.exec(text)?.[1];
  if (written === undefined) return undefined;
  if (/^z$/i.test(written)) return '+00:00';
  const [, sign, hours = '', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?/.exec(written) ?? [];
  return sign === undefined ? written : `${sign}${hours.padStart(2, '0')}:${minutes}`;
}

/** A DATE has none, Oracle cuts it off; PostgreSQL rounds it up, even into the next year. */
const fractionProblem = (text: string): string | undefined =>
  fraction.test(text) ? `22007 a fraction of a second where none is kept: '${text}'` : undefined;

/** PostgreSQL drops blanks beyond the length without a word. */
function lengthProblem(text: string, length: number): string | undefined {
  if (text.length <= length || [...text].length <= length) return undefined;
  return `22001 value too long for ${length} characters`;
}

/** Where a field begins. */
const begin = String.raw`(?:^|[,"\n])\s*`;
const numbers = new RegExp(`${begin}[+-]?(?:nan|inf|0[xob]|\\d+_)`, 'i');
const words = new RegExp(`${begin}[+-]?(?:infinity|now|today|tomorrow|yesterday|epoch|j\\d)|allballs`, 'i');
const shortYear = new RegExp(
  `${begin}(?:\\d{1,3}[-/. ](?:\\d{1,2}|[a-z]{3,9})[-/. ]\\d{1,3}|\\d{4}[-.]\\d{3}|\\d{6})\\s*(?:[ t,"\\r\\n]|$)`,
  'i',
);
const zonedSign = /:\d\d(?:[.,]\d+)?\s*(?:[+-]\d|z|[b-oq-z][a-z]|a[a-ln-z]|p[a-ln-z])/i;
const timed = /\d\d:\d\d/;
const fraction = /:\d\d[.,][5-9]/;
const blanks = /[ ](?:[,"\r\n]|$)/;

function signsOf(type: string, mod: number): readonly RegExp[] {
  switch (type) {
    case 'date':
      return [words, shortYear, zonedSign, timed];
    case 'timestamp without time zone':
      return mod === 0 ? [words, shortYear, zonedSign, fraction] : [words, shortYear, zonedSign];
    case 'timestamp with time zone':
      return [words, shortYear];
    case 'character varying':
    case 'character':
      return [blanks];
    default:
      return [numbers];
  }
}
