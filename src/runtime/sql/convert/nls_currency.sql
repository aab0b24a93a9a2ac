-- The currency of format elements L (NLS_CURRENCY), C (NLS_ISO_CURRENCY) and U (NLS_DUAL_CURRENCY).
CREATE FUNCTION ora.nls_currency(element text, nls text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  parameter text := CASE upper(element) WHEN 'L' THEN 'CURRENCY' WHEN 'C' THEN 'ISO_CURRENCY' ELSE 'DUAL_CURRENCY' END;
  symbol text;
BEGIN
  IF nls <> '' THEN
    symbol := coalesce(
      (regexp_match(nls, 'NLS_' || parameter || '\s*=\s*''([^'']*)''', 'i'))[1],
      (regexp_match(nls, 'NLS_' || parameter || '\s*=\s*([^\s'']+)', 'i'))[1]);
  END IF;
  symbol := coalesce(symbol, nullif(current_setting('ora.nls_' || lower(parameter), true), ''), '$');
  IF parameter <> 'ISO_CURRENCY' THEN RETURN symbol; END IF;
  RETURN CASE upper(symbol)
    WHEN '$' THEN 'USD'
    WHEN 'AMERICA' THEN 'USD'
    WHEN 'UNITED KINGDOM' THEN 'GBP'
    WHEN 'SWITZERLAND' THEN 'CHF'
    WHEN 'JAPAN' THEN 'JPY'
    WHEN 'CANADA' THEN 'CAD'
    WHEN 'GERMANY' THEN 'EUR'
    WHEN 'FRANCE' THEN 'EUR'
    WHEN 'ITALY' THEN 'EUR'
    WHEN 'SPAIN' THEN 'EUR'
    WHEN 'THE NETHERLANDS' THEN 'EUR'
    ELSE symbol END;
END
$$;
