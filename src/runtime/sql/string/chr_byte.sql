-- CHR(n) where n may be any byte: what stands for those that are no character will do. (SQL Language Reference, "CHR")
CREATE FUNCTION ora.chr_byte(n numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN n >= 1 AND n < 128 THEN chr(trunc(n)::integer)
    WHEN n >= 0 AND n < 256 THEN ora.stray_byte(trunc(n)::integer)
    ELSE ora.chr_utf8(trunc(n))
  END
$$;
