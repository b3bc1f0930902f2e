//! Moving the items of a list: the longest run that is in order already stays, the rest goes to its place, one call per gap.

use js_sys::{Array, Map};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::feed::stays;

/// Puts `items` into this order within `list`.
///
/// Foreign elements (ads, what extensions add) follow the item above them; those above the first item stay on top. None is
/// ever removed. `keep` is the item (an index into `items`) that should be among those that stay.
pub(crate) fn arrange(list: &Element, items: &[&Element], keep: Option<usize>) {
    let ours = Map::new();
    for (at, item) in items.iter().enumerate() {
        ours.set(item, &JsValue::from(at as u32));
    }
    // Where each item is today, and what follows it, as it really stands: others move things too.
    let mut position: Vec<Option<usize>> = vec![None; items.len()];
    let mut followers: Vec<Vec<Element>> = vec![Vec::new(); items.len()];
    let (mut count, mut above) = (0, None);
    for child in Array::from(&list.children()).iter() {
        match ours.get(&child).as_f64() {
            Some(at) => {
                let at = at as usize;
                position[at] = Some(count);
                above = Some(at);
                count += 1;
            }
            None => {
                if let Some(above) = above {
                    followers[above].push(child.unchecked_into());
                }
            }
        }
    }
    let here: Vec<usize> = (0..items.len()).filter(|at| position[*at].is_some()).collect();
    let now: Vec<usize> = here.iter().filter_map(|at| position[*at]).collect();
    let keep = keep.and_then(|keep| here.iter().position(|at| *at == keep));
    let mut stay = vec![false; items.len()];
    for (at, stays) in here.iter().zip(stays(&now, keep)) {
        stay[*at] = stays;
    }

    let run = Array::new();
    let mut last: Option<usize> = None;
    for at in 0..items.len() {
        if stay[at] {
            if run.length() > 0 {
                let _ = items[at].before_with_node(&run);
                run.set_length(0);
            }
            last = Some(at);
        } else {
            run.push(items[at]);
            followers[at].iter().for_each(|follower| {
                run.push(follower);
            });
        }
    }
    if run.length() > 0 {
        // Not `append` where something of ours stays: strangers at the end follow the entry above them.
        let end = last.map(|at| followers[at].last().unwrap_or(items[at]));
        let _ = match end {
            Some(end) => end.after_with_node(&run),
            None => list.append_with_node(&run),
        };
    }
}
