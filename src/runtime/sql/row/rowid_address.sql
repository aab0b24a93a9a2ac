-- The address that ora.rowid_text made a text of; of any other text ORA-01410. AAAAABAAAAAAAAAAAA comes before the first row: a chunk of rows begins with it.
CREATE FUNCTION ora.rowid_address(rowid text) RETURNS tid
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  place bigint;
BEGIN
  IF rowid = 'AAAAABAAAAAAAAAAAA' THEN
    RETURN '(0,0)';
  END IF;
  IF rowid !~ '^AAAAABAAB[A-Za-z0-9+/]{9}$' THEN
    RETURN ora.raise(1410, NULL, NULL::tid);
  END IF;
  place := ('x' || right(encode(decode('AAA' || right(rowid, 9), 'base64'), 'hex'), 16))::bit(64)::bigint;
  IF place >> 18 > 4294967295 OR (place & 262143) >= 65535 THEN
    RETURN ora.raise(1410, NULL, NULL::tid);
  END IF;
  RETURN format('(%s,%s)', place >> 18, (place & 262143) + 1)::tid;
END
$$;
