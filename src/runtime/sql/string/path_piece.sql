-- One step of SYS_CONNECT_BY_PATH: separator and value; ORA-30004 when the value holds the separator.
-- (SQL Language Reference, "SYS_CONNECT_BY_PATH"; Error Messages, ORA-30004)
CREATE FUNCTION ora.path_piece(separator text, value text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  IF strpos(value, separator) > 0 THEN PERFORM ora.raise(30004); END IF;
  RETURN separator || value;
END
$$;
