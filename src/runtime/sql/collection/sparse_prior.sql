-- PRIOR(i) of a nested table with deleted elements; PRIOR of what is beyond the end is LAST.
-- (PL/SQL Language Reference, "PRIOR and NEXT Collection Methods")
CREATE FUNCTION ora.sparse_prior(n integer, gone boolean[], i integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  at integer := least(i, n + 1);
BEGIN
  IF n IS NULL THEN
    RETURN ora.subscript_error(n, i);
  END IF;
  WHILE at > 1 LOOP
    at := at - 1;
    IF gone[at] IS NOT TRUE THEN
      RETURN at;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;
