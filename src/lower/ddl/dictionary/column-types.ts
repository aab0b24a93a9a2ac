import type { Analysis } from '../../../analyze/analysis.js';
import { mostCharacters } from '../../../analyze/declare/text-lengths.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { NotesContext } from './notes.js';

/** Do the inputs read views that show the types of columns? */
export const readsTypes = (cx: NotesContext): boolean => cx.reads('TAB_COLUMNS', 'TAB_COLS', 'LOBS', 'IND_COLUMNS');

/**
 * What the dictionary shows of the type of a value, as `dictionaryType` writes it; undefined where PostgreSQL's says it
 * all.
 * @param value what makes it, or that it is computed where nothing is known of it
 */
export function typeOfResult(analysis: Analysis, type: OracleType, value: Expr | 'computed'): string | undefined {
  switch (type.kind) {
    case 'varchar2': {
      if (value === 'computed') return type.length === undefined ? undefined : `VARCHAR2|${type.length}||`;
      const most = type.length ?? mostCharacters((expr) => analysis.resolve(expr), value);
      return `VARCHAR2|${most || 4000}||`;
    }
    case 'char':
      return type.length === undefined ? undefined : `CHAR|${type.length}||`;
    case 'date':
      return 'DATE|7||';
    default:
      return typeOfCopy(type);
  }
}

/**
 * The same of a column that a table of a query or a view takes over: PostgreSQL's bytea has no length, and its timestamp(0)
 * is DATE elsewhere.
 */
export function typeOfCopy(type: OracleType): string | undefined {
  if (type.kind === 'raw') return type.length === undefined ? undefined : `RAW|${type.length}||`;
  return type.kind === 'timestamp' && type.zone === 'none' && type.precision === 0 ? 'TIMESTAMP(0)|7||0' : undefined;
}
