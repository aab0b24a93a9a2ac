-- INSTR(s, search): position of the first occurrence, 0 if there is none. (SQL Language Reference, "INSTR")
CREATE FUNCTION ora.instr(s text, search text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT strpos(nullif(s, ''), nullif(search, '')) $$;

-- INSTR(s, search, start): from a position on.
CREATE FUNCTION ora.instr(s text, search text, start numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN start >= 1 AND start < 2147483647 AND s <> '' AND search <> ''
      THEN coalesce(nullif(strpos(substr(s, trunc(start)::integer), search), 0) + trunc(start)::integer - 1, 0)
    ELSE ora.instr_from(s, search, start, 1)
  END
$$;

-- INSTR(s, search, start, occurrence): a negative start counts, and searches, from the end. Occurrences may overlap.
CREATE FUNCTION ora.instr(s text, search text, start numeric, occurrence numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT ora.instr_from(s, search, start, occurrence) $$;
