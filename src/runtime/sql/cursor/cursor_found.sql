-- %FOUND of a cursor that several routines or variables use: NULL before the first FETCH. (PL/SQL Language Reference, "%FOUND Attribute: Has a Row Been Fetched?")
CREATE FUNCTION ora.cursor_found(portal refcursor) RETURNS boolean
LANGUAGE plpgsql
AS $$
BEGIN
  IF ora.cursor_is_open(portal::text) THEN
    RETURN (ora.state_get('cursor counts')::jsonb -> portal::text ->> 1)::boolean;
  END IF;
  RAISE EXCEPTION USING ERRCODE = ora.sqlstate_of(1001), MESSAGE = 'ORA-01001: invalid cursor';
END
$$;
