-- Text of dynamic SQL put together at run time, or what is appended to a statement: its bind variables `:name` become `$1`, `$2` … by position.
-- home: the schema of the routine's owner, where its names are looked for first.
CREATE FUNCTION ora.dynamic_text(statement text, home text DEFAULT NULL) RETURNS text
LANGUAGE sql STABLE
AS $$ SELECT ora.dynamic_pieces(ora.dynamic_clauses(statement), home, true) $$;
