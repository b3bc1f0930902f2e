//! Which crate the code in a linked WASM comes from, by the names of its functions.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use crate::Outcome;

/// Crates that come with the compiler, told as one.
const STD: [&str; 8] =
    ["std", "core", "alloc", "compiler_builtins", "dlmalloc", "hashbrown", "rustc_demangle", "panic_abort"];
/// How many rows stand before the rest.
const ROWS: usize = 14;

/// A table of crates, largest first.
pub(super) fn table(wasm: &Path) -> Outcome<String> {
    let bytes = fs::read(wasm).map_err(|error| format!("{}: {error}", wasm.display()))?;
    let code = by_crate(&bytes).ok_or_else(|| format!("{}: not a WASM with names that we can read", wasm.display()))?;
    let all: usize = code.values().sum();
    let mut rows: Vec<_> = code.into_iter().collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let rest: usize = rows.iter().skip(ROWS).map(|row| row.1).sum();
    rows.truncate(ROWS);
    rows.push(("all others".into(), rest));
    let mut out = String::from("| crate | code | share |\n| --- | ---: | ---: |\n");
    for (name, size) in rows {
        let share = size as f64 * 100.0 / all.max(1) as f64;
        // Writing to a string cannot fail.
        let _ = writeln!(out, "| {name} | {size} | {share:.1} % |");
    }
    Ok(out)
}

/// Bytes of code by crate; `None` if the bytes are not a WASM with a section of names.
fn by_crate(wasm: &[u8]) -> Option<BTreeMap<String, usize>> {
    let mut sections = Reader(wasm.strip_prefix(b"\0asm\x01\0\0\0")?);
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    while let Some(id) = sections.byte() {
        let mut section = Reader(sections.sized()?);
        match id {
            0 if section.sized()? == b"name" => names = function_names(section)?,
            2 => imported = imported_functions(section)?,
            10 => {
                for _ in 0..section.number()? {
                    sizes.push(section.sized()?.len());
                }
            }
            _ => {}
        }
    }
    let mut out = BTreeMap::new();
    for (at, size) in sizes.into_iter().enumerate() {
        let name = names.get(&(at + imported)).map_or("", |name| crate_of(name));
        let name = if STD.contains(&name) { "Rust's standard library" } else { name };
        *out.entry(if name.is_empty() { "without a name" } else { name }.to_owned()).or_default() += size;
    }
    (!names.is_empty()).then_some(out)
}

fn function_names(mut section: Reader<'_>) -> Option<BTreeMap<usize, &str>> {
    let mut names = BTreeMap::new();
    while let Some(kind) = section.byte() {
        let mut part = Reader(section.sized()?);
        if kind == 1 {
            for _ in 0..part.number()? {
                let index = part.number()?;
                names.insert(index, std::str::from_utf8(part.sized()?).ok()?);
            }
        }
    }
    Some(names)
}

/// Imported functions come first in the numbering.
fn imported_functions(mut section: Reader<'_>) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.sized()?;
        section.sized()?;
        match section.byte()? {
            0 => {
                section.number()?;
                functions += 1;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => {
                section.byte()?;
                section.byte()?;
            }
            4 => {
                section.byte()?;
                section.number()?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

/// The crate of a function's path: the first name in it that leads somewhere, in `<leptos[1f]::A as core[2e]::B>::c` `leptos`.
fn crate_of(path: &str) -> &str {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = path;
    while let Some(start) = rest.find(is_name) {
        let (name, after) = rest[start..].split_at(rest[start..].find(|c| !is_name(c)).unwrap_or(rest.len() - start));
        let behind_hash =
            after.strip_prefix('[').and_then(|hash| hash.split_once(']')).map_or(after, |(_, behind)| behind);
        if behind_hash.starts_with("::") {
            return name;
        }
        rest = after;
    }
    ""
}

/// Reads what WASM is made of.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut out = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            out |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(out);
            }
        }
        None
    }

    /// Bytes after their number.
    fn sized(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        let (these, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(these)
    }

    fn limits(&mut self) -> Option<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{by_crate, crate_of};

    #[test]
    fn knows_the_crate_of_a_path() {
        assert_eq!(crate_of("<leptos[1f]::A as core[2e]::B>::c"), "leptos");
        assert_eq!(crate_of("serde_json::de::from_str::h0123"), "serde_json");
        assert_eq!(crate_of("<&mut alloc::string::String as core::fmt::Write>::write_str"), "alloc");
        assert_eq!(crate_of("<[(leptos[1f]::A, u8)] as core::fmt::Debug>::fmt"), "leptos");
        assert_eq!(crate_of("memcpy"), "");
    }

    #[test]
    fn counts_the_code_of_a_small_wasm() {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        // One imported function, then two of ours of 3 and 2 bytes, then their names.
        wasm.extend([2, 7, 1, 1, b'a', 1, b'b', 0, 0]);
        wasm.extend([10, 8, 2, 3, 0, 1, 11, 2, 0, 11]);
        let names = [&[1, 4, b'x', b':', b':', b'f'][..], &[2, 6, b'c', b'o', b'r', b'e', b':', b':']].concat();
        let part = [&[2_u8][..], &names].concat();
        let section = [&[4_u8][..], b"name", &[1, u8::try_from(part.len()).expect("small")], &part].concat();
        wasm.extend([0, u8::try_from(section.len()).expect("small")]);
        wasm.extend(section);
        let code = by_crate(&wasm).expect("a WASM");
        assert_eq!(code.get("x"), Some(&3));
        assert_eq!(code.get("Rust's standard library"), Some(&2));
        assert_eq!(by_crate(b"no WASM"), None);
    }
}
