-- COMPARE: 0 if equal after padding, else the position of the first difference. (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_compare(a bytea, b bytea, pad bytea DEFAULT '\x00') RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  size integer := greatest(octet_length(a), octet_length(b));
  x integer;
  y integer;
BEGIN
  FOR i IN 0 .. size - 1 LOOP
    x := CASE WHEN i < octet_length(a) THEN get_byte(a, i) ELSE get_byte(pad, 0) END;
    y := CASE WHEN i < octet_length(b) THEN get_byte(b, i) ELSE get_byte(pad, 0) END;
    IF x <> y THEN
      RETURN i + 1;
    END IF;
  END LOOP;
  RETURN 0;
END
$$;
