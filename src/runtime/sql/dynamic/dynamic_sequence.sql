-- CREATE and ALTER SEQUENCE of a text that is known at run time only, as those are converted that are known before. CACHE is left out: PostgreSQL keeps
-- numbers ready for each session alone, and gives them out still when the sequence was altered. (SQL Language Reference, CREATE SEQUENCE, ALTER SEQUENCE)
CREATE FUNCTION ora.dynamic_sequence(verb text, name text, clauses text) RETURNS text
LANGUAGE plpgsql
AS $$
DECLARE
  alters CONSTANT boolean := lower(verb) = 'alter';
  kept CONSTANT text := (regexp_match(clauses, '\mcache\s+(\d+)', 'i'))[1];
  options text := regexp_replace(coalesce(clauses, ''), '\s+(cache\s+\d+|nocache|noorder|order|nokeep|keep|noscale|scale|noshard|global)\M', '', 'gi');
  inside text;
  result text;
BEGIN
  IF kept::numeric < 2 THEN
    PERFORM ora.raise(4010);
  END IF;
  options := regexp_replace(options, '\mno(minvalue|maxvalue|cycle)\M', 'no \1', 'gi');
  -- Limits beyond a bigint are its own.
  options := regexp_replace(options, '\m(maxvalue\s+)(?:\d{20,}|9[3-9]\d{17}|92[3-9]\d{16}|922[4-9]\d{15})\M', '\19223372036854775807', 'gi');
  options := regexp_replace(options, '\m(minvalue\s+)-(?:\d{20,}|9[3-9]\d{17}|92[3-9]\d{16}|922[4-9]\d{15})\M', '\1-9223372036854775808', 'gi');
  options := regexp_replace(options, '\mrestart\s+start\s+with\M', 'restart with', 'i');
  IF alters THEN
    IF options ~* '\mstart\s+with\M' THEN
      PERFORM ora.raise(2283);
    END IF;
    -- Oracle does not keep where a sequence started; PostgreSQL does, and wants it within the limits.
    inside := coalesce((regexp_match(options, '\mmaxvalue\s+(-?\d+)', 'i'))[1], (regexp_match(options, '\mminvalue\s+(-?\d+)', 'i'))[1]);
    result := format('select ora.alter_sequence(%L, %L, %s)', name, regexp_replace(btrim(options), '\mrestart(?!\s+with)\M', '', 'i') || coalesce(' start with ' || inside, ''),
      CASE WHEN options ~* '\mrestart(?!\s+with)\M' THEN 'true' ELSE 'false' END);
  ELSE
    result := 'create sequence ' || name || options;
  END IF;
  IF clauses ~* '\m(no)?cache\M' THEN
    result := result || format('; select ora.note_definition(%L, %L, %L)', name, 'cache', coalesce(kept, '0'));
  END IF;
  RETURN result;
END
$$;
