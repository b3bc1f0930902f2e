//! Tokens: who may write. Of the secret only its SHA-256 is kept; it is random enough that no salt or slow hash is needed.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::{Row as _, any::AnyRow};

use super::{By, Result, Role, Store, StoreError};

/// What every secret begins with, so that one that got somewhere it should not be is found.
const MARK: &str = "lu_";

/// A token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// Its id, which is no secret.
    pub id: String,
    /// The feed that it is for; none for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed: Option<String>,
    /// What it allows: `author`, `editor`, `admin`.
    pub role: String,
    /// Whose it is.
    pub name: String,
    /// When it was made (RFC 3339).
    pub created: String,
    /// When it was revoked (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked: Option<String>,
}

impl Store {
    /// Makes a token for a feed, or for all. Gives it with its secret, which cannot be had again.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`], [`StoreError::NoSuchFeed`]
    pub async fn new_token(
        &self,
        by: &By,
        feed: Option<&str>,
        role: Role,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<(Token, String)> {
        let scope = feed.unwrap_or_default();
        by.may(Role::Admin, scope)?;
        if let Some(feed) = feed {
            self.revision(feed).await?.ok_or(StoreError::NoSuchFeed)?;
        }
        let secret = format!("{MARK}{}", super::secret(32)?);
        let token = Token {
            id: super::secret(8)?,
            feed: feed.map(str::to_owned),
            role: role.as_str().to_owned(),
            name: name.to_owned(),
            created: super::clock::local(now, None).to_rfc3339(),
            revoked: None,
        };
        let made =
            sqlx::query("INSERT INTO tokens (id, hash, feed, role, name, created) VALUES ($1, $2, $3, $4, $5, $6)");
        let made =
            made.bind(&token.id).bind(hash(&secret)).bind(feed).bind(&token.role).bind(name).bind(&token.created);
        made.execute(&self.0.pools.write).await?;
        Ok((token, secret))
    }

    /// The tokens that whoever asks may revoke, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`]
    pub async fn tokens(&self, by: &By) -> Result<Vec<Token>> {
        by.may(Role::Admin, by.feed.as_deref().unwrap_or_default())?;
        let rows = sqlx::query("SELECT id, feed, role, name, created, revoked FROM tokens ORDER BY created, id");
        let rows = rows.fetch_all(self.read_pool()).await?;
        let tokens = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
        Ok(tokens.into_iter().filter(|token| by.feed.is_none() || token.feed == by.feed).collect())
    }

    /// Revokes a token, from now on.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`], [`StoreError::NoSuchToken`]
    pub async fn revoke(&self, by: &By, id: &str, now: DateTime<Utc>) -> Result<()> {
        let known = self.tokens(by).await?;
        if !known.iter().any(|token| token.id == id) {
            return Err(StoreError::NoSuchToken);
        }
        let revoked = sqlx::query("UPDATE tokens SET revoked = $2 WHERE id = $1 AND revoked IS NULL");
        let revoked = revoked.bind(id).bind(super::clock::local(now, None).to_rfc3339());
        revoked.execute(&self.0.pools.write).await?;
        Ok(())
    }

    /// Who asks with a secret; none where no token in use has it.
    ///
    /// # Errors
    /// [`StoreError::Database`]
    pub async fn who(&self, secret: &str) -> Result<Option<By>> {
        let found = sqlx::query(
            "SELECT id, feed, role, name, created, revoked FROM tokens WHERE hash = $1 AND revoked IS NULL",
        );
        let Some(row) = found.bind(hash(secret)).fetch_optional(self.read_pool()).await? else { return Ok(None) };
        let token = read(&row)?;
        let unknown = || StoreError::Unreadable { what: "a token's role".to_owned(), reason: token.role.clone() };
        let role = Role::parse(&token.role).ok_or_else(unknown)?;
        Ok(Some(By { token: Some(token.id), feed: token.feed, role }))
    }
}

fn read(row: &AnyRow) -> Result<Token> {
    Ok(Token {
        id: row.try_get("id")?,
        feed: row.try_get("feed")?,
        role: row.try_get("role")?,
        name: row.try_get("name")?,
        created: row.try_get("created")?,
        revoked: row.try_get("revoked")?,
    })
}

fn hash(secret: &str) -> String {
    Sha256::digest(secret).iter().map(|byte| format!("{byte:02x}")).collect()
}
