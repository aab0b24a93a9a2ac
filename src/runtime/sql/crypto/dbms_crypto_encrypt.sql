-- DBMS_CRYPTO.ENCRYPT on pgcrypto; without an initialisation vector it is all zeros.
CREATE FUNCTION ora.dbms_crypto_encrypt(src bytea, typ integer, key bytea, iv bytea DEFAULT NULL) RETURNS bytea
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN ora.pgcrypto(format('encrypt_iv($1, $2, $3, %L)', ora.dbms_crypto_cipher(typ, key)), src, key, coalesce(iv, decode(repeat('00', 16), 'hex')));
END
$$;
