-- DBMS_SQL.VARIABLE_VALUE: what the bind variable has, or got from RETURNING. ORA-01006 when there is none of that name,
-- ORA-06562 when it was bound with a variable of another kind.
CREATE PROCEDURE ora.dbms_sql_variable_value(c integer, name text, INOUT value anyelement)
LANGUAGE plpgsql
AS $$
DECLARE
  cursor_state jsonb := ora.dbms_sql_cursor(c);
  plain text := upper(ltrim(name, ':'));
  result text;
  bound_type text;
BEGIN
  bound_type := coalesce(nullif(cursor_state -> 'given' -> plain ->> 'type', 'array'), substring(cursor_state -> 'binds' ->> plain FROM '::([^:]*)\)$'));
  IF ora.dbms_sql_category(to_regtype(bound_type)) <> ora.dbms_sql_category(pg_typeof(value)) THEN
    PERFORM ora.raise(6562);
  END IF;
  IF cursor_state -> 'given' ? plain THEN
    result := cursor_state -> 'given' -> plain ->> 'value';
    IF cursor_state -> 'given' -> plain ->> 'type' = 'array' THEN
      EXECUTE format('SELECT (%L::%s).*', result, pg_typeof(value)) INTO value;
      RETURN;
    END IF;
  ELSIF cursor_state -> 'binds' ? plain THEN
    EXECUTE format('SELECT (%s)::text', cursor_state -> 'binds' ->> plain) INTO result;
  ELSE
    PERFORM ora.raise(1006);
  END IF;
  IF pg_typeof(value) = 'integer'::regtype THEN
    result := ora.pls_integer(nullif(result, '')::numeric);
  END IF;
  value := nullif(result, '');
END
$$;
