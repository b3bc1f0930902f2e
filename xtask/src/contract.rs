//! stub
pub(crate) fn contract(_: bool) -> crate::Outcome {
    Ok(())
}
pub(crate) fn schema(_: bool) -> crate::Outcome {
    Ok(())
}
pub(crate) fn locale(_: bool) -> crate::Outcome {
    Ok(())
}
