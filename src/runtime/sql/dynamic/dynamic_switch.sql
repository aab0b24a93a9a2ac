-- ALTER that enables, disables or drops a constraint, or enables or disables triggers, where the run knows only which and what is done to it; any other ALTER is refused.
-- (SQL Language Reference, ALTER TABLE, "enable_disable_clause", "drop_constraint_clause", ALTER TRIGGER)
CREATE FUNCTION ora.dynamic_switch(statement text) RETURNS text
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  word CONSTANT text := '(?:"[^"]+"|[[:alpha:]][\w$#]*)';
  name CONSTANT text := '(?:' || word || '\s*[.]\s*)?' || word;
BEGIN
  IF statement IS NULL THEN
    PERFORM ora.raise(6535);
  ELSIF statement !~* ('^\s*alter\s+table\s+' || name || '\s+((enable|disable)(\s+(no)?validate)?|drop)\s+constraint\s+' || word || '(\s+cascade)?\s*$')
    AND statement !~* ('^\s*alter\s+(table\s+' || name || '\s+(enable|disable)\s+all\s+triggers|trigger\s+' || name || '\s+(enable|disable))\s*$')
  THEN
    RAISE EXCEPTION USING ERRCODE = 'P0004', MESSAGE = 'OP3060 this ALTER is converted for what enables and disables constraints and triggers, which is not all that it is given: ' || statement;
  END IF;
  RETURN ora.dynamic_sql(statement);
END
$$;
