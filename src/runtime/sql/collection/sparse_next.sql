-- NEXT(i) of a nested table with deleted elements; NEXT(0) is FIRST. (PL/SQL Language Reference, "PRIOR and NEXT Collection Methods")
CREATE FUNCTION ora.sparse_next(n integer, gone boolean[], i integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  at integer := greatest(i, 0);
BEGIN
  IF n IS NULL THEN
    RETURN ora.subscript_error(n, i);
  END IF;
  WHILE at < n LOOP
    at := at + 1;
    IF gone[at] IS NOT TRUE THEN
      RETURN at;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
