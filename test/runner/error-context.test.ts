import { describe, expect, it } from 'vitest';
import { convertsInPlsql, errorContext } from '../../src/runner/target/error-context.js';

const block = 'PL/pgSQL function inline_code_block line 3 at';

describe('the context of an error', () => {
  it('is SQL under a statement, and under the query of a loop', () => {
    expect(errorContext(`SQL statement "insert into t values (1)"\n${block} SQL statement`)).toBe('sql');
    expect(errorContext(`${block} FOR over SELECT rows`)).toBe('sql');
  });
  it('is PL/SQL in an expression, an assignment, a call', () => {
    expect(errorContext(`SQL expression "1 / n"\n${block} assignment`)).toBe('plsql');
    expect(errorContext(`${block} assignment`)).toBe('plsql');
    expect(errorContext(`SQL statement "CALL p(1)"\n${block} CALL`)).toBe('plsql');
  });
  it('is not known where the database tells none', () => {
    expect(errorContext(undefined)).toBeUndefined();
  });
  it('passes over the functions of the runtime', () => {
    const raised =
      'PL/pgSQL function ora.raise(integer,text) line 3 at RAISE\nSQL statement "SELECT ora.raise(n, message)"\n' +
      'PL/pgSQL function ora.number_error(integer) line 10 at PERFORM\nPL/pgSQL function ora.to_number(text) line 11 at PERFORM\n';
    expect(convertsInPlsql(`${raised}${block} assignment`)).toBe(true);
    expect(convertsInPlsql(`${raised}SQL statement "select ora.to_number('x')"\n${block} SQL statement`)).toBe(false);
    expect(convertsInPlsql(`${raised}${block} FETCH`)).toBe(false);
  });
  it('is SQL in what DBMS_SQL runs, and PL/SQL in the call of a function with OUT parameters', () => {
    const run = 'PL/pgSQL function ora.dbms_sql_execute(integer) line 9 at EXECUTE\n';
    expect(errorContext(`${run}${block} assignment`)).toBe('sql');
    const call = 'SQL statement "select * from public.f(1, x)"';
    expect(errorContext(`${call}\n${block} SQL statement`)).toBe('plsql');
  });
  it('takes an error that is raised again for what its message says', () => {
    const raised = `PL/pgSQL function ora.reraise(ora.err) line 18 at RAISE\nSQL statement "SELECT ora.reraise(err)"\n${block} PERFORM`;
    expect(convertsInPlsql(raised)).toBe(false);
  });
});
