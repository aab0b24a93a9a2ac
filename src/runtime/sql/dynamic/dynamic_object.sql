-- Statements put together at run time that have no form of their own in PostgreSQL, or another one: triggers named without their table, options of
-- storage and compilation, statistics, the recycle bin. Everything else comes back as it is; NULL asks for nothing to be done.
-- (SQL Language Reference, ALTER TRIGGER, ALTER INDEX, ALTER SEQUENCE, ANALYZE, DROP TABLE, PURGE, TRUNCATE TABLE)
CREATE FUNCTION ora.dynamic_object(statement text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  name CONSTANT text := '((?:"[^"]+"|[\w$#]+)(?:\s*\.\s*(?:"[^"]+"|[\w$#]+))?)';
  part text[];
  own text;
  result text;
BEGIN
  part := coalesce(
    regexp_match(statement, '^\s*alter\s+trigger\s+' || name || '\s+(enable|disable)\s*$', 'i'),
    regexp_match(statement, '^\s*drop\s+trigger\s+' || name || '()\s*$', 'i'),
    regexp_match(statement, '^\s*alter\s+trigger\s+' || name || '\s+(rename\s+to\s+[\w$#"]+)\s*$', 'i'));
  IF part IS NOT NULL THEN
    own := ora.dynamic_word((regexp_match(part[1], '("[^"]+"|[^\s.]+)$'))[1]);
    IF own !~ '^"' THEN
      own := lower(own);
    END IF;
    own := btrim(own, '"');
    -- A compound trigger is several, a trigger that FOLLOWS another has its name in front.
    SELECT CASE
      WHEN part[2] ~* '^rename' THEN format('alter trigger %I on %s %s', min(g.tgname), g.tgrelid::regclass, part[2])
      WHEN part[2] = '' THEN string_agg(format('drop trigger %I on %s', g.tgname, g.tgrelid::regclass), '; ')
      ELSE format('alter table %s %s', g.tgrelid::regclass, string_agg(format('%s trigger %I', lower(part[2]), g.tgname), ', '))
    END INTO result
    FROM pg_catalog.pg_trigger AS g
    JOIN pg_catalog.pg_class AS c ON c.oid = g.tgrelid
    JOIN pg_catalog.pg_proc AS f ON f.oid = g.tgfoid
    WHERE NOT g.tgisinternal AND c.relnamespace = ANY (current_schemas(false)::regnamespace[])
      AND g.tgname !~ '^__' AND ora.trigger_name(g.tgname, f.proname) = own
    GROUP BY g.tgrelid;
    IF result IS NULL THEN
      PERFORM ora.raise(4080, format('trigger ''%s'' does not exist', upper(own)));
    END IF;
    RETURN result;
  END IF;
  part := regexp_match(statement, '^\s*alter\s+index\s+' || name || '\s+(?:rename\s+to\s+([\w$#"]+)\s*$|(?:rebuild|coalesce|shrink|deallocate|allocate|parallel|noparallel|logging|nologging|(?:no)?monitoring)\M)', 'i');
  IF part IS NOT NULL THEN
    RETURN CASE WHEN part[2] IS NULL THEN format('select ora.index_named(%L)', part[1]) ELSE format('select ora.rename_index(%L, %L)', part[1], part[2]) END;
  END IF;
  part := regexp_match(statement, '^\s*rename\s+' || name || '\s+to\s+([\w$#"]+)\s*$', 'i');
  IF part IS NOT NULL THEN
    RETURN format('select ora.rename_object(%L, %L)', part[1], part[2]);
  END IF;
  part := regexp_match(statement, '^\s*analyze\s+(table|index)\s+' || name || '\s+(?:compute|estimate)\s+(?:system\s+)?statistics\M', 'i');
  IF part IS NOT NULL THEN
    RETURN CASE WHEN lower(part[1]) = 'table' THEN 'analyze ' || part[2] END;
  END IF;
  part := regexp_match(statement, '^\s*alter\s+(procedure|function|package|view|type|trigger|materialized\s+view|synonym)\s+' || name || '\s+compile\M', 'i');
  IF part IS NOT NULL THEN
    RETURN format('select ora.compiled(%L, %L)', regexp_replace(lower(part[1]), '\s+', ' '), part[2]);
  END IF;
  IF statement ~* '^\s*purge\s'
    OR statement ~* ('^\s*alter\s+table\s+' || name || '\s+(move|shrink)\M(?!.*\m(add|modify|drop|rename)\M)')
    OR statement ~* ('^\s*alter\s+table\s+' || name || '(\s+(parallel(\s+\d+|\s*\([^)]*\))?|noparallel|(no)?logging|(no)?cache|(no)?monitoring|(enable|disable)\s+row\s+movement|nocompress|compress(\s+(basic|for\s+(all\s+|direct_load\s+)?operations))?))+\s*$')
  THEN
    RETURN NULL;
  END IF;
  part := regexp_match(statement, '^\s*alter\s+table\s+' || name || '\s+(enable|disable)\s+all\s+triggers\s*$', 'i');
  IF part IS NOT NULL THEN
    RETURN format('select ora.switch_triggers(%L, %s)', part[1], lower(part[2]) = 'enable');
  END IF;
  part := regexp_match(statement, '^\s*drop\s+table\s+' || name || '(\s+cascade\s+constraints)?(?:\s+purge)?\s*$', 'i');
  IF part IS NOT NULL THEN
    RETURN format('select ora.drop_table(%L, %L)', part[1], part[2] IS NOT NULL);
  END IF;
  part := regexp_match(statement, '^\s*create\s+or\s+replace\s+(?:(?:no)?force\s+)?(?:(?:non)?editionable\s+)?view\s+' || name || '(\W.*)$', 'is');
  IF part IS NOT NULL THEN
    RETURN format('select ora.replace_view(%L, %L)', part[1], 'create view ' || part[1] || part[2]);
  END IF;
  part := regexp_match(statement, '^\s*drop\s+(view|materialized\s+view|type|procedure|function|package)\s+(?!body\s)' || name || '(\s+cascade\s+constraints|\s+force|\s+validate)?\s*$', 'i');
  IF part IS NOT NULL THEN
    RETURN format('select ora.drop_object(%L, %L, %s)', regexp_replace(lower(part[1]), '\s+', ' '), part[2], CASE WHEN part[3] IS NULL THEN 'false' ELSE 'true' END);
  END IF;
  part := coalesce(
    regexp_match(statement, '^\s*create\s+((?:or\s+replace\s+)?(?:(?:non)?editionable\s+)?(?:public\s+)?)synonym\s+' || name || '\s+for\s+' || name || '(?:\s*@\s*([\w$#.]+))?\s*$', 'i'),
    regexp_match(statement, '^\s*drop\s+(public\s+)?synonym\s+' || name || '(?:\s+force)?\s*$', 'i'));
  IF part IS NOT NULL THEN
    RETURN ora.dynamic_synonym(part[1], part[2], part[3], part[4]);
  END IF;
  part := regexp_match(statement, '^\s*create\s+(or\s+replace\s+)?context\s+([\w$#"]+)\s+using\s+' || name || '(?:\s+(?:accessed|initialized)\s+\w+)?\s*$', 'i');
  IF part IS NOT NULL THEN
    RETURN format('select ora.create_context(%L, %L, %L, %L)', (ora.dynamic_parts(part[2]))[2], (ora.dynamic_parts(part[3]))[1], (ora.dynamic_parts(part[3]))[2], part[1] IS NOT NULL);
  END IF;
  -- Views have comments by the same statement.
  part := regexp_match(statement, '^\s*comment\s+on\s+table\s+' || name || '\s+is\s+(''.*)$', 'is');
  IF (SELECT c.relkind IN ('v', 'm') FROM pg_catalog.pg_class AS c WHERE c.oid = to_regclass(part[1])) THEN
    RETURN format('comment on %s %s is %s', CASE WHEN (SELECT c.relkind = 'v' FROM pg_catalog.pg_class AS c WHERE c.oid = to_regclass(part[1])) THEN 'view' ELSE 'materialized view' END, part[1], part[2]);
  END IF;
  part := regexp_match(statement, '^\s*truncate\s+table\s+' || name || '(?:\s+(?:preserve|purge)\s+(?:materialized\s+view|snapshot)\s+log)?(?:\s+(?:drop(?:\s+all)?|reuse)\s+storage)?\s*$', 'i');
  IF part IS NOT NULL THEN
    RETURN 'truncate table ' || part[1];
  END IF;
  part := regexp_match(statement, '^\s*(alter|create)\s+sequence\s+' || name || '(\s.*)?$', 'is');
  IF part IS NOT NULL THEN
    RETURN ora.dynamic_sequence(part[1], part[2], part[3]);
  END IF;
  part := regexp_match(statement, '^\s*alter\s+session\s+set\s+(nls_\w+)\s*=\s*(.*?)\s*$', 'is');
  IF part IS NOT NULL THEN
    RETURN format('call ora.dbms_session_set_nls(%L, %L)', upper(part[1]), part[2]);
  END IF;
  RETURN statement;
END
$$;
