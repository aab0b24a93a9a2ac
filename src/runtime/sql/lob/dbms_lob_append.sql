-- DBMS_LOB.APPEND: one LOB after the other. (PL/SQL Packages, "DBMS_LOB")
-- Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_append(lob text, more text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL OR more IS NULL);
  RETURN lob || more;
END
$$;

CREATE FUNCTION ora.dbms_lob_append(lob bytea, more bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL OR more IS NULL);
  RETURN lob || more;
END
$$;
