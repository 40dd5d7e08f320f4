-- What people and organisations are told, and by which channels it goes out besides.
-- `person` '' is the organisation itself, whose programs are told. The deliveries are the spool: they
-- are made in the transaction of the notice, so that what was told is sent, and once.

CREATE TABLE notice (
    number       BIGINT NOT NULL PRIMARY KEY,
    person       TEXT NOT NULL,
    organisation TEXT NOT NULL CHECK (organisation <> ''),
    kind         TEXT NOT NULL CHECK (kind <> ''),
    thing        TEXT NOT NULL,
    words        TEXT NOT NULL,
    once         TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    read_at      BIGINT NOT NULL
) /*sqlite STRICT */;
CREATE INDEX notice_of ON notice (person, organisation, number);
CREATE UNIQUE INDEX notice_once ON notice (person, organisation, once) WHERE once <> '';

CREATE TABLE channel (
    number       BIGINT NOT NULL PRIMARY KEY,
    person       TEXT NOT NULL,
    organisation TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('mail', 'hook')),
    address      TEXT NOT NULL CHECK (address <> ''),
    secret       TEXT NOT NULL,
    lang         TEXT NOT NULL,
    digest       BIGINT NOT NULL CHECK (digest >= 0),
    made_by      TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    ended_at     BIGINT NOT NULL
) /*sqlite STRICT */;
CREATE INDEX channel_of ON channel (person, organisation);

CREATE TABLE delivery (
    channel BIGINT NOT NULL REFERENCES channel (number),
    notice  BIGINT NOT NULL REFERENCES notice (number),
    tries   BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    why     TEXT NOT NULL,
    PRIMARY KEY (channel, notice)
) /*sqlite STRICT, WITHOUT ROWID */;
CREATE INDEX delivery_due ON delivery (state, next_at);
