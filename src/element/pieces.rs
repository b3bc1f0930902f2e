//! The pieces of content around the list, brought up to date: only what changed is touched.

use std::rc::Rc;

use web_sys::{Element, Node};

use super::{
    adopt::{PIECES, inside},
    clock,
    widget::Widget,
};
use crate::{
    contract::classes,
    feed::{HeadField, KeyEntry},
    render::{self, Context, Nodes},
    view::entry_list::{EntryList, Row, child, find_all, of_class, patch},
};

/// What a head's fields are shown as, in the order of the page.
const HEAD: [(HeadField, &str); 4] = [
    (HeadField::Title, classes::TITLE),
    (HeadField::Authors, classes::AUTHORS),
    (HeadField::Lead, classes::LEAD),
    (HeadField::Standfirst, classes::STANDFIRST),
];

/// Shows the fields of the head that changed, and what follows from the entries: contents, pinned copies, the empty note.
pub(crate) fn revise(widget: &Rc<Widget>, fields: &[HeadField], context: &Context<'_>) {
    let mut nodes = Nodes::new(widget.document());
    if HEAD.iter().any(|(field, _)| fields.contains(field)) {
        render::head(&mut nodes, context);
        if let (Some(live), Some(fresh)) = (inside(&widget.host, classes::HEAD), nodes.take_element()) {
            revise_head(&live, &fresh, fields);
        }
    }
    if fields.contains(&HeadField::Summary) {
        render::summary(&mut nodes, context);
        put(widget, classes::SUMMARY, nodes.take_element());
    }
    // Of a page that was adopted, nobody knows the key entries until they change; they stand there.
    let known = fields.contains(&HeadField::KeyEntries) || !context.head.key_entries.is_empty();
    let lines = widget.with_entries(|entries| (known || !has_keys(entries)).then(|| contents(entries, context)));
    if let Some(lines) = lines.flatten() {
        render::contents(&mut nodes, &lines, context);
        put(widget, classes::CONTENTS, nodes.take_element());
    }
    let copies = widget.with_entries(|entries| {
        pin_marks(entries, &mut nodes, context);
        render::pins(&mut nodes, context);
        let found = context.head.pinned.iter().filter_map(|id| copy(id.as_str(), &entries.row(id)?.article));
        let copies: Vec<Element> = found.collect();
        nodes.take_element().filter(|_| !copies.is_empty()).inspect(|section| {
            for copy in &copies {
                let _ = section.append_child(copy);
            }
        })
    });
    put(widget, classes::PINNED, copies.flatten());
    if widget.with_entries(|entries| entries.rows().is_empty()).unwrap_or_default() {
        render::empty(&mut nodes, context);
    }
    put(widget, classes::EMPTY, nodes.take_element());
    // Its links lead back to the page, which a server may write in another way; nothing else in it changes.
    if fields.contains(&HeadField::Links) && inside(&widget.host, classes::PROMPT).is_none() {
        render::prompt(&mut nodes, context);
        put(widget, classes::PROMPT, nodes.take_element());
    }
}

/// Only what changed: of a page that was adopted, nobody knows the rest.
fn revise_head(live: &Element, fresh: &Element, fields: &[HeadField]) {
    let mut above: Option<Element> = None;
    for (field, class) in HEAD {
        let here = child(live, class);
        if !fields.contains(&field) {
            above = here.or(above);
            continue;
        }
        above = match (here, child(fresh, class)) {
            (Some(here), Some(new)) => {
                if !here.is_equal_node(Some(&new)) {
                    patch(&here, &new);
                }
                Some(here)
            }
            (Some(here), None) => {
                here.remove();
                above
            }
            (None, Some(new)) => {
                let _ = match &above {
                    Some(above) => above.after_with_node_1(&new),
                    None => live.prepend_with_node_1(&new),
                };
                Some(new)
            }
            (None, None) => above,
        };
    }
}

/// Puts a piece into its place in the host, in place of what stood there; nothing takes it away.
fn put(widget: &Widget, class: &str, fresh: Option<Element>) {
    if let Some(fresh) = &fresh {
        clock::dress(widget, fresh);
    }
    match (inside(&widget.host, class), fresh) {
        (Some(live), Some(fresh)) => {
            if !live.is_equal_node(Some(&fresh)) {
                patch(&live, &fresh);
            }
        }
        (Some(live), None) => live.remove(),
        (None, Some(fresh)) => {
            let before = PIECES.iter().take_while(|(other, _)| *other != class);
            let above = before.filter_map(|(class, _)| inside(&widget.host, class)).last();
            let _ = match above {
                Some(above) => above.after_with_node_1(&fresh),
                None => widget.host.prepend_with_node_1(&fresh),
            };
        }
        (None, None) => {}
    }
}

fn has_keys(entries: &EntryList) -> bool {
    matches!(entries.list.query_selector("[data-key]"), Ok(Some(_)))
}

/// The lines of the contents: the key entries; where none is key, the titles that stand in the list.
fn contents(entries: &EntryList, context: &Context<'_>) -> Vec<KeyEntry> {
    if !context.head.key_entries.is_empty() {
        return context.head.key_entries.clone();
    }
    let rows = entries.rows();
    let line = |(place, article): (&crate::feed::Place, &Element)| {
        let title = of_class(article, classes::ENTRY_TITLE)?.text_content()?;
        Some(KeyEntry { id: place.id.clone(), title, published: place.published })
    };
    rows.into_iter().filter_map(|(place, row)| line((place, &row.article))).collect()
}

/// The mark of a pinned entry, on those that are.
fn pin_marks(entries: &EntryList, nodes: &mut Nodes, context: &Context<'_>) {
    let pinned: Vec<&Row> = context.head.pinned.iter().filter_map(|id| entries.row(id)).collect();
    for mark in find_all(&entries.list, &[".", classes::ENTRY, ">.", classes::PIN].concat()) {
        if pinned.iter().all(|row| mark.parent_element().as_ref() != Some(&row.article)) {
            // The space that kept it apart goes with it.
            let space = mark.previous_sibling().filter(|node| node.node_type() == Node::TEXT_NODE);
            for gone in space.iter().chain([&*mark]) {
                let _ = gone.parent_node().map(|article| article.remove_child(gone));
            }
        }
    }
    for row in pinned {
        let find = |class: &str| child(&row.article, class);
        if find(classes::PIN).is_none() {
            let within = row.article.get_attribute("lang");
            render::pin(nodes, &Context { within: within.as_deref(), ..*context });
            let marks = [classes::KEY, classes::LABEL, classes::TIME].into_iter().find_map(find);
            let _ = match marks {
                Some(mark) => mark.after_with_node_1(&nodes.take()),
                None => row.article.prepend_with_node_1(&nodes.take()),
            };
        }
    }
}

/// The copy of a pinned entry as `render` prints it, made from the entry as it stands: without ids, and no entry itself.
fn copy(id: &str, article: &Element) -> Option<Element> {
    let copy: Element = wasm_bindgen::JsCast::unchecked_into(article.clone_node_with_deep(true).ok()?);
    for name in ["id", "data-entry", "data-revision", "data-sequence", "data-key", "tabindex", "aria-labelledby"] {
        let _ = copy.remove_attribute(name);
    }
    let _ = copy.class_list().remove_1(classes::OPENED);
    let _ = copy.set_attribute("data-copy", id);
    if let Some(title) = of_class(&copy, classes::ENTRY_TITLE) {
        let _ = title.remove_attribute("id");
        let _ = copy.set_attribute("aria-label", &title.text_content().unwrap_or_default());
    }
    Some(copy)
}
