-- CAST_TO_RAW: the bytes of a text in the database character set; what stands for a byte (ora.stray_byte) is that one. (PL/SQL Packages,
-- "UTL_RAW")
CREATE FUNCTION ora.utl_raw_cast_to_raw(s text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT
AS $$
BEGIN
  IF s ~ '[\uEF00-\uEFFF]' THEN
    RETURN (
      SELECT string_agg(
        CASE WHEN ascii(m[1]) BETWEEN 61184 AND 61439 THEN ora.chr_bytes(ascii(m[1]) - 61184) ELSE convert_to(m[1], 'UTF8') END, '' ORDER BY n)
      FROM regexp_matches(s, '[\uEF00-\uEFFF]|[^\uEF00-\uEFFF]+', 'g') WITH ORDINALITY AS parts (m, n)
    );
  END IF;
  RETURN nullif(convert_to(s, 'UTF8'), '');
END
$$;
