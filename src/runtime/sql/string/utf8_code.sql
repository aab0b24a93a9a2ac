-- The UTF-8 bytes of a character read as one number; the byte itself where the character stands for one.
CREATE FUNCTION ora.utf8_code(c text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  bytes bytea := convert_to(c, 'UTF8');
  code bigint := 0;
BEGIN
  IF ascii(c) BETWEEN 61184 AND 61439 THEN
    RETURN ascii(c) - 61184;
  END IF;
  FOR i IN 0 .. octet_length(bytes) - 1 LOOP
    code := code * 256 + get_byte(bytes, i);
  END LOOP;
  RETURN code;
END
$$;
