-- Calls the procedure that the text of a job became; ora.job_register writes it anew for each. Its error comes back in E.
CREATE PROCEDURE ora.job_call(code text, args text[], INOUT e ora.err)
LANGUAGE plpgsql
AS $$
BEGIN
  PERFORM ora.refused('OP6507 The text of the job was not known when it was converted.');
END
$$;
