-- Trigger of the template of a global temporary table: rows belong into the session's own copy.
CREATE FUNCTION ora.gtt_template() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'P0004',
    MESSAGE = format('OP1701 %I.%I is the template of a global temporary table', tg_table_schema, tg_table_name),
    HINT = format('Run select ora.gtt(''%s.%s'') and use pg_temp.%s.', tg_table_schema, tg_table_name, tg_table_name);
END
$$;
