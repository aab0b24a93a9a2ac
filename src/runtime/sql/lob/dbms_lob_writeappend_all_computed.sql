-- ora.dbms_lob_writeappend_all of what is not to be computed more than once.
CREATE FUNCTION ora.dbms_lob_writeappend_all_computed(lob text, buffer text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.dbms_lob_writeappend_all(lob, buffer);
END
$$;
