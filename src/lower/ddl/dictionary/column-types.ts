import type { Analysis } from '../../../analyze/analysis.js';
import { mostCharacters } from '../../../analyze/declare/tables/text-lengths.js';
import { isNational } from '../../../analyze/model/operators.js';
import type { CharacterType, OracleType } from '../../../analyze/model/types.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { NotesContext } from './notes.js';
import { timestampType } from './type-names.js';
import { described } from './views-read.js';

/** Do the inputs read views that show the types of columns, or ask for those of queries? */
export const readsTypes = (cx: NotesContext): boolean =>
  cx.reads('TAB_COLUMNS', 'TAB_COLS', 'LOBS', 'IND_COLUMNS', described);

/**
 * What the dictionary shows of the type of a value, as `dictionaryType` writes it; undefined where PostgreSQL's says it
 * all.
 * @param value what makes it, or whether it is computed or taken from somewhere where nothing else is known of it
 */
export function typeOfResult(
  analysis: Analysis,
  type: OracleType,
  value: Expr | 'computed' | 'taken',
): string | undefined {
  switch (type.kind) {
    case 'varchar2': {
      if (typeof value === 'string') return type.length === undefined ? undefined : text('VARCHAR2', type);
      const most = type.length ?? mostCharacters((expr) => analysis.resolve(expr), value);
      return text('VARCHAR2', { ...type, length: most || undefined });
    }
    case 'char':
      return type.length === undefined ? undefined : text('CHAR', type);
    case 'date':
      return 'DATE|7||';
    case 'null':
      return 'VARCHAR2|0||';
    default:
      return value === 'taken' ? typeOfCopy(type) : typeOfComputed(type);
  }
}

function typeOfComputed(type: OracleType): string | undefined {
  switch (type.kind) {
    case 'raw':
      return `RAW|${type.length ?? 2000}||`;
    // What TO_CLOB makes of a text is the text itself.
    case 'clob':
      return type.national ? typeOfCopy(type) : 'CLOB|4000||';
    // What computes an interval gives it the most digits there are.
    case 'intervalYearToMonth':
      return typeOfCopy({ ...type, precision: type.precision ?? 9 });
    case 'intervalDayToSecond':
      return typeOfCopy({ ...type, precision: type.precision ?? 9, fractional: type.fractional ?? 9 });
    default:
      return typeOfCopy(type);
  }
}

/**
 * The same of a column that a table of a query or a view takes over from one whose definition is not at hand: PostgreSQL's
 * bytea has no length, its text no character set, and its timestamp(0) is DATE elsewhere.
 */
export function typeOfCopy(type: OracleType): string | undefined {
  switch (type.kind) {
    case 'raw':
      return type.length === undefined ? undefined : `RAW|${type.length}||`;
    case 'varchar2':
      return type.national ? text('VARCHAR2', type) : undefined;
    case 'char':
      return type.national ? text('CHAR', type) : undefined;
    case 'clob':
      return type.national ? 'NCLOB|4000||' : undefined;
    case 'timestamp':
      return timestampType(type);
    case 'intervalYearToMonth':
      return `INTERVAL YEAR(${type.precision ?? 2}) TO MONTH|5|${type.precision ?? 2}|0`;
    case 'intervalDayToSecond': {
      const { precision = 2, fractional = 6 } = type;
      return `INTERVAL DAY(${precision}) TO SECOND(${fractional})|11|${precision}|${fractional}`;
    }
    default:
      return undefined;
  }
}

/** A text of so many characters; where that is not known, of as many as SQL has. */
function text(name: 'VARCHAR2' | 'CHAR', type: CharacterType): string {
  return isNational(type)
    ? `N${name}|${2 * Math.min(type.length ?? 2000, 2000)}||`
    : `${name}|${type.length ?? 4000}||`;
}
