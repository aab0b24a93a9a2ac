-- DBMS_LOB.WRITE: over what is there; a gap before it is filled with blanks or zero bytes. (PL/SQL Packages, "DBMS_LOB")
-- Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_write(lob text, amount numeric, start numeric, buffer text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  at integer := round(start);
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount, start);
  IF buffer IS NULL OR round(amount) > length(buffer) THEN
    PERFORM ora.raise(21560, 'argument 2 is null, invalid, or out of range');
  END IF;
  RETURN substr(lob || repeat(' ', greatest(at - 1 - length(lob), 0)), 1, at - 1)
    || substr(buffer, 1, round(amount)::integer) || substr(lob, at + round(amount)::integer);
END
$$;

CREATE FUNCTION ora.dbms_lob_write(lob bytea, amount numeric, start numeric, buffer bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  at integer := round(start);
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount, start);
  IF buffer IS NULL OR round(amount) > octet_length(buffer) THEN
    PERFORM ora.raise(21560, 'argument 2 is null, invalid, or out of range');
  END IF;
  RETURN substr(lob || decode(repeat('00', greatest(at - 1 - octet_length(lob), 0)), 'hex'), 1, at - 1)
    || substr(buffer, 1, round(amount)::integer) || substr(lob, at + round(amount)::integer);
END
$$;
