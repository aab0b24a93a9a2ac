-- The Oracle error of a DDL statement that a program executed; NULL: what the code means in any other statement. PostgreSQL shares one code between
-- several of Oracle's errors, which the statement and the message tell apart. (Database Error Messages, ORA-00900 to ORA-04099)
CREATE FUNCTION ora.ddl_error_code(state text, message text, statement text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  command text := lower(substring(statement FROM '^\s*(\w+(?:\s+(?:or replace|unique|materialized)\M)?\s+\w+)'));
BEGIN
  IF state = '23505' AND message LIKE 'could not create unique index %' THEN
    RETURN CASE
      WHEN command <> 'alter table' OR command IS NULL THEN 1452
      WHEN statement ~* '\mprimary key\M' THEN 2437
      ELSE 2299
    END;
  END IF;
  IF command IS NULL OR command !~ '^(alter|create|drop|truncate|comment) ' THEN
    RETURN NULL;
  END IF;
  RETURN CASE state
    WHEN '0A000' THEN CASE
      WHEN message LIKE 'cannot truncate a table referenced in a foreign key %' THEN 2266
      WHEN message = 'cannot alter type of a column used by a generated column' THEN 54033
    END
    WHEN '22023' THEN CASE
      WHEN message LIKE 'INCREMENT must not be zero%' THEN 4002
      WHEN message LIKE 'MINVALUE % must be less than MAXVALUE %' THEN 4004
      WHEN message ~ '^START value .* cannot be less than MINVALUE ' THEN CASE command WHEN 'create sequence' THEN 4006 ELSE 4007 END
      WHEN message LIKE 'RESTART value % cannot be less than MINVALUE %' THEN 4007
      WHEN message ~ '^START value .* cannot be greater than MAXVALUE ' THEN CASE command WHEN 'create sequence' THEN 4008 ELSE 4009 END
      WHEN message LIKE 'RESTART value % cannot be greater than MAXVALUE %' THEN 4009
      WHEN message ~ '^CACHE \(.*\) must be greater than zero' THEN 4010
    END
    WHEN '23502' THEN CASE WHEN statement ~* '\mprimary\s+key\M' THEN 1449 WHEN statement ~* '\madd\M' THEN 1758 WHEN command = 'alter table' THEN 2296 END
    WHEN '23503' THEN CASE WHEN command = 'alter table' THEN 2298 END
    WHEN '23505' THEN CASE WHEN command = 'alter table' THEN 2299 END
    WHEN '23514' THEN CASE WHEN command = 'alter table' THEN 2293 END
    WHEN '2BP01' THEN CASE
      WHEN message LIKE 'cannot drop constraint %' THEN 2273
      WHEN message LIKE 'cannot drop column %' THEN 12992
      WHEN message LIKE 'cannot drop index % because constraint %' THEN 2429
      WHEN message LIKE 'cannot drop type %' OR message LIKE 'cannot drop %function%' THEN 2303
    END
    WHEN '3F000' THEN CASE WHEN command = 'drop schema' THEN 4043 END
    WHEN '42601' THEN CASE WHEN message ~ '(more|too many) column names' THEN 1730 END
    WHEN '42701' THEN CASE WHEN statement ~* '\mrename\s+column\M' THEN 957 END
    WHEN '42704' THEN CASE WHEN message LIKE 'there is no primary key for referenced table %' THEN 2268 END
    WHEN '42804' THEN CASE WHEN message LIKE 'foreign key constraint % cannot be implemented' THEN 2267 END
    WHEN '42710' THEN CASE WHEN message LIKE 'constraint % for relation % already exists' THEN 2264 WHEN message LIKE 'trigger %' THEN 4081 END
    WHEN '42809' THEN CASE
      WHEN command = 'drop sequence' THEN 2289
      WHEN command = 'drop materialized view' THEN 12003
      WHEN command = 'drop index' THEN 1418
      WHEN command IN ('drop table', 'drop view', 'alter table') THEN 942
      WHEN command IN ('create index', 'create unique index') THEN 1702
    END
    WHEN '42883' THEN CASE WHEN command IN ('drop procedure', 'drop function', 'drop routine') THEN 4043 END
    WHEN '42P01' THEN CASE
      WHEN command = 'alter sequence' THEN 2289
      WHEN message LIKE 'materialized view %' THEN 12003
    END
    WHEN '42P17' THEN CASE WHEN message LIKE 'cannot use generated column %' THEN 54012 END
    WHEN '42P07' THEN CASE WHEN statement ~* '\madd\s+constraint\M' THEN 2264 END
  END;
END
$$;
