-- TO_TIMESTAMP_TZ(text, fmt [, nls]): without a zone in the text, the session's. (SQL Language Reference, "TO_TIMESTAMP_TZ")
CREATE FUNCTION ora.to_timestamp_tz(s text, fmt text, nls text DEFAULT NULL) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  parsed record;
BEGIN
  IF s IS NULL OR s = '' OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  parsed := ora.datetime_parse(s, fmt, 'TIMESTAMPTZ', ora.nls_date_language(nls));
  IF parsed.zone IS NULL THEN RETURN parsed.ts::timestamptz; END IF;
  RETURN ora.from_tz(parsed.ts, parsed.zone);
END
$$;
