-- A session NLS parameter by its Oracle name: the setting ora.<name>, else the value of an American session. Names of languages, orders and the like are in capitals.
CREATE FUNCTION ora.nls_parameter(parameter text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT coalesce(CASE WHEN upper(parameter) ~ 'FORMAT$|CHARACTERS$|^NLS_(DUAL_)?CURRENCY$' THEN own.value ELSE upper(own.value) END, CASE upper(parameter)
    WHEN 'NLS_CALENDAR' THEN 'GREGORIAN'
    WHEN 'NLS_COMP' THEN 'BINARY'
    WHEN 'NLS_CURRENCY' THEN '$'
    WHEN 'NLS_DATE_FORMAT' THEN 'DD-MON-RR'
    WHEN 'NLS_DATE_LANGUAGE' THEN 'AMERICAN'
    WHEN 'NLS_DUAL_CURRENCY' THEN '$'
    WHEN 'NLS_ISO_CURRENCY' THEN 'AMERICA'
    WHEN 'NLS_LANGUAGE' THEN 'AMERICAN'
    WHEN 'NLS_LENGTH_SEMANTICS' THEN 'BYTE'
    WHEN 'NLS_NCHAR_CONV_EXCP' THEN 'FALSE'
    WHEN 'NLS_NUMERIC_CHARACTERS' THEN '.,'
    WHEN 'NLS_SORT' THEN 'BINARY'
    WHEN 'NLS_TERRITORY' THEN 'AMERICA'
    WHEN 'NLS_TIMESTAMP_FORMAT' THEN 'DD-MON-RR HH.MI.SSXFF AM'
    WHEN 'NLS_TIMESTAMP_TZ_FORMAT' THEN 'DD-MON-RR HH.MI.SSXFF AM TZR'
    WHEN 'NLS_TIME_FORMAT' THEN 'HH.MI.SSXFF AM'
    WHEN 'NLS_TIME_TZ_FORMAT' THEN 'HH.MI.SSXFF AM TZR'
  END)
  FROM nullif(current_setting('ora.' || lower(parameter), true), '') AS own (value)
$$;
