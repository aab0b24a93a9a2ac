-- TO_TIMESTAMP(text, fmt [, nls]). (SQL Language Reference, "TO_TIMESTAMP")
CREATE FUNCTION ora.to_timestamp(s text, fmt text, nls text DEFAULT NULL) RETURNS timestamp LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF s IS NULL OR s = '' OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  IF fmt IN ('YYYY-MM-DD HH24:MI:SS.FF', 'YYYY-MM-DD HH24:MI:SS.FF3', 'YYYY-MM-DD HH24:MI:SS.FF6')
    AND s ~ '^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{1,3}$' THEN
    RETURN s::timestamp;
  END IF;
  RETURN (ora.datetime_parse(s, fmt, 'TIMESTAMP', ora.nls_date_language(nls))).ts;
END
$$;
