-- Text to DATE without a format model: by the session's NLS_DATE_FORMAT.
CREATE FUNCTION ora.text_to_date(s text) RETURNS timestamp LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ora.to_date(s, coalesce(nullif(current_setting('ora.nls_date_format', true), ''), 'DD-MON-RR'))
$$;
