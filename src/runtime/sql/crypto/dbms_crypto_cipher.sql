-- pgcrypto's name for the cipher, chaining and padding of a DBMS_CRYPTO type; what pgcrypto lacks is refused.
CREATE FUNCTION ora.dbms_crypto_cipher(typ integer, key bytea) RETURNS text
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  algorithm text := CASE
    -- DES is Triple DES with one key; it is not in every OpenSSL itself.
    WHEN typ & 255 IN (1, 2, 3) THEN '3des'
    WHEN length(key) = CASE typ & 255 WHEN 6 THEN 16 WHEN 7 THEN 24 WHEN 8 THEN 32 END THEN 'aes'
    -- ENCRYPT_AES: the key says which.
    WHEN typ & 255 = 4 AND length(key) IN (16, 24, 32) THEN 'aes'
  END;
  chaining text := CASE typ & 3840 WHEN 256 THEN '-cbc' WHEN 768 THEN '-ecb' END;
  padding text := CASE typ & 61440 WHEN 4096 THEN '/pad:pkcs' WHEN 8192 THEN '/pad:none' END;
BEGIN
  IF nullif(key, '') IS NULL THEN
    PERFORM ora.raise(28239, 'no key provided');
  ELSIF typ & 255 IN (4, 6, 7, 8) AND algorithm IS NULL OR length(key) < (CASE typ & 255 WHEN 1 THEN 8 WHEN 2 THEN 16 WHEN 3 THEN 24 END) THEN
    PERFORM ora.raise(28234, 'key length too short');
  END IF;
  IF algorithm || chaining || padding IS NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = format('OP4000 DBMS_CRYPTO type %s has no equal in pgcrypto', typ);
  END IF;
  RETURN algorithm || chaining || padding;
END
$$;
