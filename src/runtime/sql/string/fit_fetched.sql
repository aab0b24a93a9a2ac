-- A value that BULK COLLECT brings to an element of VARCHAR2(size CHAR): too long is ORA-06502 of the bulk bind, not of an assignment.
-- (PL/SQL Language Reference, "BULK COLLECT Clause")
CREATE FUNCTION ora.fit_fetched(value text, size integer) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN octet_length(value) > size AND length(value) > size THEN ora.truncated_bind() ELSE nullif(value, '') END
$$;
