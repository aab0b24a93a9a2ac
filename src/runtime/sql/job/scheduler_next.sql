-- When a job runs next after a time: by its calendar string, or by the expression that its repeat interval is; NULL: never.
CREATE FUNCTION ora.scheduler_next(repeat_interval text, code text, start_date timestamptz, after timestamptz, first boolean) RETURNS timestamptz
LANGUAGE plpgsql
AS $$
DECLARE
  made timestamptz;
BEGIN
  IF repeat_interval ~* '^\s*FREQ\s*=' THEN
    RETURN ora.calendar_next(repeat_interval, coalesce(start_date, after)::timestamp,
      (CASE WHEN first AND start_date IS NOT NULL THEN greatest(start_date - interval '1 second', after) ELSE after END)::timestamp);
  ELSIF first THEN
    RETURN coalesce(start_date, after);
  ELSIF repeat_interval IS NULL THEN
    RETURN NULL;
  ELSIF code IS NULL THEN
    PERFORM ora.refused('OP6507 The repeat interval of the job was not known when it was converted: ' || repeat_interval);
  END IF;
  EXECUTE format('SELECT %s()', code) INTO made;
  RETURN made;
END
$$;
