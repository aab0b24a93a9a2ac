-- UTL_RAW.CONVERT: bytes of one character set as those of another; names may have language and territory before them.
CREATE FUNCTION ora.utl_raw_convert(r bytea, to_charset text, from_charset text) RETURNS bytea
LANGUAGE sql STABLE
AS $$
  SELECT ora.to_charset(ora.from_charset(r, ora.pg_charset(regexp_replace(from_charset, '^.*\.', ''))), ora.pg_charset(regexp_replace(to_charset, '^.*\.', '')))
$$;
