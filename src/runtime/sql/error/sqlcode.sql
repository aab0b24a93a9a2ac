-- SQLCODE of a caught error: 100 for no data found, 1 for a user-defined exception, else the negative number; 0: no error.
-- (PL/SQL Language Reference, "SQLCODE Function".) context as for ora.error_code.
CREATE FUNCTION ora.sqlcode(state text, message text DEFAULT NULL, context text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  code integer;
BEGIN
  IF state IS NULL OR state = '00000' THEN
    RETURN 0;
  END IF;
  code := ora.error_code(state, message, context);
  RETURN CASE code WHEN 0 THEN 1 WHEN 1403 THEN 100 ELSE -code END;
END
$$;

CREATE FUNCTION ora.sqlcode(e ora.err) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT ora.sqlcode(e.sqlstate, e.message, e.context)
$$;
