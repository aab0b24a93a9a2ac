import { encodingOf } from '../../source/files/encoding.js';
import {
  type Condition,
  type ControlFile,
  ControlFileError,
  type Field,
  type InFile,
  type IntoTable,
} from './control-file-model.js';
import { controlFileTokens, literal, nameOf, plain, type Token, unquoted } from './control-file-tokens.js';

/** Reads a SQL*Loader control file. @throws ControlFileError with the line of what the runner does not load */
export function parseControlFile(text: string): ControlFile {
  const begin = beginData.exec(text);
  const parser = new Parser(controlFileTokens(begin === null ? text : text.slice(0, begin.index)));
  return { ...parser.file(), hasData: begin !== null };
}

const beginData = /^[ \t]*BEGINDATA[^\n]*(?:\n|$)/im;

/** Where the data after BEGINDATA begins; undefined without it. */
export function dataStartOf(text: string): number | undefined {
  const begin = beginData.exec(text);
  return begin === null ? undefined : begin.index + begin[0].length;
}

/** In others the second byte of a letter may be a delimiter's. */
const isOfSingleBytes = /^(?:utf-8|windows-\d+|iso-8859-\d+|koi8-[ru]|ibm866)$/;

interface Delimiters {
  readonly terminatedBy: Field['terminatedBy'];
  readonly enclosedBy: Field['enclosedBy'];
  readonly optionallyEnclosed: boolean;
}

class Parser {
  private index = 0;
  private encoding = 'utf-8';
  constructor(private readonly tokens: readonly Token[]) {}

  file(): Omit<ControlFile, 'hasData'> {
    let skip = 0;
    let mode: IntoTable['mode'] = 'insert';
    const infiles: InFile[] = [];
    const tables: IntoTable[] = [];
    while (this.here !== undefined) {
      if (this.accept('OPTIONS')) skip = this.options();
      else if (this.accept('UNRECOVERABLE') || this.accept('RECOVERABLE') || this.accept('CONTINUE_LOAD')) continue;
      else if (this.accept('LOAD')) this.accept('DATA');
      else if (this.accept('CHARACTERSET')) this.encoding = this.characterSet();
      else if (this.accept('LENGTH')) this.lengthSemantics();
      else if (this.accept('INFILE') || this.accept('INDDN')) infiles.push(this.infile());
      else if (
        ['BADFILE', 'DISCARDFILE', 'DISCARDDN', 'BADDN', 'DISCARDMAX', 'DISCARDS'].some((word) => this.accept(word))
      )
        this.next();
      else if (this.mode() !== undefined) mode = this.takeMode(mode);
      else if (this.accept('INTO')) tables.push(this.into(mode));
      else throw this.unknown();
    }
    if (tables.length === 0) throw new ControlFileError('it has no INTO TABLE');
    return { skip, encoding: this.encoding, infiles, tables };
  }

  private options(): number {
    let skip = 0;
    this.expect('(');
    while (!this.acceptText(')')) {
      const name = this.next().word;
      this.expect('=');
      const value = this.next().text;
      // SILENT=(FEEDBACK, ERRORS)
      while (value === '(' && this.next().text !== ')');
      if (name === 'SKIP') skip = Number(value);
      if (name === 'LOAD') throw this.refused('OPTIONS (LOAD=…), a load of a part');
      this.acceptText(',');
    }
    return skip;
  }

  private characterSet(): string {
    const { word, line } = this.next();
    const found = encodingOf(word);
    if (found === undefined || !isOfSingleBytes.test(found))
      throw new ControlFileError(`line ${line}: character set ${word} is not known`);
    return found;
  }

  private lengthSemantics(): void {
    this.accept('SEMANTICS');
    const { word, line } = this.next();
    if (word === 'BYTE') return;
    throw new ControlFileError(`line ${line}: LENGTH SEMANTICS ${word} is not supported: positions are bytes`);
  }

  private infile(): InFile {
    const name = unquoted(this.next().text);
    let terminator: string | undefined;
    let fixed: number | undefined;
    const { here } = this;
    const processing = here?.text.startsWith('"') === true ? unquoted(this.next().text) : '';
    if (processing !== '') {
      const [, kind = '', rest = ''] = /^\s*(str|fix|var)\s+(.*?)\s*$/i.exec(processing) ?? [];
      if (kind.toLowerCase() === 'str') terminator = literal(rest, this.encoding);
      else if (kind.toLowerCase() === 'fix') fixed = Number(rest);
      else throw new ControlFileError(`line ${here?.line}: the records of "${processing}" cannot be told apart`);
    }
    while (['BADFILE', 'DISCARDFILE', 'DISCARDMAX', 'DISCARDS'].some((word) => this.accept(word))) this.next();
    return { name, terminator, fixed };
  }

  private mode(): IntoTable['mode'] | undefined {
    const word = this.here?.word.toLowerCase();
    return word === 'insert' || word === 'append' || word === 'replace' || word === 'truncate' ? word : undefined;
  }

  private takeMode(otherwise: IntoTable['mode']): IntoTable['mode'] {
    const mode = this.mode();
    if (mode !== undefined) this.next();
    return mode ?? otherwise;
  }

  private into(mode: IntoTable['mode']): IntoTable {
    this.accept('TABLE');
    const name = this.tableName();
    const own = this.takeMode(mode);
    const when: Condition[] = [];
    let trailingNullcols = false;
    let delimiters: Delimiters = { terminatedBy: undefined, enclosedBy: undefined, optionallyEnclosed: false };
    for (;;) {
      if (this.accept('WHEN')) {
        do when.push(this.condition());
        while (this.accept('AND'));
      } else if (this.accept('FIELDS')) {
        if (this.accept('CSV')) {
          for (const word of ['WITH', 'WITHOUT', 'EMBEDDED', 'RECORD', 'TERMINATORS']) this.accept(word);
          delimiters = { terminatedBy: ',', enclosedBy: ['"', '"'], optionallyEnclosed: true };
        }
        delimiters = this.delimiters(delimiters);
      } else if (this.accept('TRAILING')) {
        this.accept('NULLCOLS');
        trailingNullcols = true;
      } else if (this.accept('SORTED') || this.accept('SINGLEROW') || this.accept('REENABLE')) {
        if (this.accept('INDEXES')) this.parenthesised();
      } else if (this.is('OPTIONS')) {
        this.next();
        this.options();
      } else break;
    }
    this.expect('(');
    const fields: Field[] = [];
    while (!this.acceptText(')')) {
      fields.push(this.field(delimiters));
      this.acceptText(',');
    }
    return { name, mode: own, when, trailingNullcols, fields };
  }

  /** `emp`, `"Emp"`, `scott."Emp"`. */
  private tableName(): readonly string[] {
    const names: string[] = [];
    let isMore = true;
    while (isMore) {
      const { text } = this.next();
      const parts = text.startsWith('"') ? [text] : text.split('.');
      isMore = parts.at(-1) === '';
      names.push(...parts.filter((part) => part !== '').map(nameOf));
      if (this.acceptText('.')) isMore = true;
    }
    return names;
  }

  private delimiters(before: Delimiters): Delimiters {
    let { terminatedBy, enclosedBy, optionallyEnclosed } = before;
    for (;;) {
      if (this.accept('TERMINATED')) {
        this.accept('BY');
        terminatedBy = this.accept('WHITESPACE') ? 'whitespace' : this.literal();
      } else if (this.is('OPTIONALLY') || this.is('ENCLOSED')) {
        optionallyEnclosed = this.accept('OPTIONALLY');
        this.accept('ENCLOSED');
        this.accept('BY');
        const first = this.literal();
        enclosedBy = [first, this.accept('AND') ? this.literal() : first];
      } else if (this.accept('DATE') || this.accept('TIMESTAMP')) {
        throw this.refused('a date mask for all fields');
      } else return { terminatedBy, enclosedBy, optionallyEnclosed };
    }
  }

  private field(table: Delimiters): Field {
    const column = nameOf(this.next().text);
    const field: { -readonly [K in keyof Field]: Field[K] } = {
      ...table,
      column,
      filler: this.accept('FILLER') || this.accept('BOUNDFILLER'),
      from: 'record',
      position: undefined,
      length: undefined,
      type: 'char',
      mask: undefined,
      nullIf: [],
      defaultIf: [],
      expression: undefined,
      constant: undefined,
      sequence: undefined,
    };
    if (this.accept('CONSTANT')) return { ...field, from: 'constant', constant: unquoted(this.next().text) };
    if (this.accept('RECNUM')) return { ...field, from: 'recnum' };
    if (this.accept('SYSDATE')) return { ...field, from: 'sysdate' };
    if (this.accept('SEQUENCE')) return { ...field, from: 'sequence', sequence: this.sequence() };
    if (this.accept('EXPRESSION')) return { ...field, from: 'expression', expression: unquoted(this.next().text) };
    if (this.accept('POSITION')) {
      field.position = this.position();
    }
    this.type(field);
    const own = this.delimiters({
      terminatedBy: field.terminatedBy,
      enclosedBy: field.enclosedBy,
      optionallyEnclosed: field.optionallyEnclosed,
    });
    Object.assign(field, own);
    for (;;) {
      if (this.accept('NULLIF')) field.nullIf = this.conditions(column);
      else if (this.accept('DEFAULTIF')) field.defaultIf = this.conditions(column);
      else if (this.accept('PRESERVE')) throw this.refused('PRESERVE BLANKS');
      else if (this.here?.text.startsWith('"') === true) field.expression = unquoted(this.next().text);
      else if (this.here?.text === ',' || this.here?.text === ')') return field;
      else throw this.unknown();
    }
  }

  private position(): NonNullable<Field['position']> {
    this.expect('(');
    let from: number | 'next';
    if (this.acceptText('*')) {
      from = 'next';
      if (this.acceptText('+')) throw this.refused('POSITION(*+n)');
    } else from = Number(this.next().text);
    let to: number | undefined;
    if (this.acceptText(':') || this.acceptText('-')) to = Number(this.next().text);
    this.expect(')');
    return { from, to };
  }

  private type(field: { -readonly [K in keyof Field]: Field[K] }): void {
    const word = this.here?.word ?? '';
    switch (word) {
      case 'CHAR':
      case 'CHARACTER':
      case 'VARCHAR2':
        this.next();
        field.length = this.length();
        return;
      case 'INTEGER':
      case 'DECIMAL':
      case 'FLOAT':
      case 'ZONED':
      case 'SMALLINT':
      case 'DOUBLE': {
        this.next();
        if (!this.accept('EXTERNAL')) throw this.refused(`${word} in binary (not EXTERNAL)`);
        field.length = this.length();
        field.type = 'number';
        return;
      }
      case 'DATE':
      case 'TIMESTAMP': {
        this.next();
        field.length = this.length();
        field.type = word === 'DATE' ? 'date' : 'timestamp';
        if (this.accept('WITH')) {
          if (this.accept('LOCAL')) throw this.refused('TIMESTAMP WITH LOCAL TIME ZONE');
          this.accept('TIME');
          this.accept('ZONE');
          field.type = 'timestamptz';
        }
        // The mask stands before the delimiters.
        if (/^["']/.test(this.here?.text ?? '')) field.mask = unquoted(this.next().text);
        return;
      }
      case 'LOBFILE':
      case 'SDF':
      case 'COLUMN':
      case 'NESTED':
      case 'VARRAY':
      case 'RAW':
      case 'VARRAW':
      case 'VARRAWC':
      case 'VARCHAR':
      case 'VARCHARC':
      case 'GRAPHIC':
      case 'VARGRAPHIC':
      case 'BYTEINT':
      case 'REF':
      case 'OID':
      case 'INTERVAL':
        throw this.refused(`a field of kind ${word}`);
      default:
    }
  }

  private length(): number | undefined {
    if (!this.acceptText('(')) return undefined;
    const length = Number(this.next().text);
    if (this.acceptText(',')) this.next();
    this.expect(')');
    return length;
  }

  private sequence(): NonNullable<Field['sequence']> {
    this.expect('(');
    const first = this.next();
    const start = first.word === 'MAX' ? 'max' : first.word === 'COUNT' ? 'count' : Number(first.text);
    const step = this.acceptText(',') ? Number(this.next().text) : 1;
    this.expect(')');
    return { start, step };
  }

  private conditions(own: string): readonly Condition[] {
    const conditions: Condition[] = [];
    do conditions.push(this.condition(own));
    while (this.accept('AND'));
    return conditions;
  }

  /** `field = 'x'`, `(1:3) != BLANKS`, and `= 'x'` of the field itself. */
  private condition(own?: string): Condition {
    const isWrapped = this.here?.text === '(' && !/^\d/.test(this.tokens[this.index + 1]?.text ?? '');
    if (isWrapped) this.next();
    let on: Condition['on'];
    if (this.acceptText('(')) {
      const from = Number(this.next().text);
      const to = this.acceptText(':') || this.acceptText('-') ? Number(this.next().text) : from;
      this.expect(')');
      on = { from, to };
    } else if (own !== undefined && /^(=|!=|<>|\^=)$/.test(this.here?.text ?? '')) on = { field: own };
    else {
      const { text } = this.next();
      on = { field: nameOf(text) };
    }
    const equal = this.next().text === '=';
    const value = this.accept('BLANKS') ? undefined : plain(this.next().text, this.encoding);
    if (isWrapped) this.expect(')');
    return { on, equal, value };
  }

  private literal(): string {
    return literal(this.next().text, this.encoding);
  }

  private parenthesised(): void {
    this.expect('(');
    while (!this.acceptText(')')) this.next();
  }

  private get here(): Token | undefined {
    return this.tokens[this.index];
  }

  private next(): Token {
    const token = this.here;
    if (token === undefined) throw new ControlFileError('it ends too early');
    this.index += 1;
    return token;
  }

  private is(word: string): boolean {
    return this.here?.word === word;
  }

  private accept(word: string): boolean {
    if (!this.is(word)) return false;
    this.index += 1;
    return true;
  }

  private acceptText(text: string): boolean {
    if (this.here?.text !== text) return false;
    this.index += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.acceptText(text)) throw this.unknown(`'${text}' expected, not `);
  }

  private unknown(before = 'not understood: '): ControlFileError {
    return new ControlFileError(`line ${this.here?.line ?? 'end'}: ${before}'${this.here?.text ?? ''}'`);
  }

  private refused(what: string): ControlFileError {
    return new ControlFileError(`line ${this.tokens[this.index - 1]?.line ?? 1}: ${what} is not loaded by the runner`);
  }
}
