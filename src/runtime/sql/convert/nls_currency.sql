-- The currency of format elements L (NLS_CURRENCY), C (NLS_ISO_CURRENCY) and U (NLS_DUAL_CURRENCY).
CREATE FUNCTION ora.nls_currency(element text, nls text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  parameter text := CASE upper(element) WHEN 'L' THEN 'CURRENCY' WHEN 'C' THEN 'ISO_CURRENCY' ELSE 'DUAL_CURRENCY' END;
  symbol text;
BEGIN
  IF nls <> '' THEN
    symbol := coalesce(
      (regexp_match(nls, 'NLS_' || parameter || '\s*=\s*''([^'']*)''', 'i'))[1],
      (regexp_match(nls, 'NLS_' || parameter || '\s*=\s*"([^"]*)"', 'i'))[1],
      (regexp_match(nls, 'NLS_' || parameter || '\s*=\s*([^\s'']+)', 'i'))[1]);
  END IF;
  symbol := coalesce(symbol, nullif(current_setting('ora.nls_' || lower(parameter), true), ''), '$');
  IF parameter <> 'ISO_CURRENCY' THEN RETURN symbol; END IF;
  -- NLS_ISO_CURRENCY names a territory. (Globalization Support Guide, "Territories")
  symbol := CASE
    WHEN upper(symbol) IN ('$', 'AMERICA', 'ECUADOR', 'EL SALVADOR', 'PUERTO RICO') THEN 'USD'
    WHEN upper(symbol) IN ('AUSTRIA', 'BELGIUM', 'CATALONIA', 'CYPRUS', 'ESTONIA', 'FINLAND', 'FRANCE', 'GERMANY', 'GREECE', 'IRELAND', 'ITALY', 'LATVIA',
      'LITHUANIA', 'LUXEMBOURG', 'MALTA', 'PORTUGAL', 'SLOVAKIA', 'SLOVENIA', 'SPAIN', 'THE NETHERLANDS') THEN 'EUR'
    ELSE ('{"ALGERIA": "DZD", "ARGENTINA": "ARS", "AUSTRALIA": "AUD", "BAHRAIN": "BHD", "BANGLADESH": "BDT", "BOLIVIA": "BOB", "BRAZIL": "BRL",
      "BULGARIA": "BGN", "CANADA": "CAD", "CHILE": "CLP", "CHINA": "CNY", "COLOMBIA": "COP", "COSTA RICA": "CRC", "CZECH REPUBLIC": "CZK",
      "DENMARK": "DKK", "EGYPT": "EGP", "GUATEMALA": "GTQ", "HONDURAS": "HNL", "HONG KONG": "HKD", "HUNGARY": "HUF", "ICELAND": "ISK", "INDIA": "INR",
      "INDONESIA": "IDR", "ISRAEL": "ILS", "JAPAN": "JPY", "JORDAN": "JOD", "KAZAKHSTAN": "KZT", "KENYA": "KES", "KOREA": "KRW", "KUWAIT": "KWD",
      "LEBANON": "LBP", "MALAYSIA": "MYR", "MEXICO": "MXN", "MOROCCO": "MAD", "NEPAL": "NPR", "NEW ZEALAND": "NZD", "NICARAGUA": "NIO",
      "NIGERIA": "NGN", "NORWAY": "NOK", "OMAN": "OMR", "PAKISTAN": "PKR", "PANAMA": "PAB", "PARAGUAY": "PYG", "PERU": "PEN", "PHILIPPINES": "PHP",
      "POLAND": "PLN", "QATAR": "QAR", "SAUDI ARABIA": "SAR", "SINGAPORE": "SGD", "SOUTH AFRICA": "ZAR", "SRI LANKA": "LKR", "SWEDEN": "SEK",
      "SWITZERLAND": "CHF", "TAIWAN": "TWD", "THAILAND": "THB", "TUNISIA": "TND", "TURKEY": "TRY", "UKRAINE": "UAH",
      "UNITED ARAB EMIRATES": "AED", "UNITED KINGDOM": "GBP", "URUGUAY": "UYU", "VIETNAM": "VND"}'::jsonb) ->> upper(symbol) END;
  IF symbol IS NULL THEN PERFORM ora.date_error(12702); END IF;
  RETURN symbol;
END
$$;
