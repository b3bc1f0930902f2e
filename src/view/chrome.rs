//! The whole chrome: the order in which its parts and the slots for the content stand.

use leptos::prelude::*;

use super::{
    badge::Badge, current::Current, notice::Notice, order::Order, pause::Pause, state::ChromeState, status::Status,
};
use crate::contract::{parts, slots};

/// The chrome of one widget, without its container.
#[component]
pub(crate) fn Chrome(state: ChromeState) -> impl IntoView {
    view! {
        <Badge state=state.clone()/>
        <slot name=slots::HEAD></slot>
        <slot name=slots::SUMMARY></slot>
        <slot name=slots::CONTENTS></slot>
        <div part=parts::BAR><Order state=state.clone()/><Current state=state.clone()/><Pause state=state.clone()/></div>
        <Notice state=state.clone()/>
        <Status state=state/>
        <slot name=slots::ENTRIES></slot>
        <slot name=slots::OLDER></slot>
        <slot name=slots::DISCUSSION></slot>
        // Whatever has lost its `slot=` on the way is shown here.
        <slot name=nameless()></slot>
    }
}

/// The default slot has no name; said by a call, since an all-static element would be set by `innerHTML`.
fn nameless() -> Option<&'static str> {
    None
}
