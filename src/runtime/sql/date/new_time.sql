-- NEW_TIME: the date in zone `target` when it is `d` in zone `source`; zones of the Americas and GMT only. (SQL Language Reference, "NEW_TIME")
CREATE FUNCTION ora.new_time(d timestamp, source text, target text) RETURNS timestamp LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  names constant text[] := '{AST,ADT,BST,BDT,CST,CDT,EST,EDT,GMT,HST,HDT,MST,MDT,NST,PST,PDT,YST,YDT}';
  hours constant numeric[] := '{-4,-3,-11,-10,-6,-5,-5,-4,0,-10,-9,-7,-6,-3.5,-8,-7,-9,-8}';
  a numeric := hours[array_position(names, upper(trim(source)))];
  b numeric := hours[array_position(names, upper(trim(target)))];
BEGIN
  IF a IS NULL OR b IS NULL THEN PERFORM ora.date_error(1857); END IF;
  RETURN date_trunc('second', d) + make_interval(secs => ((b - a) * 3600)::double precision);
END
$$;
