-- How far a window reaches from a row: ORA-01428 for a distance that is negative or NULL.
CREATE FUNCTION ora.window_distance(distance numeric) RETURNS numeric
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF distance >= 0 THEN
    RETURN distance;
  END IF;
  PERFORM ora.raise(1428, format('argument ''%s'' is out of range', distance));
END
$$;
