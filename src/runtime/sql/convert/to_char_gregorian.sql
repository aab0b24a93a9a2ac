-- TO_CHAR(datetime, fmt [, nls]) where fmt is known when converting and American words, or none, are all that depends on the session: model is
-- PostgreSQL's for it. With nls, which names the language, the session has no say. Before the Gregorian calendar, and in another language, ora.to_char
-- does it: the year in which it began has no days 5 to 14 of October. (SQL Language Reference, "Datetime Format Models"; PostgreSQL manual, "Data Type Formatting Functions")
CREATE FUNCTION ora.to_char_gregorian(d timestamp, model text, fmt text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN d >= timestamp '1583-01-01' AND coalesce(current_setting('ora.nls_date_language', true), '') IN ('', 'AMERICAN') THEN to_char(d, model)
    ELSE ora.to_char(d, fmt)
  END
$$;

CREATE FUNCTION ora.to_char_gregorian(d timestamp, model text, fmt text, nls text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN d >= timestamp '1583-01-01' THEN to_char(d, model) ELSE ora.to_char(d, fmt, nls) END
$$;
