-- A value assigned to VARCHAR2(size CHAR): too long is ORA-06502 for a variable, ORA-12899 for a column. The label is the column as
-- the message names it, "S"."T"."C". (PL/SQL Language Reference, "CHAR and VARCHAR2 Variables")
-- For names: the planner puts the body in place of the call. That of a column is stable: PostgreSQL works out what is immutable before it knows
-- whether a row is changed at all. Values that are computed go through ora.fit_computed.
CREATE FUNCTION ora.fit(value text, size integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(value) > size THEN ora.fit_computed(value, size) ELSE nullif(value, '') END
$$;

CREATE FUNCTION ora.fit(value text, size integer, label text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(value) > size AND length(value) > size
    THEN ora.misfit(length(value), size, label) ELSE nullif(value, '') END
$$;
