-- Enters the procedure of a job's text, and makes ora.job_call anew: only a CALL that is written out may end the transaction.
CREATE PROCEDURE ora.job_register(name text, parameters integer, returns_error boolean)
LANGUAGE plpgsql
AS $$
DECLARE
  branches text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('ora.job_call'));
  INSERT INTO ora.job_texts AS t VALUES (job_register.name, job_register.parameters, job_register.returns_error)
  ON CONFLICT ON CONSTRAINT job_texts_pkey DO UPDATE SET parameters = excluded.parameters, returns_error = excluded.returns_error;
  SELECT string_agg(
    format(E'  WHEN %L THEN\n', t.code)
    || CASE WHEN t.returns_error THEN format(E'    CALL %s(%s);\n', regexp_replace(t.code, '("?)$', '__c\1'), concat_ws(', ', v.list, 'e'))
    ELSE format(E'    BEGIN\n      CALL %s(%s);\n    EXCEPTION WHEN OTHERS THEN\n      GET STACKED DIAGNOSTICS e.sqlstate = RETURNED_SQLSTATE, e.message = MESSAGE_TEXT, e.detail = PG_EXCEPTION_DETAIL,\n'
      || E'        e.schema_name = SCHEMA_NAME, e.table_name = TABLE_NAME, e.column_name = COLUMN_NAME, e.constraint_name = CONSTRAINT_NAME, e.context = PG_EXCEPTION_CONTEXT;\n    END;\n',
      t.code, v.list) END, '' ORDER BY t.code)
  INTO branches
  FROM ora.job_texts AS t,
    LATERAL (SELECT string_agg(format('args[%s]', n), ', ' ORDER BY n) AS list FROM generate_series(1, t.parameters) AS n) AS v;
  EXECUTE E'CREATE OR REPLACE PROCEDURE ora.job_call(code text, args text[], INOUT e ora.err) LANGUAGE plpgsql AS $job$\nBEGIN\n  CASE code\n'
    || branches || E'  ELSE\n    PERFORM ora.refused(''OP6507 The text of the job was not known when it was converted.'');\n  END CASE;\nEND\n$job$';
  EXECUTE format('COMMENT ON PROCEDURE ora.job_call IS %L', 'called by ora.run_due_jobs()');
END
$$;
