-- ALTER SEQUENCE with another step or RESTART: the step counts from the last number, of a sequence that gave none yet from the one before its first,
-- and RESTART begins at the end of the range. (SQL Language Reference, ALTER SEQUENCE, "INCREMENT BY", "RESTART")
CREATE FUNCTION ora.alter_sequence(sequence text, options text, restarts boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  relation CONSTANT regclass := to_regclass(sequence);
  step bigint;
  given bigint;
  called boolean;
  next numeric;
  now pg_catalog.pg_sequence;
BEGIN
  SELECT s.seqincrement INTO step FROM pg_catalog.pg_sequence AS s WHERE s.seqrelid = relation;
  IF NOT FOUND THEN
    PERFORM ora.raise(2289);
  END IF;
  EXECUTE format('select last_value, is_called from %s', relation) INTO given, called;
  IF options <> '' THEN
    EXECUTE format('alter sequence %s %s', relation, options);
  END IF;
  SELECT * INTO now FROM pg_catalog.pg_sequence AS s WHERE s.seqrelid = relation;
  IF abs(now.seqincrement::numeric) > now.seqmax::numeric - now.seqmin THEN
    PERFORM ora.raise(4005);
  END IF;
  IF restarts THEN
    PERFORM setval(relation, CASE WHEN now.seqincrement > 0 THEN now.seqmin ELSE now.seqmax END, false);
  ELSIF NOT called AND now.seqincrement <> step THEN
    next := given::numeric - step + now.seqincrement;
    IF next BETWEEN now.seqmin AND now.seqmax THEN
      PERFORM setval(relation, next::bigint, false);
    ELSE
      PERFORM setval(relation, CASE WHEN now.seqincrement > 0 THEN now.seqmax ELSE now.seqmin END);
    END IF;
  END IF;
EXCEPTION
  WHEN invalid_parameter_value THEN
    PERFORM ora.raise(coalesce(ora.ddl_error_code(SQLSTATE, SQLERRM, 'alter sequence s'), 1428));
END
$$;
