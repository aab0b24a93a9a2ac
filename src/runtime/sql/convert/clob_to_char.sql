-- TO_CHAR and CAST of a CLOB in SQL: what is longer than the text may be is ORA-22835; without characters it is NULL.
-- (SQL Language Reference, "TO_CHAR (character)", "CAST")
CREATE FUNCTION ora.clob_to_char(value text, maximum integer) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF pg_catalog.length(value) > maximum THEN
    PERFORM ora.raise(22835, 'Buffer too small for CLOB to CHAR or BLOB to RAW conversion (actual: '
      || pg_catalog.length(value) || ', maximum: ' || maximum || ')');
  END IF;
  RETURN nullif(value, '');
END
$$;
