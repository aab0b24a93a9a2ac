-- The text of a statement without comments, and with '' for each literal and quoted name. NULL where it has literals of q'[…]'.
CREATE FUNCTION ora.dynamic_bare(statement text) RETURNS text
LANGUAGE sql IMMUTABLE
AS $$
  SELECT CASE
    WHEN statement ~* '\mn?q''' THEN NULL
    ELSE regexp_replace(
      regexp_replace(statement, '(''(?:[^'']|'''')*''|"[^"]*")|--[^\n]*|/\*(?:[^*]|\*(?!/))*\*/', '\1 ', 'g'),
      '''(?:[^'']|'''')*''|"[^"]*"', '''''', 'g')
  END
$$;
