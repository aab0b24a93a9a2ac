-- RPAD in SQL, where the longest VARCHAR2 has 4000 bytes: the text is padded so far, and nothing is said.
-- (SQL Language Reference, "Data Types": VARCHAR2, MAX_STRING_SIZE = STANDARD; "RPAD")
CREATE FUNCTION ora.sql_rpad(s text, n numeric, fill text DEFAULT ' ') RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN ora.rpad(s, CASE WHEN n > 4000 THEN 4000 ELSE n END, fill);
END
$$;
