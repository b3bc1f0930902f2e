//! Who asks for a write, when, and under which conditions.

use chrono::{DateTime, Utc};

use super::{Once, Result, StoreError};

/// What a token allows. Each allows what those before it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// To post, and to change what one has posted oneself.
    Author,
    /// To change every entry and the head.
    Editor,
    /// To make feeds, and tokens for others.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Author, Self::Editor, Self::Admin];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// Who asks.
#[derive(Clone, Debug)]
pub struct By {
    /// The token's id; none for whoever holds the database itself.
    pub token: Option<String>,
    /// The feed that it is for; none for all.
    pub feed: Option<String>,
    /// What it allows.
    pub role: Role,
}

impl By {
    /// Whoever holds the database itself may do everything.
    #[must_use]
    pub fn owner() -> Self {
        Self { token: None, feed: None, role: Role::Admin }
    }

    /// Whether this may be done with a feed.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`] names the role that it takes.
    pub fn may(&self, role: Role, feed: &str) -> Result<()> {
        if self.feed.as_deref().is_some_and(|own| own != feed) {
            return Err(StoreError::Forbidden("a token of this feed"));
        }
        if self.role < role {
            return Err(StoreError::Forbidden(match role {
                Role::Author => "the role author",
                Role::Editor => "the role editor",
                Role::Admin => "the role admin",
            }));
        }
        Ok(())
    }
}

/// One request to write.
#[derive(Clone, Debug)]
pub struct Call {
    /// Who asks.
    pub by: By,
    /// When.
    pub now: DateTime<Utc>,
    /// The version that it must still have.
    pub if_version: Option<String>,
    /// What makes a second request the same as this one.
    pub once: Option<Once>,
}

impl Call {
    /// A request without conditions.
    #[must_use]
    pub fn new(by: By, now: DateTime<Utc>) -> Self {
        Self { by, now, if_version: None, once: None }
    }

    /// Whether it still has the version that it must have.
    pub(super) fn expect(&self, version: &str) -> Result<()> {
        match &self.if_version {
            Some(expected) if expected != version => Err(StoreError::Newer { version: version.to_owned() }),
            _ => Ok(()),
        }
    }
}
