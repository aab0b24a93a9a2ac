-- The CRC-32 of bytes, as gzip has it. (RFC 1952, 8)
CREATE FUNCTION ora.crc32(data bytea) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  codes bigint[] := '{}';
  crc bigint := 4294967295;
BEGIN
  FOR n IN 0 .. 255 LOOP
    codes[n] := n;
    FOR bit IN 1 .. 8 LOOP
      codes[n] := CASE WHEN codes[n] & 1 = 1 THEN 3988292384 # (codes[n] >> 1) ELSE codes[n] >> 1 END;
    END LOOP;
  END LOOP;
  FOR i IN 0 .. octet_length(data) - 1 LOOP
    crc := codes[(crc # get_byte(data, i)) & 255] # (crc >> 8);
  END LOOP;
  RETURN crc # 4294967295;
END
$$;
