//! Traps on purpose, in the bundle for tests alone: what happens then is part of the promise.

use std::rc::Rc;

use super::widget::Widget;

/// Traps at the start where the host says `data-trap="start"`, and whenever it is sent `lu-test-trap`.
pub(crate) fn lay(widget: &Rc<Widget>) {
    if widget.host.get_attribute("data-trap").as_deref() == Some("start") {
        trap();
    }
    let signal = widget.bridge.signal();
    widget.listeners.borrow_mut().add(&widget.host, "lu-test-trap", false, &signal, |_| trap());
}

fn trap() {
    // As a panic ends in this build.
    std::process::abort()
}
