-- SQLERRM of a caught error: ora.error_line, cut to 512 bytes. (PL/SQL Language Reference, "SQLERRM Function"; the whole text is what
-- DBMS_UTILITY.FORMAT_ERROR_STACK is for.)
CREATE FUNCTION ora.sqlerrm(
  state text, message text, schema_name text DEFAULT NULL, table_name text DEFAULT NULL,
  column_name text DEFAULT NULL, constraint_name text DEFAULT NULL, context text DEFAULT NULL
) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  line text := left(ora.error_line(state, message, schema_name, table_name, column_name, constraint_name, context), 512);
BEGIN
  WHILE octet_length(line) > 512 LOOP
    line := left(line, -1);
  END LOOP;
  RETURN line;
END
$$;

CREATE FUNCTION ora.sqlerrm(e ora.err) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  -- Of a row that cannot be cast, the detail names the types.
  SELECT ora.sqlerrm(e.sqlstate, CASE WHEN e.sqlstate = '42846' AND e.detail LIKE 'Cannot cast type %' THEN e.detail ELSE e.message END, e.schema_name, e.table_name, e.column_name, e.constraint_name, e.context)
$$;

-- SQLERRM(n): the text of a number, without values.
CREATE FUNCTION ora.sqlerrm(n integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN n = 0 THEN 'ORA-0000: normal, successful completion'
    WHEN n = 1 THEN 'User-Defined Exception'
    WHEN n > 0 AND n <> 100 THEN ' -' || n || ': non-ORACLE exception '
    ELSE ora.error_message(n, NULL)
  END
$$;

CREATE FUNCTION ora.sqlerrm(n numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ora.sqlerrm(round(n)::integer)
$$;
