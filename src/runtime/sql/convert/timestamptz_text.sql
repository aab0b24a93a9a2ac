-- TIMESTAMP WITH TIME ZONE to text: by NLS_TIMESTAMP_TZ_FORMAT (setting ora.nls_timestamp_tz_format,
-- default 'DD-MON-RR HH.MI.SSXFF AM TZR').
CREATE FUNCTION ora.timestamptz_text(d timestamptz, digits integer DEFAULT 6) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ora.to_char(d, ora.fraction_model(
    coalesce(nullif(current_setting('ora.nls_timestamp_tz_format', true), ''), 'DD-MON-RR HH.MI.SSXFF AM TZR'), digits))
$$;
