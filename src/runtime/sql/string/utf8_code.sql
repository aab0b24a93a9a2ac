-- The UTF-8 bytes of a character read as one number.
CREATE FUNCTION ora.utf8_code(c text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
DECLARE
  bytes bytea := convert_to(c, 'UTF8');
  code bigint := 0;
BEGIN
  FOR i IN 0 .. octet_length(bytes) - 1 LOOP
    code := code * 256 + get_byte(bytes, i);
  END LOOP;
  RETURN code;
END
$$;
