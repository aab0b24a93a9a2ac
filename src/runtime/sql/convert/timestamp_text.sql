-- TIMESTAMP(digits) to text: by NLS_TIMESTAMP_FORMAT (setting ora.nls_timestamp_format, default 'DD-MON-RR HH.MI.SSXFF AM'), where FF alone
-- stands for the type's digits.
CREATE FUNCTION ora.timestamp_text(d timestamp, digits integer DEFAULT 6) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  fmt text := coalesce(nullif(current_setting('ora.nls_timestamp_format', true), ''), 'DD-MON-RR HH.MI.SSXFF AM');
BEGIN
  RETURN ora.to_char(d, CASE WHEN digits = 6 THEN fmt ELSE ora.fraction_model(fmt, digits) END);
END
$$;
