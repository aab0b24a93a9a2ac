-- DBMS_CRYPTO.HASH: 1 MD4, 2 MD5, 3 SHA-1, 4 SHA-256, 5 SHA-384, 6 SHA-512. A CLOB counts as UTF-8.
CREATE FUNCTION ora.dbms_crypto_hash(src bytea, typ integer) RETURNS bytea
LANGUAGE plpgsql
AS $$
BEGIN
  RETURN CASE typ
    WHEN 1 THEN ora.md4(src)
    WHEN 2 THEN decode(md5(src), 'hex')
    WHEN 3 THEN ora.sha1(src)
    WHEN 4 THEN sha256(src)
    WHEN 5 THEN sha384(src)
    WHEN 6 THEN sha512(src)
    ELSE ora.raise(28817, NULL, NULL::bytea)
  END;
END
$$;

CREATE FUNCTION ora.dbms_crypto_hash(src text, typ integer) RETURNS bytea
LANGUAGE sql
AS $$
  SELECT ora.dbms_crypto_hash(convert_to(src, 'UTF8'), typ)
$$;
