-- CAST of a number, already text, to VARCHAR2(n): unlike text it is not cut but ORA-25137. (SQL Language Reference, "CAST")
CREATE FUNCTION ora.cast_number(value text, length integer) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF pg_catalog.length(value) > length THEN
    PERFORM ora.raise(25137, 'Data value out of range');
  END IF;
  RETURN value;
END
$$;
