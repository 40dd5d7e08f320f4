-- What people like: so far the time zone in which they are told times (a name of the IANA database).

CREATE TABLE preference (
    person TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
    zone   TEXT NOT NULL
) /*sqlite STRICT, WITHOUT ROWID */;
