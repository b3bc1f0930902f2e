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

/// Exports of Leptos' dependency wasm-streams, which nothing of ours calls; the linker keeps them and what they pull in.
pub(crate) const UNUSED: &str = "intounderlying";

/// Wraps glue of `--target no-modules` into `export default onTrap => wasm_bindgen`.
///
/// What is replaced must be found exactly once, so that another version of wasm-bindgen fails the build instead of changing
/// what it does.
pub(crate) fn factory(glue: &str) -> Outcome<String> {
    let glue = without_unused(&once(glue, "wasm = instance.exports;", "wasm = guarded(instance.exports);")?)?;
    Ok(format!("export default onTrap => {{\n{GUARD}\n{glue}\nreturn wasm_bindgen\n}}\n"))
}

/// The glue without the classes around the unused exports.
fn without_unused(glue: &str) -> Outcome<String> {
    let mut out = String::with_capacity(glue.len());
    let mut inside = false;
    for line in glue.lines() {
        let named = line.contains("IntoUnderlying");
        inside |= named && line.trim_start().starts_with("class ");
        if inside {
            // Classes are written without indentation of their own, so the first `}` at their level ends them.
            inside = line.trim_end() != "    }" && line.trim_end() != "}";
        } else if !named {
            out.push_str(line);
            out.push('\n');
        }
    }
    if inside { Err("the glue's classes are written in a way that we do not know".into()) } else { Ok(out) }
}

fn once(text: &str, find: &str, put: &str) -> Outcome<String> {
    match text.matches(find).count() {
        1 => Ok(text.replacen(find, put, 1)),
        n => Err(format!("the glue holds {find:?} {n} times instead of once: look at what wasm-bindgen changed")),
    }
}

#[cfg(test)]
mod tests {
    use super::factory;

    #[test]
    fn refuses_glue_that_it_does_not_know() {
        assert!(factory("let wasm; wasm = instance.exports;").is_ok());
        assert!(factory("let wasm; wasm = exports;").is_err());
    }
}
