-- DBMS_OBFUSCATION_TOOLKIT.DES3ENCRYPT.
CREATE FUNCTION ora.dbms_obfuscation_toolkit_des3encrypt(input bytea, key bytea, which integer DEFAULT 0, iv bytea DEFAULT NULL) RETURNS bytea
LANGUAGE sql
AS $$
  SELECT ora.dbms_obfuscation_toolkit_des3(input, key, which, iv, 'encrypt_iv')
$$;
