-- ASCII(s): the code of the first character in the database character set, which for AL32UTF8 is its bytes read as one number.
-- (SQL Language Reference, "ASCII")
CREATE FUNCTION ora.ascii(s text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN ascii(s) < 128 THEN ascii(nullif(s, ''))
    ELSE ora.utf8_code(left(s, 1))
  END
$$;
