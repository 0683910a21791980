-- Standard SQL that H2 and PostgreSQL both understand.

-- One row: its lock makes writers queue, its number tells readers whether they are up to date.
CREATE TABLE catalog_head (
  id INTEGER PRIMARY KEY,
  revision BIGINT NOT NULL
);
INSERT INTO catalog_head (id, revision) VALUES (1, 0);

-- What is served. The key is the path in lower case, because names are compared without case.
CREATE TABLE catalog_resource (
  resource_key VARCHAR(1000) PRIMARY KEY,
  resource_path VARCHAR(1000) NOT NULL,
  revision BIGINT NOT NULL,
  properties TEXT NOT NULL
);

CREATE TABLE catalog_revision (
  revision BIGINT PRIMARY KEY,
  author VARCHAR(400) NOT NULL,
  written_at TIMESTAMP WITH TIME ZONE NOT NULL,
  note VARCHAR(1000) NOT NULL
);

-- What each revision did; properties are null where the resource did not exist.
CREATE TABLE catalog_change (
  revision BIGINT NOT NULL,
  resource_key VARCHAR(1000) NOT NULL,
  resource_path VARCHAR(1000) NOT NULL,
  properties_before TEXT,
  properties_after TEXT,
  PRIMARY KEY (revision, resource_key)
);
