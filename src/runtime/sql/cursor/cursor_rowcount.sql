-- %ROWCOUNT of a cursor that several routines or variables use. (PL/SQL Language Reference, "%ROWCOUNT Attribute: How Many Rows Were Fetched?")
CREATE FUNCTION ora.cursor_rowcount(portal refcursor) RETURNS integer
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.cursor_is_open(portal::text) THEN
    RETURN coalesce((ora.state_get('cursor counts')::jsonb -> portal::text ->> 0)::integer, 0);
  END IF;
  RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(1001), MESSAGE = 'ORA-01001: invalid cursor';
END
$$;
