-- OVERLAY: bytes put over a part of a value, filled up with a pad byte; ORA-06502 where the result is longer than a RAW can be.
-- (PL/SQL Packages, "UTL_RAW")
CREATE FUNCTION ora.utl_raw_overlay(over bytea, target bytea, start numeric DEFAULT 1, amount numeric DEFAULT NULL, pad bytea DEFAULT NULL) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  filler bytea := CASE WHEN pad IS NULL OR pad = '' THEN '\x00'::bytea ELSE substr(pad, 1, 1) END;
  at numeric := round(coalesce(start, 1));
  size numeric := round(coalesce(amount, octet_length(over)));
BEGIN
  IF at < 1 OR size < 0 OR nullif(over, '') IS NULL OR nullif(target, '') IS NULL OR at + size - 1 > 32767 THEN
    RETURN ora.raise(6502, NULL, target);
  END IF;
  target := target || decode(repeat(encode(filler, 'hex'), greatest(at - 1 - octet_length(target), 0)::integer), 'hex');
  RETURN substr(target, 1, at::integer - 1)
    || substr(over || decode(repeat(encode(filler, 'hex'), greatest(size - octet_length(over), 0)::integer), 'hex'), 1, size::integer)
    || substr(target, (at + size)::integer);
END
$$;
