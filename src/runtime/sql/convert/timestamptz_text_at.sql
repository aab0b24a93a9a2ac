-- TIMESTAMP WITH TIME ZONE to text where its own zone is known: by NLS_TIMESTAMP_TZ_FORMAT, in that zone.
CREATE FUNCTION ora.timestamptz_text_at(d timestamptz, zone text, digits integer DEFAULT 6) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT ora.to_char_at(d, zone, ora.fraction_model(
    coalesce(nullif(current_setting('ora.nls_timestamp_tz_format', true), ''), 'DD-MON-RR HH.MI.SSXFF AM TZR'), digits))
$$;
