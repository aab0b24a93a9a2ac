-- A byte times x in the field of AES. (FIPS 197, 4.2.1)
CREATE FUNCTION ora.aes_twice(b integer) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT (b << 1) # ((b >> 7) * 283)
$$;
