-- DBMS_OBFUSCATION_TOOLKIT.MD5: of bytes. Its form for texts gives the bytes as text, which UTF-8 cannot hold: not here.
CREATE FUNCTION ora.dbms_obfuscation_toolkit_md5(input bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT decode(md5(input), 'hex')
$$;
