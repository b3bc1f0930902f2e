//! What a live blog is: entries, bodies, changes, order. Pure values: no clock, no I/O, no HTML, no serialisation.

mod arrange;
mod body;
mod change;
mod data_head;
mod delta;
mod digits;
mod entry;
mod head;
mod id;
mod media;
mod stamp;
mod timeline;
mod unseen;
mod url;

pub use arrange::stays;
pub use body::{Block, Body, Inline, plain_text};
pub use change::Change;
pub use data_head::DataHead;
pub use delta::{Delta, HeadChange, HeadField};
pub use digits::{parse_number, print_number};
pub use entry::{Author, Content, Correction, DiscussionLink, Entry, Label, Place};
pub use head::{Coverage, DateStyle, Head, KeyEntry, Links, Publisher, State, TimeZone};
pub use id::{EntryId, InvalidId};
pub use media::{Audio, Caption, Card, Embed, Image, MediaSource, Picture, Track, TrackKind, Variant, Video};
pub use stamp::{Stamp, parse_day, parse_stamp, write_day, write_stamp};
pub use timeline::{Merged, Order, Timeline};
pub use unseen::{Unseen, Updates};
pub use url::{InvalidUrl, Url};

/// One live blog as it is known here: its head and the entries that are loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// Everything but the entries.
    pub head: Head,
    /// The entries, tombstones included.
    pub timeline: Timeline,
}

impl Feed {
    /// The lines of the contents: the key entries; where none is key, the titled entries that are loaded, in the list's order.
    #[must_use]
    pub fn contents(&self, order: Order) -> Vec<KeyEntry> {
        if !self.head.key_entries.is_empty() {
            return self.head.key_entries.clone();
        }
        let line = |(place, content): (&Place, &Content)| {
            let title = content.title.clone()?;
            Some(KeyEntry { id: place.id.clone(), title, published: place.published })
        };
        self.timeline.ordered(order).into_iter().filter_map(line).collect()
    }

    /// Applies one change. The same changes in any order, split or repeated, give the same feed (*any order*).
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Head(head) => {
                if head.revision > self.head.revision {
                    self.head = *head;
                }
            }
            Change::Entry(entry) => {
                self.timeline.merge(*entry);
            }
        }
    }
}
