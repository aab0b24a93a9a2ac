-- Text of dynamic SQL known at run time only, in PostgreSQL's words. Quotes and comments are left alone. home: the schema of the routine's owner, where
-- its names are looked for first. numbered: bind variables `:name` become `$1`, `$2` … by position, else they stay.
CREATE FUNCTION ora.dynamic_pieces(statement text, home text, numbered boolean) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  result text := '';
  plain text := '';
  piece text[];
  n integer := 0;
BEGIN
  IF statement ~* 'partition\s*\(' THEN
    -- Quotes around usual names say nothing there.
    statement := regexp_replace(statement, '(\m(?:PARTITION|partition)\s*\(\s*)"([A-Z][A-Z0-9_$#]*)"(?=\s*\))', '\1\2', 'g');
    statement := regexp_replace(statement, '"([A-Z][A-Z0-9_$#]*)"(?=\s+(?:(?:SUB)?PARTITION|(?:sub)?partition)\s*\()', '\1', 'g');
  END IF;
  FOR piece IN SELECT regexp_matches(statement, $re$('(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*.*?\*/|::|:=)|:([a-zA-Z0-9_$#]+)|([^'":/-]+|.)$re$, 'gs') LOOP
    IF piece[2] IS NOT NULL THEN
      n := n + 1;
      plain := plain || CASE WHEN numbered THEN '$' || n ELSE ':' || piece[2] END;
    ELSIF piece[1] IS NULL THEN
      plain := plain || piece[3];
    ELSE
      result := result || ora.dynamic_names(CASE WHEN home IS NULL THEN plain ELSE ora.dynamic_home(plain, home) END) || ora.dynamic_quoted(piece[1]);
      plain := '';
    END IF;
  END LOOP;
  result := result || ora.dynamic_names(CASE WHEN home IS NULL THEN plain ELSE ora.dynamic_home(plain, home) END);
  RETURN ora.dynamic_blocks(ora.dynamic_decode(result));
END
$$;
