//! The page that says what went wrong.

use super::{OWN_HEADER, top};
use crate::html::Escaped;

/// What is said where there is nothing to show.
pub(crate) fn error(status: u16, message: &str) -> String {
    format!(
        "{}<body>\n{OWN_HEADER}\n<main class=\"site-main\"><h1>{status}</h1>\n<p>{}.</p>\n\
         <p><a href=\"/\">All live blogs</a></p></main>\n</body>\n</html>\n",
        top("en", "ltr", message, "<meta name=\"robots\" content=\"noindex\">\n"),
        Escaped(message),
    )
}
