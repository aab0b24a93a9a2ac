-- UTL_COMPRESS.LZ_COMPRESS: in gzip's format, as Oracle's, yet in blocks that are stored as they are. (PL/SQL Packages and Types Reference, "UTL_COMPRESS"; RFC 1951, 3.2.4)
CREATE FUNCTION ora.utl_compress_lz_compress(src bytea, quality integer DEFAULT 6) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  blocks integer := greatest(1, (octet_length(src) + 65534) / 65535);
BEGIN
  IF src IS NULL OR quality NOT BETWEEN 1 AND 9 THEN
    PERFORM ora.raise(29261);
  END IF;
  RETURN '\x1f8b0800000000000003'::bytea || (
    SELECT string_agg(CASE WHEN n = blocks THEN '\x01'::bytea ELSE '\x00'::bytea END || ora.little_endian(octet_length(part), 2)
      || ora.little_endian(65535 - octet_length(part), 2) || part, ''::bytea ORDER BY n)
    FROM generate_series(1, blocks) AS n, substr(src, 65535 * (n - 1) + 1, 65535) AS part)
    || ora.little_endian(ora.crc32(src), 4) || ora.little_endian(octet_length(src), 4);
END
$$;

-- The same as a procedure.
CREATE PROCEDURE ora.utl_compress_lz_compress(src bytea, INOUT dst bytea, quality integer DEFAULT 6)
LANGUAGE plpgsql
AS $$
BEGIN
  dst := ora.utl_compress_lz_compress(src, quality);
END
$$;
