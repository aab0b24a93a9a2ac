-- The text of a ROWID: Oracle's 18 digits of base 64 for object, file, block and row. Block and row are those of the address; the others are the same for
-- all, so that no ROWID of an Oracle database is taken for one of these. (SQL Language Reference, "Rowid Data Types")
CREATE FUNCTION ora.rowid_text(address tid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT 'AAAAABAAB' || right(
    encode(
      decode(
        lpad(to_hex(((address::text::point)[0]::bigint << 18) | ((address::text::point)[1]::bigint - 1)), 18, '0'),
        'hex'
      ),
      'base64'
    ),
    9
  )
$$;
