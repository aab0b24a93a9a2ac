-- COMPARE: 0 if equal after padding, else the position of the first difference. NULL is a value without bytes, as pad it is x'00'.
-- (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_compare(a bytea, b bytea, pad bytea DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  x bytea := coalesce(a, '');
  y bytea := coalesce(b, '');
  filler integer := get_byte(coalesce(nullif(pad, ''), '\x00'), 0);
BEGIN
  FOR i IN 0 .. greatest(octet_length(x), octet_length(y)) - 1 LOOP
    IF (CASE WHEN i < octet_length(x) THEN get_byte(x, i) ELSE filler END) <> (CASE WHEN i < octet_length(y) THEN get_byte(y, i) ELSE filler END) THEN
      RETURN i + 1;
    END IF;
  END LOOP;
  RETURN 0;
END
$$;
