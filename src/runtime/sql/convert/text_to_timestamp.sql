-- Text to TIMESTAMP without a format model: by the session's NLS_TIMESTAMP_FORMAT.
CREATE FUNCTION ora.text_to_timestamp(s text) RETURNS timestamp LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ora.to_timestamp(s, coalesce(nullif(current_setting('ora.nls_timestamp_format', true), ''), 'DD-MON-RR HH.MI.SSXFF AM'))
$$;
