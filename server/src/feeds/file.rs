//! A feed's file: whether it changed, what it says, and what it said when it was last in order.

use std::{
    fs::Metadata,
    io::ErrorKind,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use live_updates::source::Parsed;
use sha2::{Digest, Sha256};

use super::{Published, changes::History, dress, parse, revisions};
use crate::error::{ApiError, CommandError, one_line};

/// Clocks of file systems are coarse: within this time a second change can leave the first one's stamp.
const COARSE: Duration = Duration::from_secs(2);

/// A feed's file and what is known of it.
#[derive(Debug)]
pub(super) struct File {
    path: PathBuf,
    id: String,
    seen: Option<Seen>,
    /// What it last said in order. It outlives the file: if the file comes back, its history goes on.
    published: Option<Arc<Published>>,
    /// What was said of it last, so that a fault is logged once and not with every request.
    said: Option<String>,
}

/// What tells a changed file from an unchanged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    modified: Option<SystemTime>,
    length: u64,
    /// A file that is written beside and moved into its place is another one, whatever its stamp says.
    inode: u64,
    /// The SHA-256 of what was read, for files that changed so lately that their stamp proves nothing.
    content: [u8; 32],
    settled: bool,
}

impl Seen {
    fn stamp(file: &Metadata) -> (Option<SystemTime>, u64, u64) {
        (file.modified().ok(), file.len(), file.ino())
    }

    fn new(file: &Metadata, bytes: &[u8], now: SystemTime) -> Self {
        let (modified, length, inode) = Self::stamp(file);
        let age = modified.and_then(|modified| now.duration_since(modified).ok());
        let settled = age.is_some_and(|age| age > COARSE);
        Self { modified, length, inode, content: Sha256::digest(bytes).into(), settled }
    }

    fn proves_unchanged(&self, file: &Metadata) -> bool {
        self.settled && (self.modified, self.length, self.inode) == Self::stamp(file)
    }
}

impl File {
    pub(super) fn new(folder: &Path, id: &str) -> Self {
        Self {
            path: folder.join(id).with_extension("json"),
            id: id.to_owned(),
            seen: None,
            published: None,
            said: None,
        }
    }

    /// The feed as the file says it now, or as it last said it in order.
    ///
    /// # Errors
    /// [`ApiError::NoSuchFeed`] without a file, [`ApiError::FeedBroken`] for one that was never in order.
    pub(super) fn read(&mut self, epoch: &str) -> Result<Arc<Published>, ApiError> {
        match self.look() {
            Ok(None) => {}
            Ok(Some(bytes)) => match parse(&bytes, &format!("/{}/feed.json", self.id)) {
                Ok(parsed) => self.publish(parsed, epoch),
                Err(source) => self.complain(&CommandError::Feed { path: self.path.clone(), source }),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.seen = None;
                self.say(format!("{}: it is gone; its feed is not served", self.path.display()));
                return Err(ApiError::NoSuchFeed);
            }
            Err(source) => self.complain(&CommandError::Read { path: self.path.clone(), source }),
        }
        self.published.clone().ok_or(ApiError::FeedBroken)
    }

    /// The file's bytes, if they are others than the last time.
    fn look(&mut self) -> Result<Option<Vec<u8>>, std::io::Error> {
        let file = std::fs::metadata(&self.path)?;
        if self.seen.is_some_and(|seen| seen.proves_unchanged(&file)) {
            return Ok(None);
        }
        // The stamp is taken before the bytes: what is written in between is another stamp, and read the next time.
        let bytes = std::fs::read(&self.path)?;
        #[expect(clippy::disallowed_methods, reason = "a file's stamp is compared with the clock that made it")]
        let seen = Seen::new(&file, &bytes, SystemTime::now());
        let last = self.seen.replace(seen);
        Ok(last.is_none_or(|last| last.content != seen.content).then_some(bytes))
    }

    fn publish(&mut self, parsed: Parsed, epoch: &str) {
        for skipped in &parsed.skipped {
            tracing::warn!("{}: left out: {}", self.path.display(), one_line(&skipped.to_string()));
        }
        let broken: Vec<_> = parsed.skipped.iter().filter_map(|skipped| skipped.id.as_deref()).collect();
        let before = self.published.as_deref();
        let mut feed =
            revisions::raise(dress::feed(parsed.feed, &self.id), before.map(Published::feed), &broken, epoch);
        dress::updates(&mut feed.head);
        let history = History::of(&feed, before.map(|before| (before.feed(), before.history())));
        self.published = Some(Arc::new(Published::new(feed, history)));
        self.said = None;
    }

    fn complain(&mut self, error: &CommandError) {
        let stays = if self.published.is_some() { "the last good one stays" } else { "it is not served" };
        self.say(format!("{error}; {stays}"));
    }

    fn say(&mut self, what: String) {
        if self.said.as_deref() != Some(what.as_str()) {
            tracing::error!("{}", one_line(&what));
            self.said = Some(what);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COARSE, Duration, Seen};

    #[test]
    fn a_stamp_proves_nothing_until_clocks_have_ticked() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let file = file.as_file().metadata().unwrap();
        let written = file.modified().unwrap();
        let after = |age| Seen::new(&file, b"", written + age).proves_unchanged(&file);
        assert!(!after(Duration::ZERO) && !after(COARSE));
        assert!(after(COARSE + Duration::from_millis(1)));
        // A clock that was put back.
        assert!(!Seen::new(&file, b"", written - Duration::from_secs(9)).proves_unchanged(&file));
    }
}
