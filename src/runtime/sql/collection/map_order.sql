-- Where the keys of a qualified expression stand, in their order; of equal keys the last one counts, and a NULL key is ORA-06502.
-- (PL/SQL Language Reference, "Qualified Expressions Overview")
CREATE FUNCTION ora.map_order(k integer[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF array_position(k, NULL) IS NOT NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: NULL index table key value', NULL::integer[]);
  END IF;
  RETURN ARRAY(SELECT max(i) FROM generate_subscripts(k, 1) i GROUP BY k[i] ORDER BY k[i]);
END
$$;

CREATE FUNCTION ora.map_order(k text[]) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF array_position(k, NULL) IS NOT NULL THEN
    RETURN ora.raise(6502, 'PL/SQL: numeric or value error: NULL index table key value', NULL::integer[]);
  END IF;
  RETURN ARRAY(SELECT max(i) FROM generate_subscripts(k, 1) i GROUP BY k[i] ORDER BY k[i] COLLATE "C");
END
$$;
