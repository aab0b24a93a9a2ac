-- The key as pgcrypto's Triple DES takes it, which fills a short one with zeros: one or two keys stand in the places of
-- three. Bytes beyond them do not count. (PL/SQL Packages, "DBMS_CRYPTO", "DBMS_OBFUSCATION_TOOLKIT")
CREATE FUNCTION ora.dbms_crypto_key(typ integer, key bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE typ & 255
    WHEN 1 THEN substr(key, 1, 8) || substr(key, 1, 8) || substr(key, 1, 8)
    WHEN 2 THEN substr(key, 1, 16) || substr(key, 1, 8)
    WHEN 3 THEN substr(key, 1, 24)
    ELSE key
  END
$$;
