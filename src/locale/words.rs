//! Every sentence that we can say to a reader. A language that leaves one out does not compile.

use std::borrow::Cow;

macro_rules! sentences {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// The place of each sentence in the list.
        #[allow(non_camel_case_types, clippy::enum_variant_names, reason = "named as the sentences are")]
        enum Nth { $($name,)+ }

        impl Words {
            /// How many sentences there are.
            pub const COUNT: usize = [$(stringify!($name)),+].len();

            /// Which sentences there are and in which order: FNV-1a over their names, in hexadecimal digits.
            pub(super) const FINGERPRINT: [u8; 8] = hex(fnv(concat!($(stringify!($name), " "),+)));

            /// The names of the sentences, in the order that they travel in.
            #[cfg(feature = "native")]
            pub const NAMES: [&'static str; Self::COUNT] = [$(stringify!($name)),+];

            $($(#[doc = $doc])+ #[must_use] pub fn $name(&self) -> &str { &self.0[Nth::$name as usize] })+
        }

        /// The sentences of one language as its file writes them: one that is left out does not compile.
        pub(super) struct Sentences {
            $($(#[doc = $doc])+ pub(super) $name: &'static str,)+
        }

        impl Sentences {
            /// The sentences in the order that they travel in.
            pub(super) fn words(&self) -> Words {
                Words(vec![$(Cow::Borrowed(self.$name)),+])
            }
        }
    };
}

const fn fnv(text: &str) -> u32 {
    let (bytes, mut at, mut sum) = (text.as_bytes(), 0, 0x811c_9dc5_u32);
    while at < bytes.len() {
        sum = (sum ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    sum
}

const fn hex(number: u32) -> [u8; 8] {
    let (mut out, mut at) = ([0; 8], 0);
    while at < 8 {
        out[at] = b"0123456789abcdef"[(number >> (28 - 4 * at)) as usize & 15];
        at += 1;
    }
    out
}

/// The sentences of one language. What stands in braces is filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Words(Vec<Cow<'static, str>>);

impl Words {
    /// The sentences in the order that they travel in.
    pub fn list(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|sentence| &**sentence)
    }

    /// Takes sentences in the order that they travel in; `None` if their number is another.
    pub(super) fn from_list(list: Vec<Cow<'static, str>>) -> Option<Self> {
        (list.len() == Self::COUNT).then_some(Self(list))
    }
}

sentences! {
    /// The toggle: newest entries on top.
    new_first,
    /// The toggle: oldest entries on top.
    old_first,
    /// The name of the toggle.
    order,
    /// Said after a change of order.
    showing_new_first,
    /// Said after a change of order.
    showing_old_first,
    /// The badge of a blog that is being written.
    live,
    /// The badge of a blog that starts at `{time}`.
    starts,
    /// The badge of a blog that has not begun, nobody says when.
    not_started,
    /// The badge of a blog that rests.
    paused,
    /// The badge of a blog that is over.
    ended,
    /// When something was last changed: `{time}`.
    last_update,
    /// The name of the table of contents.
    contents,
    /// The name of the summary.
    in_short,
    /// The label of breaking news.
    breaking,
    /// An entry was edited at `{time}`.
    updated,
    /// An entry was corrected at `{time}`: `{text}`.
    corrected,
    /// What a corrected entry said before: `{text}`.
    said_before,
    /// The mark of a key entry.
    key_event,
    /// The mark of a pinned entry.
    pinned,
    /// The mark of an entry that `{name}` paid for.
    sponsored,
    /// Who wrote an entry: `{names}`.
    by,
    /// What stands between two names of a list.
    list_joiner,
    /// Share an entry.
    share,
    /// The accessible name of the link that shares the entry `{title}`.
    share_entry,
    /// Said when an address was copied.
    link_copied,
    /// The invitation to the discussion, with the links `{log_in}` and `{register}`.
    prompt,
    /// The link in the invitation that leads to the login.
    log_in,
    /// The link in the invitation that leads to the registration.
    register,
    /// A blog without an entry.
    empty,
    /// Something is on its way.
    loading,
    /// The feed could not be shown; a reason follows.
    failed,
    /// Nobody answered.
    no_connection,
    /// The server answered with `{status}`.
    answered,
    /// What came is not a feed: `{reason}`.
    not_a_feed,
    /// Try to load the feed again.
    try_again,
    /// Stands for the title of an entry that is being opened.
    opened_placeholder,
    /// A link to an embed at `{provider}`.
    open_at,
    /// The mark of a card that leads to another article.
    related,
    /// The accessible name of an entry without a title: `{time}`.
    update_of,
    /// A link to a film or sound that a browser cannot play.
    download,
    /// The accessible name of a gallery's link to picture `{n}` of `{total}`.
    picture_of,
    /// How many updates: `{n}`, in the forms that [`super::Locale::count`] chooses from.
    updates,
    /// How many updates wait: `{n}`, in the forms that [`super::Locale::count`] chooses from.
    new_updates,
    /// The line before the first entry that came since the reader was here.
    since_here,
    /// What is left of an entry that was deleted while the reader was in it.
    removed,
    /// Stop live updates.
    pause,
    /// Let live updates go on.
    resume,
    /// Nothing has come since `{time}`.
    offline_since,
    /// There is something new, and the page has to be loaded again to see it.
    reload,
    /// Only readers who are logged in may read on.
    needs_login,
    /// The feed is not there any more.
    gone,
    /// Published less than a minute ago.
    just_now,
    /// Published `{n}` minutes ago, in the forms that [`super::Locale::count`] chooses from.
    minutes_ago,
    /// Published `{n}` hours ago, in the forms that [`super::Locale::count`] chooses from.
    hours_ago,
}
