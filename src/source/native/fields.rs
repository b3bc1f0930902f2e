//! An object that is being read: its fields by name and kind, and where it stands, so that a fault can say where it is.
//!
//! A getter gives what it can and notes the first fault with the reader; whoever reads something whole (an entry, a block)
//! asks for it at the end. A `Result` from every getter would say the same in twice the bytes of the browser's build.

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;

use crate::{
    feed::{Body, Stamp, Url, parse_day, parse_stamp, print_number},
    source::{SkipReason, json::Json, limits},
};

/// A fault: where and what.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) path: String,
    pub(super) reason: SkipReason,
}

/// Where something stands: a chain back to the document, put into words only when it is at fault.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Document,
    Field(&'a Path<'a>, &'static str),
    Item(&'a Path<'a>, usize),
}

impl Path<'_> {
    pub(super) fn print(&self) -> String {
        match self {
            Self::Document => String::new(),
            Self::Field(Self::Document, name) => (*name).to_owned(),
            Self::Field(parent, name) => [&parent.print(), ".", name].concat(),
            Self::Item(parent, at) => [&parent.print(), "[", &print_number(*at as u64), "]"].concat(),
        }
    }
}

/// What reading has to know beside the document, and the first fault since it was last asked for.
pub(super) struct Reader<'a> {
    /// The address of the head, which all others are seen from.
    pub(super) base: &'a str,
    /// Somebody's HTML to a body.
    pub(super) html: &'a dyn Fn(&str) -> Body,
    fault: RefCell<Option<Fault>>,
    /// Blocks and inlines that the entry at hand may still have.
    pub(super) nodes: Cell<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(base: &'a str, html: &'a dyn Fn(&str) -> Body) -> Self {
        Self { base, html, fault: RefCell::new(None), nodes: Cell::new(limits::NODES) }
    }

    /// The first fault since this was last asked.
    pub(super) fn take_fault(&self) -> Option<Fault> {
        self.fault.take()
    }

    /// Puts a fault back that somebody further out has to see.
    pub(super) fn put_fault(&self, fault: Option<Fault>) {
        self.fault.replace(fault);
    }
}

/// A value that is being read, usually an object.
pub(super) struct Fields<'a, J> {
    pub(super) value: J,
    pub(super) path: Path<'a>,
    pub(super) reader: &'a Reader<'a>,
}

impl<'a, J: Json> Fields<'a, J> {
    /// Notes a fault of a field. Gives `None`, which is what the field is then.
    pub(super) fn note<T>(&self, name: &'static str, reason: SkipReason) -> Option<T> {
        let mut fault = self.reader.fault.borrow_mut();
        if fault.is_none() {
            *fault = Some(Fault { path: Path::Field(&self.path, name).print(), reason });
        }
        None
    }

    /// What must be there.
    pub(super) fn need<T>(&self, name: &'static str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            return self.note(name, SkipReason::Missing);
        }
        found
    }

    /// A field of a kind; another kind is a fault.
    fn kind<T>(&self, name: &'static str, what: &'static str, read: impl FnOnce(J) -> Option<T>) -> Option<T> {
        let value = self.value.field(name)?;
        let found = read(value);
        if found.is_none() { self.note(name, SkipReason::NotA(what)) } else { found }
    }

    /// A text exactly as it is.
    pub(super) fn raw_text(&self, name: &'static str) -> Option<String> {
        let text = self.kind(name, "a text", |value| value.text())?;
        if text.len() > limits::TEXT { self.note(name, SkipReason::TooLong) } else { Some(text) }
    }

    /// A text, white space around it removed; an empty one is as good as absent.
    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        let text = self.raw_text(name)?;
        let trimmed = text.trim();
        match trimmed.len() {
            0 => None,
            all if all == text.len() => Some(text),
            _ => Some(trimmed.to_owned()),
        }
    }

    /// A whole number that is not negative and that every JSON reader keeps exactly.
    pub(super) fn number(&self, name: &'static str) -> Option<u64> {
        const EXACT: f64 = 9_007_199_254_740_991.0;
        self.kind(name, "a whole number", |value| {
            value.number().filter(|n| *n >= 0.0 && *n <= EXACT && n.trunc() == *n).map(|n| n as u64)
        })
    }

    /// A whole number of at most 32 bits.
    pub(super) fn small(&self, name: &'static str) -> Option<u32> {
        let number = self.number(name)?;
        u32::try_from(number).ok().or_else(|| self.note(name, SkipReason::NotA("a whole number of 32 bits")))
    }

    /// Yes or no; absent is no.
    pub(super) fn flag(&self, name: &'static str) -> bool {
        self.kind(name, "true or false", |value| value.flag()).unwrap_or(false)
    }

    /// A moment, RFC 3339 with its offset.
    pub(super) fn stamp(&self, name: &'static str) -> Option<Stamp> {
        self.kind(name, "a time as in RFC 3339", |value| parse_stamp(&value.text()?))
    }

    /// A day, `2026-03-14`.
    pub(super) fn date(&self, name: &'static str) -> Option<NaiveDate> {
        self.kind(name, "a day as in 2026-03-14", |value| parse_day(&value.text()?))
    }

    /// An address, seen from the head's.
    pub(super) fn url(&self, name: &'static str) -> Option<Url> {
        self.kind(name, "an address of http, https, mailto or tel", |value| {
            Url::parse(&value.text()?).ok().map(|url| url.resolve(self.reader.base))
        })
    }

    /// An object.
    pub(super) fn object<T>(&self, name: &'static str, read: impl FnOnce(&Fields<'_, J>) -> Option<T>) -> Option<T> {
        let value = self.kind(name, "an object", |value| value.is_object().then_some(value))?;
        read(&Fields { value, path: Path::Field(&self.path, name), reader: self.reader })
    }

    /// The values of a list; absent is empty.
    pub(super) fn values(&self, name: &'static str) -> Vec<J> {
        let list = self.kind(name, "a list", |value| value.list()).unwrap_or_default();
        if list.len() > limits::NODES { self.note(name, SkipReason::TooLong).unwrap_or_default() } else { list }
    }

    /// A list of objects.
    pub(super) fn list<T>(&self, name: &'static str, mut read: impl FnMut(&Fields<'_, J>) -> Option<T>) -> Vec<T> {
        let mut values = self.values(name);
        if values.len() > limits::LIST {
            values = self.note(name, SkipReason::TooLong).unwrap_or_default();
        }
        self.each(name, values, |fields| {
            if fields.value.is_object() { read(fields) } else { fields.note("", SkipReason::NotA("an object")) }
        })
    }

    /// Reads values of a list, each with its place.
    pub(super) fn each<T>(
        &self,
        name: &'static str,
        values: Vec<J>,
        mut read: impl FnMut(&Fields<'_, J>) -> Option<T>,
    ) -> Vec<T> {
        let path = Path::Field(&self.path, name);
        let mut out = Vec::with_capacity(values.len());
        for (at, value) in values.into_iter().enumerate() {
            out.extend(read(&Fields { value, path: Path::Item(&path, at), reader: self.reader }));
        }
        out
    }
}
