-- Refuses PL/SQL that is known at run time only: a block that is more than one call, a stored program unit. PostgreSQL's complaint about a block would
-- be an error that WHEN OTHERS takes for one of Oracle's. Program units are what installations create, in blocks that go on with the rest: their error
-- is one that these can take (0A000). What is written in PostgreSQL's own way passes.
CREATE FUNCTION ora.dynamic_program(statement text) RETURNS void
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
  bare CONSTANT text := regexp_replace(left(statement, 4000), '^(\s+|--[^\n]*(\n|$)|/\*.*?\*/)+', '');
BEGIN
  IF bare ~* '^(begin|declare)\M|^<<' THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 A block of PL/SQL whose text is known at run time only is not run.', DETAIL = left(bare, 200);
  ELSIF bare ~* '^create\s+(or\s+replace\s+)?((non)?editionable\s+)?(procedure|function|package|trigger|type\s+body|library|java)\M'
    AND statement !~* '\mlanguage\s+[''"]?\w|\mexecute\s+(function|procedure)\M' THEN
    RAISE EXCEPTION USING ERRCODE = '0A000', MESSAGE = 'OP3060 A stored program unit whose text is known at run time only is not created.', DETAIL = left(bare, 200);
  END IF;
END
$$;
