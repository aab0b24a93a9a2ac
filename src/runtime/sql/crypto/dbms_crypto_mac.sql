-- DBMS_CRYPTO.MAC: HMAC with 1 MD5, 2 SHA-1, 3 SHA-256, 4 SHA-384, 5 SHA-512. (RFC 2104.)
CREATE FUNCTION ora.dbms_crypto_mac(src bytea, typ integer, key bytea) RETURNS bytea
LANGUAGE plpgsql
AS $$
DECLARE
  block integer := CASE WHEN typ IN (4, 5) THEN 128 ELSE 64 END;
  padded bytea := CASE WHEN length(key) > block THEN ora.dbms_crypto_hash(key, typ + 1) ELSE key END;
  inner_key bytea;
  outer_key bytea;
BEGIN
  IF typ NOT BETWEEN 1 AND 5 THEN
    PERFORM ora.raise(28817);
  END IF;
  padded := padded || decode(repeat('00', block - length(padded)), 'hex');
  inner_key := padded;
  outer_key := padded;
  FOR i IN 0 .. block - 1 LOOP
    inner_key := set_byte(inner_key, i, get_byte(padded, i) # 54);
    outer_key := set_byte(outer_key, i, get_byte(padded, i) # 92);
  END LOOP;
  RETURN ora.dbms_crypto_hash(outer_key || ora.dbms_crypto_hash(inner_key || src, typ + 1), typ + 1);
END
$$;

CREATE FUNCTION ora.dbms_crypto_mac(src text, typ integer, key bytea) RETURNS bytea
LANGUAGE sql
AS $$
  SELECT ora.dbms_crypto_mac(convert_to(src, 'UTF8'), typ, key)
$$;
