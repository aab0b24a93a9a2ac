-- TO_CHAR(DATE, fmt): a DATE has no fractional seconds, FF and X are ORA-01821.
CREATE FUNCTION ora.date_to_char(d timestamp, fmt text, nls text DEFAULT NULL) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF fmt ~* 'FF|X' AND EXISTS (SELECT FROM unnest(ora.datetime_tokens(fmt)) AS t WHERE t ~ '^(FF\d?|X)$') THEN
    PERFORM ora.date_error(1821);
  END IF;
  RETURN ora.to_char(date_trunc('second', d), fmt, nls);
END
$$;
