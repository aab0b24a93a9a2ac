-- DBMS_CRYPTO.DECRYPT on pgcrypto, AES without it too; without an initialisation vector it is all zeros.
CREATE FUNCTION ora.dbms_crypto_decrypt(src bytea, typ integer, key bytea, iv bytea DEFAULT NULL) RETURNS bytea
LANGUAGE plpgsql
AS $$
DECLARE
  cipher text := ora.dbms_crypto_cipher(typ, key);
BEGIN
  IF cipher LIKE 'aes%' AND NOT EXISTS (SELECT FROM pg_catalog.pg_extension AS e WHERE e.extname = 'pgcrypto') THEN
    RETURN ora.aes(src, key, iv, cipher, true);
  END IF;
  RETURN ora.pgcrypto(format('decrypt_iv($1, $2, $3, %L)', cipher), src, ora.dbms_crypto_key(typ, key), coalesce(iv, decode(repeat('00', 16), 'hex')));
END
$$;
