-- CREATE SYNONYM and DROP SYNONYM of a text that is known at run time only: what lists synonyms shows it, and what makes them and drops them finds it.
-- `for_name`: what it stands for; NULL for DROP. (SQL Language Reference, CREATE SYNONYM, DROP SYNONYM)
CREATE FUNCTION ora.dynamic_synonym(options text, name text, for_name text, link text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  of_all CONSTANT boolean := coalesce(options, '') ~* '\mpublic\M';
  own CONSTANT text[] := ora.dynamic_parts(name);
  target CONSTANT text[] := ora.dynamic_parts(for_name);
  owner CONSTANT text := CASE WHEN of_all THEN 'PUBLIC' ELSE own[1] END;
BEGIN
  IF for_name IS NULL THEN
    RETURN format('select ora.drop_synonym(%L, %L, true)', owner, own[2]);
  END IF;
  RETURN format('select ora.create_synonym(%L, %L, %L, %L, %L, %L)', owner, own[2], target[1], target[2], upper(link), options ~* '\mreplace\M');
END
$$;
