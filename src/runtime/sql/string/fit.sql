-- A value assigned to VARCHAR2(size CHAR): too long is ORA-06502 for a variable, ORA-12899 for a column. The label is the column as
-- the message names it, "S"."T"."C", and NULL for a variable. (PL/SQL Language Reference, "CHAR and VARCHAR2 Variables")
CREATE FUNCTION ora.fit(value text, size integer, label text DEFAULT NULL) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(value) > size AND length(value) > size
    THEN ora.misfit(length(value), size, label) ELSE nullif(value, '') END
$$;
