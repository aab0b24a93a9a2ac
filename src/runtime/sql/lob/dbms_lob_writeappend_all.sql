-- DBMS_LOB.WRITEAPPEND of as many characters as the buffer has.
-- Out: the new value of the LOB, which the caller assigns.
CREATE FUNCTION ora.dbms_lob_writeappend_all(lob text, buffer text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN lob IS NOT NULL AND buffer <> '' THEN lob || buffer ELSE ora.dbms_lob_writeappend(lob, length(buffer), buffer) END;
END
$$;
