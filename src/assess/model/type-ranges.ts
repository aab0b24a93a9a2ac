import type { OracleType } from '../../analyze/model/types.js';

/** An Oracle type as it is written in DDL. */
export function oracleTypeText(type: OracleType): string {
  const of = (name: string, ...args: (number | undefined)[]): string => {
    const given = args.filter((a) => a !== undefined);
    return given.length === 0 ? name : `${name}(${given.join(',')})`;
  };
  switch (type.kind) {
    case 'number':
      return of(
        type.float ? 'FLOAT' : 'NUMBER',
        type.precision,
        type.float || type.precision === undefined || type.scale === 0 ? undefined : type.scale,
      );
    case 'plsInteger':
      return 'PLS_INTEGER';
    case 'binaryFloat':
      return 'BINARY_FLOAT';
    case 'binaryDouble':
      return 'BINARY_DOUBLE';
    case 'varchar2':
    case 'char': {
      if (type.long) return 'LONG';
      const name = `${type.national ? 'N' : ''}${type.kind === 'char' ? 'CHAR' : 'VARCHAR2'}`;
      if (type.length === undefined) return name;
      return `${name}(${type.length}${type.semantics === undefined || type.national ? '' : ` ${type.semantics}`})`;
    }
    case 'clob':
      return type.national ? 'NCLOB' : 'CLOB';
    case 'raw':
      return type.long ? 'LONG RAW' : of('RAW', type.length);
    case 'blob':
      return 'BLOB';
    case 'bfile':
      return 'BFILE';
    case 'date':
      return 'DATE';
    case 'timestamp': {
      const zone = { none: '', zone: ' WITH TIME ZONE', local: ' WITH LOCAL TIME ZONE' }[type.zone];
      return `${of('TIMESTAMP', type.precision)}${zone}`;
    }
    case 'intervalYearToMonth':
      return `INTERVAL ${of('YEAR', type.precision)} TO MONTH`;
    case 'intervalDayToSecond':
      return `INTERVAL ${of('DAY', type.precision)} TO ${of('SECOND', type.fractional)}`;
    case 'boolean':
      return 'BOOLEAN';
    case 'rowid':
      return 'ROWID';
    case 'xml':
      return 'XMLTYPE';
    case 'json':
      return 'JSON';
    case 'anydata':
      return 'ANYDATA';
    case 'jsonElement':
      return `JSON_${type.element}_T`;
    case 'refCursor':
      return 'REF CURSOR';
    case 'record':
      return type.identity.kind === 'table' ? `${type.identity.table.name}%ROWTYPE` : 'RECORD';
    case 'collection':
      return type.collection.name;
    case 'object':
      return type.object.name;
    case 'ref':
      return type.target ? `REF ${type.target.name}` : 'REF';
    case 'null':
    case 'unknown':
      return '?';
  }
}

/** What values an Oracle type takes. (SQL Language Reference, "Data Types") */
export function oracleRange(type: OracleType): string {
  switch (type.kind) {
    case 'number':
      if (type.float) return `${type.precision ?? 126} binary digits`;
      return type.precision === undefined
        ? '±1E-130 … ±9.99E125, 38 to 40 digits'
        : digits(type.precision, type.scale ?? 0);
    case 'plsInteger':
      return `${type.low ?? -2147483648} … ${type.high ?? 2147483647}`;
    case 'binaryFloat':
      return '32-bit IEEE 754';
    case 'binaryDouble':
      return '64-bit IEEE 754';
    case 'varchar2':
    case 'char':
      if (type.long) return 'up to 2 GB of text';
      return (
        `${type.kind === 'char' ? 'exactly' : 'up to'} ${type.length ?? 1} ` +
        `${type.semantics === 'CHAR' || type.national ? 'characters' : 'bytes'}`
      );
    case 'clob':
      return 'up to 4 GB × block size of text';
    case 'raw':
      return type.long ? 'up to 2 GB' : `up to ${type.length ?? 2000} bytes`;
    case 'blob':
      return 'up to 4 GB × block size';
    case 'bfile':
      return 'a file of the server';
    case 'date':
      return '4712 BC … 9999 AD, to the second';
    case 'timestamp':
      return (
        `4712 BC … 9999 AD, ${type.precision ?? 6} fractional ` +
        `digits${type.zone === 'zone' ? ', with its zone' : ''}`
      );
    case 'intervalYearToMonth':
      return `${type.precision ?? 2} digits of years`;
    case 'intervalDayToSecond':
      return `${type.precision ?? 2} digits of days, ${type.fractional ?? 6} fractional digits`;
    default:
      return '';
  }
}

function digits(precision: number, scale: number): string {
  if (scale === 0) return `±${'9'.repeat(Math.min(precision, 3))}${precision > 3 ? '…' : ''} (${precision} digits)`;
  if (scale < 0) return `${precision} digits, rounded to 1E${-scale}`;
  return `${precision} digits, ${scale} of them after the point`;
}

/** What values a PostgreSQL type takes, given its text and what it stands for. (PostgreSQL, "Data Types") */
export function postgresRange(postgres: string, type: OracleType): string {
  const [, name = postgres, args = ''] = /^([a-z ]+?)(?:\((.*)\))?$/.exec(postgres) ?? [];
  const [first, second = '0'] = args.split(',');
  switch (name) {
    case 'numeric':
      return first ? digits(Number(first), Number(second)) : '131072 digits before the point, 16383 after';
    case 'smallint':
      return '-32768 … 32767';
    case 'integer':
      return '-2147483648 … 2147483647';
    case 'bigint':
      return '±9.2E18 (18 digits and more)';
    case 'real':
      return '32-bit IEEE 754';
    case 'double precision':
      return '64-bit IEEE 754';
    case 'varchar':
    case 'char':
      return `${name === 'char' ? 'exactly' : 'up to'} ${first} characters`;
    case 'text':
      return 'up to 1 GB of text';
    case 'bytea':
      return 'up to 1 GB';
    case 'timestamp':
    case 'timestamp with time zone':
      return `4713 BC … 294276 AD, ${first === '0' ? 'to the second' : `${first ?? 6} fractional digits`}`;
    case 'interval':
      return '±178000000 years, 6 fractional digits';
    default:
      return type.kind === 'xml' ? 'up to 1 GB of XML' : '';
  }
}

/** What of the values of an Oracle type the PostgreSQL type that stands for it cannot keep; '' where it keeps all. */
export function lossOf(type: OracleType, postgres: string): string {
  switch (type.kind) {
    case 'number':
      if (type.float && postgres !== 'numeric') return 'digits beyond those of a double';
      return postgres === 'bigint' && (type.precision ?? 40) > 18 ? 'values beyond ±9.2E18' : '';
    case 'timestamp': {
      const lost: string[] = [];
      if ((type.precision ?? 6) > 6) lost.push(`fractional digits 7 to ${type.precision}`);
      if (type.zone === 'zone') lost.push('the zone the value was given in');
      return lost.join('; ');
    }
    case 'intervalDayToSecond':
      return (type.fractional ?? 6) > 6 ? `fractional digits 7 to ${type.fractional}` : '';
    case 'clob':
    case 'xml':
      return 'values over 1 GB';
    case 'blob':
      return 'values over 1 GB';
    case 'varchar2':
    case 'raw':
      return type.long ? 'values over 1 GB' : '';
    case 'bfile':
      return 'the file: only its name is kept';
    case 'rowid':
      return 'the meaning: rows have other addresses';
    case 'anydata':
      return 'the type of the value';
    case 'ref':
      return 'the link to the object';
    case 'unknown':
      return 'not known: the type is not among the inputs';
    default:
      return '';
  }
}
