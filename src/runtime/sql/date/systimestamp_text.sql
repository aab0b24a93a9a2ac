-- SYSTIMESTAMP to text: in the server's zone, shown as an offset, by NLS_TIMESTAMP_TZ_FORMAT. (SQL Language Reference, "SYSTIMESTAMP")
CREATE FUNCTION ora.systimestamp_text(d timestamptz, digits integer DEFAULT 6) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT ora.to_char_at(d, ora.tz_offset(ora.server_timezone()), ora.fraction_model(
    coalesce(nullif(current_setting('ora.nls_timestamp_tz_format', true), ''), 'DD-MON-RR HH.MI.SSXFF AM TZR'), digits))
$$;
