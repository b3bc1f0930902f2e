//! JSON as reading sees it, through one small trait: a server's parser and a browser's own, so that a browser downloads none.

#[cfg(feature = "hydrate")]
pub(crate) mod browser;
mod parsed;

/// A JSON value that somebody else's parser made.
pub(crate) trait Json: Sized {
    /// An object's field; null is as good as absent.
    fn field(&self, name: &str) -> Option<Self>;
    /// An object's fields' names; empty for anything else.
    fn names(&self) -> Vec<String>;
    /// A text.
    fn text(&self) -> Option<String>;
    /// A number.
    fn number(&self) -> Option<f64>;
    /// True or false.
    fn flag(&self) -> Option<bool>;
    /// A list's values.
    fn list(&self) -> Option<Vec<Self>>;
    /// Whether it is an object.
    fn is_object(&self) -> bool;
}
