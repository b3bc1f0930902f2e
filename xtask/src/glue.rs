//! The glue that wasm-bindgen makes, as a factory: one instance of the WASM for each element, one compiled module for all.
//!
//! A trap must end its instance: what is left of it is half alive, and calls into it would go on failing for ever. Every way
//! into the WASM is an export, so the exports are wrapped: an exception that comes out of one is a trap (errors that we return
//! are thrown by the glue, outside of it), is told to the loader once, and nothing is called any more. wasm-bindgen's own abort
//! handler does the same inside the WASM, for 1.4 KB more and only in browsers with the newest exception handling.

use crate::Outcome;

const GUARD: &str = "
const guarded = exports => {
  let dead
  const out = {}
  for (const [name, value] of Object.entries(exports)) {
    out[name] = typeof value != 'function' ? value : (...given) => {
      if (dead) throw dead
      try { return value(...given) } catch (error) {
        if (!dead) onTrap(dead = error)
        throw error
      }
    }
  }
  return out
}
";

/// Wraps glue of `--target no-modules` into `export default onTrap => wasm_bindgen`.
///
/// What is replaced must be found exactly once, so that another version of wasm-bindgen fails the build instead of changing
/// what it does.
pub(crate) fn factory(glue: &str) -> Outcome<String> {
    let glue = once(glue, "wasm = instance.exports;", "wasm = guarded(instance.exports);")?;
    Ok(format!("export default onTrap => {{\n{GUARD}\n{glue}\nreturn wasm_bindgen\n}}\n"))
}

/// WASM (as text) and glue with short names for the imports that they share.
pub(crate) fn short_imports(wat: &str, glue: &str) -> Outcome<(String, String)> {
    const MODULE: &str = "./live-updates_bg.js";
    let mut names: Vec<&str> = Vec::new();
    let mut out = String::with_capacity(wat.len());
    for line in wat.lines() {
        let import = line
            .trim_start()
            .strip_prefix("(import \"")
            .and_then(|rest| rest.strip_prefix(MODULE)?.strip_prefix("\" \""));
        match import.and_then(|rest| rest.split_once('"')) {
            Some((name, rest)) => {
                out.push_str(&format!(" (import \"m\" \"{}\"{rest}", short(names.len())));
                names.push(name);
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    let mut glue = once(glue, &format!("\"{MODULE}\": import0"), "m: import0")?;
    for (at, name) in names.iter().enumerate() {
        glue = once(&glue, &format!("{name}: function"), &format!("{}: function", short(at)))?;
    }
    Ok((out, glue))
}

/// The nth short name: `a` to `z`, then `ba` and on.
fn short(mut n: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return out;
        }
    }
}

fn once(text: &str, find: &str, put: &str) -> Outcome<String> {
    match text.matches(find).count() {
        1 => Ok(text.replacen(find, put, 1)),
        n => Err(format!("the glue holds {find:?} {n} times instead of once: look at what wasm-bindgen changed")),
    }
}

#[cfg(test)]
mod tests {
    use super::{factory, short_imports};

    #[test]
    fn refuses_glue_that_it_does_not_know() {
        assert!(factory("let wasm; wasm = instance.exports;").is_ok());
        assert!(factory("let wasm; wasm = exports;").is_err());
    }

    #[test]
    fn renames_imports_on_both_sides() {
        let wat = "(module\n (import \"./live-updates_bg.js\" \"__wbg_x_1a\" (func $f))\n)";
        let glue = "{ __wbg_x_1a: function() {}, }; { \"./live-updates_bg.js\": import0 }";
        let (wat, glue) = short_imports(wat, glue).unwrap();
        assert!(wat.contains("(import \"m\" \"a\" (func $f))"));
        assert_eq!(glue, "{ a: function() {}, }; { m: import0 }");
    }
}
