//! stub
pub(crate) fn e2e(_: &[&str]) -> crate::Outcome {
    Ok(())
}
