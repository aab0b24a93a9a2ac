-- The zone that TO_TIMESTAMP_TZ(text, fmt) finds in its text: an offset, a region, or the session's where the text has none.
CREATE FUNCTION ora.zone_in_text(s text, fmt text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF s IS NULL OR s = '' OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  RETURN coalesce((ora.datetime_parse(s, fmt, 'TIMESTAMPTZ', ora.nls_date_language(NULL))).zone, ora.sessiontimezone());
END
$$;
