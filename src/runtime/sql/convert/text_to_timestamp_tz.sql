-- Text to TIMESTAMP WITH TIME ZONE without a format model: by the session's NLS_TIMESTAMP_TZ_FORMAT.
CREATE FUNCTION ora.text_to_timestamp_tz(s text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT ora.to_timestamp_tz(s, coalesce(nullif(current_setting('ora.nls_timestamp_tz_format', true), ''), 'DD-MON-RR HH.MI.SSXFF AM TZR'))
$$;
