//! How long ago something was, in the words that stand beside its time, and when they change.

use super::Locale;

/// How long ago a moment was, in the steps that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Less than a minute, or not yet by a clock that is slow.
    Now,
    /// Whole minutes, 1 to 59.
    Minutes(u32),
    /// Whole hours, 1 to 23.
    Hours(u32),
}

const MINUTE: u32 = 60_000;
const HOUR: u32 = 60 * MINUTE;
const DAY: u32 = 24 * HOUR;

impl Age {
    /// How old a moment is, and in how many milliseconds (at most an hour) that has to be looked at again. Both are milliseconds
    /// since 1970. From a whole day on there is none: the date says it better.
    ///
    /// A moment that lies ahead, since one of the two clocks is wrong, is now.
    #[must_use]
    pub fn of(moment: i64, now: i64) -> Option<(Self, u32)> {
        let past = now.saturating_sub(moment);
        if past < 0 {
            return Some((Self::Now, MINUTE + past.saturating_neg().min(i64::from(HOUR - MINUTE)) as u32));
        }
        let past = u32::try_from(past).unwrap_or(DAY);
        let step = if past < HOUR { MINUTE } else { HOUR };
        let age = match past {
            ..MINUTE => Self::Now,
            MINUTE..HOUR => Self::Minutes(past / step),
            HOUR..DAY => Self::Hours(past / step),
            _ => return None,
        };
        Some((age, step - past % step))
    }
}

impl Locale {
    /// An age in words: `2 min ago`.
    #[must_use]
    pub fn age(&self, age: Age) -> String {
        match age {
            Age::Now => self.words.just_now().to_owned(),
            Age::Minutes(n) => self.count(self.words.minutes_ago(), n),
            Age::Hours(n) => self.count(self.words.hours_ago(), n),
        }
    }
}
