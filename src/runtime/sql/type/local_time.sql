-- TIMESTAMP WITH LOCAL TIME ZONE beside TIMESTAMP WITH TIME ZONE in the parameters of overloads.
CREATE DOMAIN ora.local_time AS timestamptz;
