-- Who is told of what happens is found by the organisation.

CREATE INDEX membership_of ON membership (organisation);
CREATE INDEX session_of ON session (person);
