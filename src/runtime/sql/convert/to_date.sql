-- TO_DATE(text, fmt [, nls]). Common models whose text is in full form take a short way; everything else, and every error, is parsed.
-- (SQL Language Reference, "TO_DATE")
CREATE FUNCTION ora.to_date(s text, fmt text, nls text DEFAULT NULL) RETURNS timestamp LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  IF s IS NULL OR s = '' OR fmt IS NULL OR fmt = '' THEN RETURN NULL; END IF;
  CASE upper(fmt)
    WHEN 'YYYY-MM-DD' THEN
      IF s ~ '^(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)$' THEN RETURN s::timestamp; END IF;
    WHEN 'YYYY-MM-DD HH24:MI:SS' THEN
      IF s ~ '^(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$' THEN
        RETURN s::timestamp;
      END IF;
    WHEN 'YYYYMMDD' THEN
      IF s ~ '^(?!0000)\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|1\d|2[0-8])$' THEN RETURN s::timestamp; END IF;
    WHEN 'DD.MM.YYYY', 'DD/MM/YYYY', 'DD-MM-YYYY' THEN
      IF s ~ '^(?:0[1-9]|1\d|2[0-8])[-./](?:0[1-9]|1[0-2])[-./](?!0000)\d{4}$' THEN
        RETURN make_date(right(s, 4)::integer, substr(s, 4, 2)::integer, left(s, 2)::integer)::timestamp;
      END IF;
    WHEN 'MM/DD/YYYY' THEN
      IF s ~ '^(?:0[1-9]|1[0-2])[-./](?:0[1-9]|1\d|2[0-8])[-./](?!0000)\d{4}$' THEN
        RETURN make_date(right(s, 4)::integer, left(s, 2)::integer, substr(s, 4, 2)::integer)::timestamp;
      END IF;
    ELSE NULL;
  END CASE;
  RETURN (ora.datetime_parse(s, fmt, 'DATE', ora.nls_date_language(nls))).ts;
END
$$;
