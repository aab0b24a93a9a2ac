import { describe, expect, it } from 'vitest';
import { defaultConditionalCompilation } from '../../src/parse/conditional-compilation.js';
import { parseUnit } from '../../src/parse/parse-unit.js';
import { keptText } from './parsing.js';

const within = (condition: string): string =>
  keptText(`begin $if ${condition} $then a; $else b; $end end;`).replace('begin ', '').replace(' ; end ;', '');

describe('conditional compilation', () => {
  it('compiles the branch of a 19c database', () => {
    expect(within('dbms_db_version.version >= 12')).toBe('a');
    expect(within('DBMS_DB_VERSION.VER_LE_11_2')).toBe('b');
    expect(within('not dbms_db_version.ver_le_10 and (dbms_db_version.release = 0 or $$x is not null)')).toBe('a');
  });

  it('takes an inquiry directive that is not set for NULL', () => {
    expect(within('$$no_such_flag')).toBe('b');
    expect(within('$$no_such_flag is null')).toBe('a');
    expect(within('not $$no_such_flag')).toBe('b');
  });

  it('can be configured, and reports what it did not know', () => {
    const text = 'begin $if $$debug $then a; $elsif my_pkg.flag $then b; $else c; $end end;';
    const plain = parseUnit(text);
    expect(plain.branches).toEqual(
      [{ start: 6, end: 66, taken: { start: 55, end: 62 }, unknown: ['$$debug', 'MY_PKG.FLAG'] }].map((branch) => ({
        ...branch,
        end: text.indexOf('$end') + 4,
        taken: { start: text.indexOf('$else') + 5, end: text.indexOf('$end') },
      })),
    );
    const { inquiry, constants } = defaultConditionalCompilation;
    const set = parseUnit(text, {
      conditionalCompilation: {
        inquiry: { ...inquiry, DEBUG: false },
        constants: { ...constants, 'MY_PKG.FLAG': true },
      },
    });
    expect(set.tree.getText()).toBe('beginb;end;<EOF>');
    expect(set.branches[0]!.unknown).toEqual([]);
  });

  it('nests, and does not look into what is not compiled', () => {
    expect(
      keptText('begin $if false $then not $if valid $then ( $end at all $else a; $if true $then b; $end $end c; end;'),
    ).toBe('begin a ; b ; c ; end ;');
  });

  it('reports $ERROR in a compiled branch only', () => {
    expect(parseUnit("begin $if true $then $error 'no' $end $end null; end;").errors).toHaveLength(1);
    expect(parseUnit("begin $if false $then $error 'no' $end $end null; end;").errors).toHaveLength(0);
  });
});
