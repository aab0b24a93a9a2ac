-- A datetime format model taken apart, one row a token: {whole token, quoted text, FM or FX, element, suffix, punctuation}; the parts that
-- are not of the token's kind are NULL. What is no token is missing from the rows: compare lengths.
-- The longest element wins (DDD before DD). (SQL Language Reference, "Datetime Format Elements")
CREATE FUNCTION ora.datetime_tokens(fmt text) RETURNS SETOF text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_matches(fmt, '("([^"]*)"|(FM|FX)|(A\.D\.|AD|A\.M\.|AM|B\.C\.|BC|CC|SCC|DAY|DDD|DD|DL|DS|DY|D|EE|E|FF[1-9]?|HH24|HH12|HH|IW|IYYY|IYY|IY|I|J|MI|MM|MONTH|MON|P\.M\.|PM|Q|RM|RRRR|RR|SSSSS|SS|SYYYY|SYEAR|YEAR|TS|TZD|TZH|TZM|TZR|WW|W|X|Y,YYY|YYYY|YYY|YY|Y)(THSP|SPTH|TH|SP)?|([^"A-Za-z0-9]))', 'gi')
$$;
