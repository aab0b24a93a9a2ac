-- DATE to text without a format model: by the session's NLS_DATE_FORMAT (setting ora.nls_date_format, default 'DD-MON-RR').
CREATE FUNCTION ora.date_text(d timestamp) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ora.to_char(date_trunc('second', d), coalesce(nullif(current_setting('ora.nls_date_format', true), ''), 'DD-MON-RR'))
$$;
