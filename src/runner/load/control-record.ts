import { type Condition, ControlFileError, type Field, type IntoTable } from './control-file-model.js';
import { type DateReader, dateReader } from './date-mask.js';
import { dated, type FieldExpression, fieldExpression } from './field-expression.js';

/** What a record gives for one table. */
export type Extracted =
  | { readonly kind: 'row'; readonly fields: readonly (string | undefined)[] }
  | { readonly kind: 'refused'; readonly reason: string }
  /** WHEN does not hold, or every field is null. */
  | { readonly kind: 'discarded'; readonly reason: string };

/** Values that do not come out of the record's text. */
export interface RecordFacts {
  /** 1-based number of the logical record, skipped and discarded ones counted. */
  readonly number: number;
  /** How many records before it were not discarded: SEQUENCE counts those. */
  readonly kept: number;
  readonly sysdate: string;
  /** The value of SEQUENCE before the first record, by column. */
  readonly bases: ReadonlyMap<string, number>;
}

interface Prepared {
  readonly field: Field;
  readonly reader: DateReader | undefined;
  readonly mask: string;
  readonly expression: FieldExpression | undefined;
}

/** The default NLS_DATE_FORMAT of a database in American English. */
const defaultMask = 'DD-MON-RR';

/** Takes the fields of a table out of records (Oracle manual, Utilities, "Field List Reference"). */
export class RecordShape {
  readonly columns: readonly string[];
  private readonly prepared: readonly Prepared[];

  /** @throws ControlFileError */
  constructor(
    private readonly table: IntoTable,
    encoding: string,
    /** Columns of a date or timestamp type: a CHAR field for one is read by the default mask. */
    dateColumns: ReadonlySet<string>,
  ) {
    this.decode = decoderOf(encoding);
    this.columns = table.fields.filter(({ filler }) => !filler).map(({ column }) => column);
    this.prepared = table.fields.map((field) => {
      const expression = this.expressionOf(field, dateColumns);
      const isDate = field.type === 'date' || field.type === 'timestamp' || field.type === 'timestamptz';
      // Oracle would write it by the session's NLS_DATE_FORMAT.
      if ((isDate || field.from === 'sysdate') && !field.filler && !expression && !dateColumns.has(field.column))
        throw new ControlFileError(`column ${field.column}: a date for a column that holds none is not loaded`);
      const needsMask =
        isDate || (field.from === 'record' && expression === undefined && dateColumns.has(field.column));
      const mask = field.mask ?? defaultMask;
      const reader = needsMask ? dateReader(mask) : undefined;
      if (needsMask && reader === undefined)
        throw new ControlFileError(
          `column ${field.column}: the mask '${mask}' has an element the runner does not know`,
        );
      return { field, reader, mask, expression };
    });
  }

  private readonly decode: (text: string) => string;

  /** @throws ControlFileError */
  private expressionOf({ column, expression: sql }: Field, dates: ReadonlySet<string>): FieldExpression | undefined {
    if (sql === undefined) return undefined;
    const expression = fieldExpression(sql);
    const unread = expression?.fields.find(
      (name) => !this.table.fields.some((field) => field.column === name && field.from === 'record'),
    );
    if (unread !== undefined)
      throw new ControlFileError(`column ${column}: :${unread} in "${sql}" is no field of the record`);
    // A date becomes text by NLS_DATE_FORMAT, which is the session's.
    if (expression === undefined || (expression.isDate && !dates.has(column)))
      throw new ControlFileError(`column ${column}: the runner does not know how to do "${sql}"`);
    return expression.value;
  }

  /**
   * `record` has one character a byte; `from` is where the table before this one ended. Gives
   * the place after the last field.
   */
  extract(record: string, from: number, facts: RecordFacts): { readonly extracted: Extracted; readonly end: number } {
    const { table } = this;
    const raw = new Map<string, string | undefined>();
    let at = from;
    try {
      // Conditions on fields of the record need the fields first.
      for (const { field } of this.prepared) {
        if (field.from !== 'record') continue;
        const taken = takeField(record, at, field);
        if (taken === undefined) {
          if (!table.trailingNullcols && field.position === undefined && this.wanted(record, raw))
            return {
              extracted: {
                kind: 'refused',
                reason: `column ${field.column} is not found before the end of the record`,
              },
              end: at,
            };
          raw.set(field.column, undefined);
          at = record.length;
        } else {
          raw.set(field.column, taken.value === '' ? undefined : taken.value);
          at = taken.end;
        }
      }
      // The next table goes on behind the fields of this one, though it does not want the record.
      if (!this.wanted(record, raw)) return { extracted: { kind: 'discarded', reason: 'WHEN does not hold' }, end: at };
      const values = new Map<string, string | undefined>();
      for (const { field } of this.prepared) {
        const value = raw.get(field.column);
        const isNull = value === undefined || holdsAll(field.nullIf, record, raw);
        if (!isNull && holdsAll(field.defaultIf, record, raw))
          values.set(field.column, field.type === 'number' ? '0' : undefined);
        else values.set(field.column, isNull ? undefined : this.decode(value));
      }
      const fields = this.prepared.filter(({ field }) => !field.filler).map((one) => valueOf(one, values, facts));
      const isEmpty = this.prepared.every(
        ({ field }) => field.from !== 'record' || values.get(field.column) === undefined,
      );
      if (isEmpty && this.prepared.some(({ field }) => field.from === 'record'))
        return { extracted: { kind: 'discarded', reason: 'every field is null' }, end: at };
      return { extracted: { kind: 'row', fields }, end: at };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { extracted: { kind: 'refused', reason: error.message }, end: at };
    }
  }

  private wanted(record: string, raw: ReadonlyMap<string, string | undefined>): boolean {
    return this.table.when.length === 0 || holdsAll(this.table.when, record, raw);
  }
}

function decoderOf(encoding: string): (text: string) => string {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (text) => {
    if (!/[\u0080-\u00ff]/.test(text)) return text;
    try {
      return decoder.decode(Buffer.from(text, 'latin1'));
    } catch {
      throw new RangeError(`'${text}' is not ${encoding}`);
    }
  };
}

function holdsAll(
  conditions: readonly Condition[],
  record: string,
  raw: ReadonlyMap<string, string | undefined>,
): boolean {
  if (conditions.length === 0) return false;
  return conditions.every(({ on, equal, value }) => {
    const text = 'field' in on ? (raw.get(on.field) ?? '') : record.slice(on.from - 1, on.to);
    const isSame = value === undefined ? /^[ \t]*$/.test(text) : text.replace(/ +$/, '') === value.replace(/ +$/, '');
    return isSame === equal;
  });
}

function valueOf(
  { field, reader, mask, expression }: Prepared,
  values: ReadonlyMap<string, string | undefined>,
  facts: RecordFacts,
): string | undefined {
  if (expression !== undefined) return expression(values);
  switch (field.from) {
    case 'constant':
      return field.constant === '' ? undefined : field.constant;
    case 'recnum':
      return String(facts.number);
    case 'sysdate':
      return facts.sysdate;
    case 'sequence':
      return String((facts.bases.get(field.column) ?? 0) + facts.kept * (field.sequence?.step ?? 1));
    case 'expression':
      return undefined;
    case 'record': {
      const value = values.get(field.column);
      if (value === undefined) return undefined;
      if (reader !== undefined) return value.trim() === '' ? undefined : dated(reader, value, mask);
      return field.type === 'number' ? value.trim() || undefined : value;
    }
    default: {
      const forgotten: never = field.from;
      return forgotten;
    }
  }
}

/** The text of a field and the place after it; undefined when the record has ended. */
function takeField(
  record: string,
  at: number,
  field: Field,
): { readonly value: string; readonly end: number } | undefined {
  const { position, length, terminatedBy, enclosedBy } = field;
  const start = position === undefined || position.from === 'next' ? at : position.from - 1;
  if (start >= record.length) return undefined;
  // Of two lengths that of the type holds; delimiters count for nothing beside an end.
  if (position?.to !== undefined) return fixed(record, start, length === undefined ? position.to : start + length);
  if (terminatedBy !== undefined || enclosedBy !== undefined) {
    const taken = delimited(record, start, field);
    if (taken.value.length > (length ?? longestDelimited))
      throw new RangeError(`column ${field.column}: the field is longer than ${length ?? longestDelimited} bytes`);
    return taken;
  }
  return fixed(
    record,
    start,
    start + (length ?? (field.type === 'char' || field.type === 'number' ? 1 : (field.mask ?? defaultMask).length)),
  );
}

/**
 * A delimited field without a length has at most so many bytes. (Utilities, "Conflicting Field Lengths for Character
 * Data Types")
 */
const longestDelimited = 255;

/** Of a predetermined size: blanks and tabs behind are not part of it. */
const fixed = (record: string, start: number, end: number): { readonly value: string; readonly end: number } => ({
  value: record.slice(start, end).replace(/[ \t\r\n]+$/, ''),
  end,
});

function delimited(
  record: string,
  from: number,
  { terminatedBy, enclosedBy, optionallyEnclosed, column }: Field,
): { readonly value: string; readonly end: number } {
  let start = from;
  // A tab that ends fields is none of the blanks before an enclosure.
  const isEnd = (at: number): boolean => terminatedBy !== undefined && record.startsWith(terminatedBy, at);
  if (enclosedBy !== undefined || terminatedBy === 'whitespace')
    while (/[ \t]/.test(record[start] ?? '') && !isEnd(start)) start += 1;
  if (enclosedBy !== undefined) {
    const [open, close] = enclosedBy;
    if (record.startsWith(open, start)) {
      let value = '';
      for (let at = start + open.length; ; ) {
        const end = record.indexOf(close, at);
        if (end < 0) throw new RangeError(`column ${column}: the second ${close} is missing`);
        value += record.slice(at, end);
        at = end + close.length;
        // A doubled delimiter is one of the text.
        if (!record.startsWith(close, at)) return { value, end: behindTerminator(record, at, terminatedBy, column) };
        value += close;
        at += close.length;
      }
    }
    if (!optionallyEnclosed) throw new RangeError(`column ${column}: the first ${open} is missing`);
  }
  if (terminatedBy === 'whitespace') {
    const blank = /[ \t]/.exec(record.slice(start));
    const end = blank === null ? record.length : start + blank.index;
    return { value: record.slice(start, end), end: behindTerminator(record, end, terminatedBy, column) };
  }
  const found = terminatedBy === undefined ? -1 : record.indexOf(terminatedBy, start);
  const end = found < 0 ? record.length : found;
  return { value: record.slice(start, end), end: found < 0 ? record.length : found + (terminatedBy?.length ?? 0) };
}

function behindTerminator(record: string, from: number, terminatedBy: Field['terminatedBy'], column: string): number {
  let at = from;
  while (/[ \t]/.test(record[at] ?? '') && !(terminatedBy !== undefined && record.startsWith(terminatedBy, at)))
    at += 1;
  if (terminatedBy === undefined || terminatedBy === 'whitespace' || at >= record.length) return at;
  if (!record.startsWith(terminatedBy, at))
    throw new RangeError(`column ${column}: no ${terminatedBy} behind the enclosed text`);
  return at + terminatedBy.length;
}
