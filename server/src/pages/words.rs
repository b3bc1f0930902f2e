//! The few words of the site around the widget. They are the page's, not the widget's, so `locale` does not know them: a
//! publisher's own site brings its own.

/// What the site says in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct SiteWords {
    /// The link to the list.
    pub(super) all: &'static str,
    /// The headline over the other blogs.
    pub(super) more: &'static str,
    /// The name of the path back from an entry.
    pub(super) path: &'static str,
    /// The link to the feed's document.
    pub(super) data: &'static str,
}

/// The site's words for a language that the widget speaks; English for any other.
pub(super) fn of(tag: &str) -> SiteWords {
    match tag {
        "ru" => SiteWords {
            all: "Все трансляции",
            more: "Другие трансляции",
            path: "Вы находитесь здесь",
            data: "Эта трансляция в формате JSON",
        },
        "ar" => SiteWords {
            all: "كل التغطيات المباشرة",
            more: "تغطيات مباشرة أخرى",
            path: "مكانك في الموقع",
            data: "هذه التغطية بصيغة JSON",
        },
        _ => SiteWords {
            all: "All live blogs",
            more: "More live blogs",
            path: "You are here",
            data: "This blog as JSON",
        },
    }
}
