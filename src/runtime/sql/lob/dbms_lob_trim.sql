-- DBMS_LOB.TRIM: cut to a size. (PL/SQL Packages, "DBMS_LOB")
-- Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_trim(lob text, size numeric) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL);
  IF (round(size) BETWEEN 0 AND 18446744073709551615) IS NOT TRUE THEN
    PERFORM ora.raise(21560, 'argument 2 is null, invalid, or out of range');
  ELSIF round(size) > length(lob) THEN
    PERFORM ora.raise(22926, 'specified trim length is greater than current LOB value''s length');
  END IF;
  RETURN substr(lob, 1, round(size)::integer);
END
$$;

CREATE FUNCTION ora.dbms_lob_trim(lob bytea, size numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL);
  IF (round(size) BETWEEN 0 AND 18446744073709551615) IS NOT TRUE THEN
    PERFORM ora.raise(21560, 'argument 2 is null, invalid, or out of range');
  ELSIF round(size) > octet_length(lob) THEN
    PERFORM ora.raise(22926, 'specified trim length is greater than current LOB value''s length');
  END IF;
  RETURN substr(lob, 1, round(size)::integer);
END
$$;
