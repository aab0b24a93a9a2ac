-- DBMS_OBFUSCATION_TOOLKIT.DES3ENCRYPT and DES3DECRYPT of bytes: CBC without padding, two keys (which = 0) or three, and
-- 0123456789ABCDEF where no initialisation vector is given. (PL/SQL Packages, "DBMS_OBFUSCATION_TOOLKIT")
CREATE FUNCTION ora.dbms_obfuscation_toolkit_des3(input bytea, key bytea, which integer, iv bytea, expression text) RETURNS bytea
LANGUAGE plpgsql
AS $$
DECLARE
  typ integer := CASE which WHEN 0 THEN 2 ELSE 3 END;
BEGIN
  IF nullif(input, '') IS NULL OR nullif(key, '') IS NULL THEN
    PERFORM ora.raise(28231, 'no data passed to obfuscation toolkit');
  ELSIF length(input) % 8 <> 0 THEN
    PERFORM ora.raise(28232, 'invalid input length for obfuscation toolkit');
  ELSIF length(key) < 8 * typ THEN
    PERFORM ora.raise(28234, 'key length too short');
  END IF;
  RETURN ora.pgcrypto(
    format('%s($1, $2, $3, %L)', expression, '3des-cbc/pad:none'), input, ora.dbms_crypto_key(typ, key),
    coalesce(iv, decode('0123456789ABCDEF', 'hex'))
  );
END
$$;
