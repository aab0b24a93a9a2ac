-- The query that makes a second session like this one: its settings, and what it keeps where that is shared. Lines of output wait there in the buffer.
CREATE FUNCTION ora.autonomous_session(shares boolean, stack text) RETURNS text
LANGUAGE sql
AS $$
  SELECT 'SELECT concat(' || string_agg(step, ', ') || ')'
  FROM (
    SELECT format('set_config(%L, %L, false)', name, value) AS step
    FROM (VALUES ('lock_timeout', coalesce(nullif(current_setting('ora.autonomous_lock_timeout', true), ''), '10s')), ('ora.output_mode', 'buffer'), ('ora.is_autonomous', 'on'),
        ('ora.caller_pid', ora.session_pid()::text), ('ora.caller_address', coalesce(ora.client_address(), '')), ('ora.caller_role', ora.session_role()::text), ('ora.caller_stack', ora.stack_of_caller(stack)),
        ('search_path', current_setting('search_path')), ('timezone', current_setting('timezone')), ('datestyle', current_setting('datestyle')),
        ('bytea_output', current_setting('bytea_output')), ('quote_all_identifiers', current_setting('quote_all_identifiers')), ('transform_null_equals', current_setting('transform_null_equals'))) AS s(name, value)
    UNION ALL
    -- A superuser's to set.
    SELECT format('CASE WHEN current_setting(''is_superuser'') = ''on'' THEN set_config(''lc_messages'', %L, false) END', current_setting('lc_messages'))
    UNION ALL
    -- One that the caller does not have may be left there of an earlier one.
    SELECT format('set_config(%L, %L, false)', name, coalesce(current_setting(name, true), ''))
    FROM unnest('{ora.nls_date_format,ora.nls_date_language,ora.nls_timestamp_format,ora.nls_timestamp_tz_format,ora.nls_numeric_characters,ora.nls_currency,ora.nls_iso_currency,ora.nls_territory,ora.nls_language,ora.nls_sort,ora.nls_comp,ora.server_timezone,ora.time_zone}'::text[]) AS name
    UNION ALL
    SELECT format('ora.state_load(%L)', CASE WHEN shares THEN ora.state_dump()
      ELSE (SELECT coalesce(jsonb_object_agg(name, statement), '{}') FROM pg_catalog.pg_prepared_statements WHERE name LIKE 'ora:session:%' OR name LIKE 'ora:context:%') END)
    UNION ALL
    SELECT 'ora.state_set(''lock_wait'', NULL)'
    UNION ALL
    -- What the caller handles is what SQLCODE and SQLERRM tell there, too.
    SELECT format('ora.error_publish(%L::ora.err)', ora.error_published())
  ) AS steps
$$;
