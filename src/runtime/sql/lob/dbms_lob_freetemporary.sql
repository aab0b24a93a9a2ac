-- DBMS_LOB.FREETEMPORARY: what the caller assigns is no LOB any more, so that its use fails as in Oracle; as does freeing what is none.
-- (PL/SQL Packages, "DBMS_LOB")
CREATE FUNCTION ora.dbms_lob_freetemporary(lob text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL);
  RETURN NULL;
END
$$;

CREATE FUNCTION ora.dbms_lob_freetemporary(lob bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  PERFORM ora.dbms_lob_checked(lob IS NULL);
  RETURN NULL;
END
$$;
