-- UTL_COMPRESS.LZ_UNCOMPRESS: what LZ_COMPRESS, or gzip, has compressed; ORA-29294 for anything else. (PL/SQL Packages and Types Reference, "UTL_COMPRESS"; RFC 1952, 2.3)
CREATE FUNCTION ora.utl_compress_lz_uncompress(src bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  flags integer;
  at integer := 10;
  result bytea;
BEGIN
  IF src IS NULL THEN
    PERFORM ora.raise(29261);
  ELSIF octet_length(src) < 18 OR substr(src, 1, 3) <> '\x1f8b08' THEN
    PERFORM ora.raise(29294);
  END IF;
  flags := get_byte(src, 3);
  IF flags & 4 = 4 THEN
    at := at + 2 + get_byte(src, at) + 256 * get_byte(src, at + 1);
  END IF;
  -- The file's name and a comment end with a zero byte each.
  FOR i IN 1 .. (flags >> 3 & 1) + (flags >> 4 & 1) LOOP
    at := at + position('\x00'::bytea IN substr(src, at + 1));
  END LOOP;
  IF flags & 2 = 2 THEN
    at := at + 2;
  END IF;
  result := ora.inflate(src, at);
  IF ora.little_endian(ora.crc32(result), 4) <> substr(src, octet_length(src) - 7, 4) THEN
    PERFORM ora.raise(29294);
  END IF;
  RETURN result;
END
$$;

-- The same as a procedure.
CREATE PROCEDURE ora.utl_compress_lz_uncompress(src bytea, INOUT dst bytea)
LANGUAGE plpgsql
AS $$
BEGIN
  dst := ora.utl_compress_lz_uncompress(src);
END
$$;
