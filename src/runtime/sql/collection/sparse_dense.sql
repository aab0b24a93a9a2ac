-- A nested table with deleted elements where it must be an array: as it is while nothing is deleted, else an error that no handler takes.
CREATE FUNCTION ora.sparse_dense(a anyarray, gone boolean[]) RETURNS anyarray
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF array_position(gone[:cardinality(a)], true) IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3051 A nested table with deleted elements leaves the routine that deleted them';
  END IF;
  RETURN a;
END
$$;
