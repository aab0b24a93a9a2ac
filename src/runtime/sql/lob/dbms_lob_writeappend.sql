-- DBMS_LOB.WRITEAPPEND: the first characters or bytes of a buffer at the end. (PL/SQL Packages, "DBMS_LOB")
-- Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_writeappend(lob text, amount numeric, buffer text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  -- All of the buffer, as nearly always.
  IF lob IS NOT NULL AND amount = length(buffer) AND amount >= 1 THEN
    RETURN lob || buffer;
  END IF;
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount);
  IF buffer IS NULL OR round(amount) > length(buffer) THEN
    PERFORM ora.raise(21560, 'argument 2 is null, invalid, or out of range');
  END IF;
  RETURN lob || substr(buffer, 1, round(amount)::integer);
END
$$;

CREATE FUNCTION ora.dbms_lob_writeappend(lob bytea, amount numeric, buffer bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  -- All of the buffer, as nearly always.
  IF lob IS NOT NULL AND amount = octet_length(buffer) AND amount >= 1 THEN
    RETURN lob || buffer;
  END IF;
  PERFORM ora.dbms_lob_checked(lob IS NULL, amount);
  IF buffer IS NULL OR round(amount) > octet_length(buffer) THEN
    PERFORM ora.raise(21560, 'argument 2 is null, invalid, or out of range');
  END IF;
  RETURN lob || substr(buffer, 1, round(amount)::integer);
END
$$;
