-- The dictionary view that a name of dynamic SQL means, as the runtime has it: USER_TABLES, SYS.DBA_TABLES, V$SESSION. NULL where it is none, or a table
-- of the program has the name. Nothing but a name is looked for, not even by the planner, which CASE keeps from it.
CREATE FUNCTION ora.dynamic_view(word text) RETURNS text
LANGUAGE sql STABLE
AS $$
  SELECT CASE
    WHEN name.view !~ '^(user|all|dba|v|gv)_[a-z_]+$' THEN NULL
    WHEN to_regclass('ora.' || name.view) IS NOT NULL AND to_regclass(lower(btrim(word))) IS NULL THEN 'ora.' || name.view
  END
  FROM regexp_replace(regexp_replace(lower(btrim(word)), '^sys\s*\.\s*', ''), '^(g?)v_?\$', '\1v_') AS name (view)
$$;
