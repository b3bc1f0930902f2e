//! Moments as they are printed: the newsroom's own clock, from the stamp alone.

use super::{Context, Kind, Sink, kind};
use crate::{
    feed::{self, DateStyle, Stamp, TimeZone, write_day},
    locale::Locale,
};

/// Time, label of the offset and date: `17:15 GMT 07.12.2021`.
#[must_use]
pub fn print_stamp(locale: &Locale, stamp: &Stamp, zone: &TimeZone, style: DateStyle) -> String {
    let mut out = locale.clock(stamp, &zone.label(stamp.offset().local_minus_utc()));
    out.push(' ');
    out.push_str(&print_date(locale, stamp.date_naive(), style));
    out
}

/// A day in the feed's style.
pub(super) fn print_date(locale: &Locale, date: chrono::NaiveDate, style: DateStyle) -> String {
    match style {
        DateStyle::Dots => locale.date_dots(date),
        DateStyle::Short => locale.date_short(date),
    }
}

/// The clock of a feed that names none.
static UNNAMED: TimeZone = TimeZone::UNNAMED;

impl Context<'_> {
    /// A moment as the feed prints it.
    pub(super) fn stamp(&self, stamp: &Stamp) -> String {
        let zone = self.head.time_zone.as_ref().unwrap_or(&UNNAMED);
        print_stamp(self.locale, stamp, zone, self.head.date_style)
    }

    /// The time of day as the feed prints it.
    pub(super) fn clock(&self, stamp: &Stamp) -> String {
        let zone = self.head.time_zone.as_ref().unwrap_or(&UNNAMED);
        self.locale.clock(stamp, &zone.label(stamp.offset().local_minus_utc()))
    }
}

/// A `<time>` with its machine-readable moment.
pub(super) fn time(sink: &mut dyn Sink, element: &'static Kind, stamp: &Stamp, text: &str) {
    sink.open(element);
    sink.attr("datetime", &machine(stamp));
    sink.text(text);
    sink.close();
}

/// A `<time>` with its machine-readable day.
pub(super) fn day(sink: &mut dyn Sink, date: chrono::NaiveDate, context: &Context<'_>) {
    sink.open(&kind::PLAIN_TIME);
    sink.attr("datetime", &write_day(date));
    sink.text(&print_date(context.locale, date, context.head.date_style));
    sink.close();
}

/// RFC 3339 with the newsroom's own offset.
pub(super) fn machine(stamp: &Stamp) -> String {
    feed::write_stamp(stamp)
}
