-- The replacement text of REGEXP_REPLACE as PostgreSQL writes it: \1 to \9 and \\ mean the same, any other backslash is itself, and
-- \& is not special. (SQL Language Reference, "REGEXP_REPLACE")
CREATE FUNCTION ora.regexp_replacement(replacement text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF strpos(replacement, '\') > 0 THEN
    RETURN (SELECT string_agg(CASE m[1] WHEN '\' THEN '\\' ELSE m[1] END, '')
      FROM regexp_matches(replacement, '(\\[1-9\\]|\\|[^\\]+)', 'g') m);
  END IF;
  RETURN coalesce(replacement, '');
END
$$;
