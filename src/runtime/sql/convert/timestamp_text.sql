-- TIMESTAMP to text: by NLS_TIMESTAMP_FORMAT (setting ora.nls_timestamp_format, default 'DD-MON-RR HH.MI.SSXFF AM').
CREATE FUNCTION ora.timestamp_text(d timestamp) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ora.to_char(d, coalesce(nullif(current_setting('ora.nls_timestamp_format', true), ''), 'DD-MON-RR HH.MI.SSXFF AM'))
$$;
