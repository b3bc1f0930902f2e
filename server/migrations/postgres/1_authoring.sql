-- What the database knows of itself: `epoch`.
CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- A feed. Its row is locked by whoever writes anything of the feed, so revisions become visible in order.
CREATE TABLE feeds (
    id TEXT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    -- The last sequence that was given.
    sequence BIGINT NOT NULL,
    -- The head as it is on the wire, without id, epoch, revision and the protocol's links.
    head TEXT NOT NULL,
    -- When each field of the head last changed: {"title": 7}.
    fields TEXT NOT NULL
);

CREATE TABLE entries (
    feed TEXT NOT NULL REFERENCES feeds (id),
    id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    -- The feed's revision at which readers last saw it change; 0 while they never saw it.
    revision BIGINT NOT NULL,
    -- Edits since then that readers have not seen.
    unseen BIGINT NOT NULL,
    -- draft, scheduled, published, unpublished, deleted
    status TEXT NOT NULL,
    -- When a scheduled one is published, in seconds since 1970.
    publish_at BIGINT,
    -- What orders it, in microseconds since 1970.
    published BIGINT NOT NULL,
    -- 1 where the contents list it.
    listed BIGINT NOT NULL,
    -- The token that posted it; none where it was the database's owner.
    author TEXT,
    -- The entry as it is on the wire.
    document TEXT NOT NULL,
    PRIMARY KEY (feed, id)
);
CREATE INDEX entries_changes ON entries (feed, revision);
CREATE INDEX entries_order ON entries (feed, status, published, sequence);
CREATE INDEX entries_listed ON entries (feed, published, sequence) WHERE listed = 1 AND status = 'published';
CREATE INDEX entries_due ON entries (publish_at) WHERE status = 'scheduled';

-- What was done, by whom, and what was there before.
CREATE TABLE changes (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed TEXT NOT NULL REFERENCES feeds (id),
    -- The revision that readers see it at; none where they do not.
    revision BIGINT,
    entry TEXT,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    token TEXT,
    before TEXT
);
CREATE INDEX changes_entry ON changes (feed, entry, number);

CREATE TABLE tokens (
    id TEXT NOT NULL PRIMARY KEY,
    -- The SHA-256 of the secret, in hexadecimal.
    hash TEXT NOT NULL UNIQUE,
    -- The feed that it is for; none for all.
    feed TEXT,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    created TEXT NOT NULL,
    revoked TEXT
);

-- What was answered to requests that may come again.
CREATE TABLE idempotency (
    token TEXT NOT NULL,
    key TEXT NOT NULL,
    -- The SHA-256 of the request, in hexadecimal.
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    -- Seconds since 1970.
    at BIGINT NOT NULL,
    PRIMARY KEY (token, key)
);
CREATE INDEX idempotency_at ON idempotency (at);
