-- The date or time of an ISO 8601 text; else NULL.
CREATE FUNCTION ora.json_moment(element ora.json_element) RETURNS timestamp
LANGUAGE sql STABLE
AS $$ SELECT ora.json_timestamp(ora.json_string(element)) $$;
