-- A value assigned to VARCHAR2(size CHAR): too long is ORA-06502 for a variable, ORA-12899 for a column. The label is the column as
-- the message names it, "S"."T"."C". (PL/SQL Language Reference, "CHAR and VARCHAR2 Variables")
-- For variables in PL/pgSQL: their values are mostly results of calls, for which the planner puts no SQL body in place.
CREATE FUNCTION ora.fit(value text, size integer) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF octet_length(value) > size AND length(value) > size THEN
    RETURN ora.misfit(length(value), size, NULL);
  END IF;
  RETURN nullif(value, '');
END
$$;

CREATE FUNCTION ora.fit(value text, size integer, label text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(value) > size AND length(value) > size
    THEN ora.misfit(length(value), size, label) ELSE nullif(value, '') END
$$;
