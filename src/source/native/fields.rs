//! An object that is being read: its fields by name and kind, and where it stands, so that a fault can say where it is.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::{
    feed::{Body, Stamp, Url},
    source::{SkipReason, limits},
};

/// A fault: where and what.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) path: String,
    pub(super) reason: SkipReason,
}

/// What reading has to know beside the document.
pub(super) struct Reader<'a> {
    /// The address of the head, which all others are seen from.
    pub(super) base: &'a str,
    /// Somebody's HTML to a body.
    pub(super) html: &'a dyn Fn(&str) -> Body,
}

/// An object that is being read.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    map: &'a Map<String, Value>,
    path: &'a str,
    pub(super) reader: &'a Reader<'a>,
}

impl<'a> Fields<'a> {
    /// Begins to read a value that should be an object.
    pub(super) fn of(value: &'a Value, path: &'a str, reader: &'a Reader<'a>) -> Result<Self, Fault> {
        match value {
            Value::Object(map) => Ok(Self { map, path, reader }),
            _ => Err(Fault { path: path.to_owned(), reason: SkipReason::NotA("an object") }),
        }
    }

    /// A fault in one of the fields.
    pub(super) fn fault(&self, name: &str, reason: SkipReason) -> Fault {
        Fault { path: self.path(name), reason }
    }

    /// Where a field is.
    pub(super) fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { [self.path, ".", name].concat() }
    }

    /// A field as it is; null is as good as absent.
    pub(super) fn value(&self, name: &str) -> Option<&'a Value> {
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// What must be there.
    pub(super) fn need<T>(&self, name: &str, found: Option<T>) -> Result<T, Fault> {
        found.ok_or_else(|| self.fault(name, SkipReason::Missing))
    }

    /// A text, white space around it removed; an empty one is as good as absent.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Fault> {
        Ok(self.raw_text(name)?.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned))
    }

    /// A text exactly as it is.
    pub(super) fn raw_text(&self, name: &str) -> Result<Option<&'a str>, Fault> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.len() > limits::TEXT => Err(self.fault(name, SkipReason::TooLong)),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.fault(name, SkipReason::NotA("a text"))),
        }
    }

    /// A whole number that is not negative.
    pub(super) fn number(&self, name: &str) -> Result<Option<u64>, Fault> {
        match self.value(name) {
            None => Ok(None),
            Some(value) => value.as_u64().map(Some).ok_or_else(|| self.fault(name, SkipReason::NotA("a whole number"))),
        }
    }

    /// A whole number of at most 32 bits.
    pub(super) fn small(&self, name: &str) -> Result<Option<u32>, Fault> {
        match self.number(name)?.map(u32::try_from) {
            None => Ok(None),
            Some(Ok(number)) => Ok(Some(number)),
            Some(Err(_)) => Err(self.fault(name, SkipReason::NotA("a whole number of 32 bits"))),
        }
    }

    /// Yes or no; absent is no.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Fault> {
        match self.value(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.fault(name, SkipReason::NotA("true or false"))),
        }
    }

    /// A moment, RFC 3339 with its offset.
    pub(super) fn stamp(&self, name: &str) -> Result<Option<Stamp>, Fault> {
        match self.raw_text(name)? {
            None => Ok(None),
            Some(text) => Stamp::parse_from_rfc3339(text)
                .map(Some)
                .map_err(|_| self.fault(name, SkipReason::NotA("a time as in RFC 3339"))),
        }
    }

    /// A day, `2026-03-14`.
    pub(super) fn date(&self, name: &str) -> Result<Option<NaiveDate>, Fault> {
        match self.raw_text(name)? {
            None => Ok(None),
            Some(text) => {
                day(text).map(Some).ok_or_else(|| self.fault(name, SkipReason::NotA("a day as in 2026-03-14")))
            }
        }
    }

    /// An address, seen from the head's.
    pub(super) fn url(&self, name: &str) -> Result<Option<Url>, Fault> {
        match self.raw_text(name)? {
            None => Ok(None),
            Some(text) => Url::parse(text)
                .map(|url| Some(url.resolve(self.reader.base)))
                .map_err(|_| self.fault(name, SkipReason::NotA("an address of http, https, mailto or tel"))),
        }
    }

    /// An object.
    pub(super) fn object<T>(
        &self,
        name: &str,
        read: impl FnOnce(&Fields<'_>) -> Result<T, Fault>,
    ) -> Result<Option<T>, Fault> {
        match self.value(name) {
            None => Ok(None),
            Some(value) => read(&Fields::of(value, &self.path(name), self.reader)?).map(Some),
        }
    }

    /// The values of a list; absent is empty.
    pub(super) fn values(&self, name: &str) -> Result<&'a [Value], Fault> {
        match self.value(name) {
            None => Ok(&[]),
            Some(Value::Array(list)) if list.len() > limits::NODES => Err(self.fault(name, SkipReason::TooLong)),
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(self.fault(name, SkipReason::NotA("a list"))),
        }
    }

    /// A list of objects.
    pub(super) fn list<T>(
        &self,
        name: &str,
        mut read: impl FnMut(&Fields<'_>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let values = self.values(name)?;
        if values.len() > limits::LIST {
            return Err(self.fault(name, SkipReason::TooLong));
        }
        let mut out = Vec::with_capacity(values.len());
        for (at, value) in values.iter().enumerate() {
            let path = [&self.path(name), "[", &at.to_string(), "]"].concat();
            out.push(read(&Fields::of(value, &path, self.reader)?)?);
        }
        Ok(out)
    }
}

/// `2026-03-14` by hand: chrono's formatter would cost the browser's build more than this does.
fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits =
        |part: &str, width: usize| (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then_some(());
    digits(year, 4)?;
    digits(month, 2)?;
    digits(day, 2)?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}
