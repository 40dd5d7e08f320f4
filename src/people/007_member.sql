-- Who is told of what happens is found by his organisation, where one is logged in by the person.

CREATE INDEX membership_of ON membership (organisation);
CREATE INDEX session_of ON session (person);
