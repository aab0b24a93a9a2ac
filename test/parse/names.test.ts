import { describe, expect, it } from 'vitest';
import { parseUnit } from '../../src/parse/parse-unit.js';
import { keywordTypes } from '../../src/parse/tokens/keyword-types.js';
import { keywordRole } from '../../src/parse/tokens/soft-keywords.js';
import { rulesIn, shape } from './parsing.js';

/** Words of the grammar that Oracle reserves in SQL or in PL/SQL alone. */
const sqlReserved = new Set(
  `ACCESS ADD AUDIT CHAR COLUMN COMMENT CURRENT DATE DECIMAL DELETE EXISTS FILE FLOAT IMMEDIATE INCREMENT INITIAL INTEGER LEVEL
  LONG MAXEXTENTS MODIFY NOAUDIT NUMBER OFFLINE ONLINE PCTFREE RAW RENAME ROW ROWID ROWS SESSION SET SMALLINT SUCCESSFUL SYNONYM
  TRIGGER UID USER VALIDATE VARCHAR WHENEVER`.split(/\s+/),
);
const plsqlReserved = new Set(
  `AT BEGIN CASE COLUMNS CURSOR DECLARE END EXCEPTION FETCH FUNCTION GOTO IF PROCEDURE SQL SUBTYPE TYPE VIEWS WHEN OVERLAPS`.split(
    /\s+/,
  ),
);
const literals = new Set(['TRUE', 'FALSE', 'CONNECT_BY_ROOT']);
const words = [...keywordTypes]
  .filter(([, type]) => keywordRole(type) !== 'reserved')
  .map(([word]) => word)
  .filter((word) => !literals.has(word));

describe('keywords as names', () => {
  it('takes every word behind a period', () => {
    const failed = [...keywordTypes.keys()].filter(
      (word) => parseUnit(`begin a.${word} := b.${word}; end;`).errors.length > 0,
    );
    expect(failed).toEqual([]);
  });

  it('takes every word that SQL does not reserve as a column', () => {
    const failed = words.filter(
      (word) =>
        !sqlReserved.has(word) &&
        parseUnit(`select t.${word}, ${word}, nvl(${word}, 1) as ${word} from t where ${word} = 1 and x = ${word}`)
          .errors.length > 0,
    );
    expect(failed).toEqual([]);
  });

  it('takes every word that PL/SQL does not reserve as a variable', () => {
    const failed = words.filter(
      (word) =>
        !plsqlReserved.has(word) &&
        parseUnit(`begin ${word} := 1; x := ${word} + 1; y(${word}, z => ${word}); ${word}.a := 2; end;`).errors
          .length > 0,
    );
    expect(failed).toEqual([]);
  });

  it('takes every word that PL/SQL does not reserve as a parameter, named in a call', () => {
    const failed = words.filter(
      (word) =>
        !plsqlReserved.has(word) &&
        parseUnit(`create procedure p (${word} number, ${word} in out varchar2) is begin q(${word} => 1); end;`).errors
          .length > 0,
    );
    expect(failed).toEqual([]);
  });

  it('knows the keyword from the name by its neighbours', () => {
    expect(rulesIn('select * from t left join u on t.a = u.a')).toContain('joinClause');
    expect(rulesIn('select left.x from t left')).not.toContain('joinClause');
    expect(rulesIn('select extract(year from d) from t')).toContain('extractFunction');
    expect(rulesIn('select x.extract(y) from t')).not.toContain('extractFunction');
    expect(rulesIn('begin open c; end;')).toContain('openStatement');
    expect(rulesIn('begin open(c); end;')).toContain('assignmentOrCall');
    expect(shape('a mod b', { entry: 'expression' })).toBe('expression(a mod b)');
    expect(
      rulesIn('begin if mod(a, 2) = 0 then x := case when mod(i, 2) = 0 then 1 end mod 2; end if; end;'),
    ).not.toContain('brokenStatement');
    expect(shape('mod(a, b)', { entry: 'expression' })).toBe('reference(mod callArguments(( a , b )))');
  });
});
