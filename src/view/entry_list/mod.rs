//! The list of entries: keyed items, fewest moves, untouched entries never leave the page.
//!
//! It is ours and not Leptos': entries are content, adopted from the page or made by `render`, and what is being read,
//! played or focused must survive whatever happens around it.

mod adopt;
mod find;
mod moves;
mod patch;
mod place;

use web_sys::{Element, Node};

pub(crate) use self::adopt::{Adopted, adopt};
pub(crate) use self::find::{child, find, find_all, of_class};
pub(crate) use self::patch::patch;
pub(crate) use self::place::{ReadingPlace, bar_bottom, first_below};
use crate::feed::{Entry, EntryId, Merged, Order, Place, Timeline};

/// One entry in the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The list's item.
    pub(crate) item: Element,
    /// The article in it.
    pub(crate) article: Element,
}

/// The entries in the page and the order that they stand in.
pub(crate) struct EntryList {
    /// The `<ol>`.
    pub(crate) list: Element,
    order: Order,
    rows: Timeline<Row>,
}

impl EntryList {
    /// Which end comes first.
    pub(crate) fn order(&self) -> Order {
        self.order
    }

    /// What the page holds, in its order.
    pub(crate) fn rows(&self) -> Vec<(&Place, &Row)> {
        self.rows.ordered(self.order)
    }

    /// The row of an entry.
    pub(crate) fn row(&self, id: &EntryId) -> Option<&Row> {
        self.rows.get(id)?.content.as_ref()
    }

    /// Turns the order round. `keep` is the entry that must not leave the page while the others move.
    pub(crate) fn set_order(&mut self, order: Order, keep: Option<&EntryId>) {
        if order != self.order {
            self.order = order;
            self.arrange(keep);
        }
    }

    /// Whether an entry as it is in a feed is newer than what is here.
    pub(crate) fn wants(&self, place: &Place) -> bool {
        self.rows.place(&place.id).is_none_or(|known| known.revision < place.revision)
    }

    /// Takes an entry in: a tombstone removes its item, a row that is new waits for [`Self::arrange`].
    pub(crate) fn merge(&mut self, entry: Entry<Row>) {
        let kept = entry.content.as_ref().map(|row| row.item.clone());
        if let Merged::Revised(Some(before)) = self.rows.merge(entry)
            && kept.as_ref() != Some(&before.item)
        {
            before.item.remove();
        }
    }

    /// Takes an entry in as [`Self::merge`] does, and puts its item into its place; the others stay where they are. `keep` as in
    /// [`Self::arrange`], should somebody have moved them.
    pub(crate) fn put(&mut self, entry: Entry<Row>, keep: Option<&EntryId>) {
        let (id, row) = (entry.place.id.clone(), entry.content.clone());
        let before = self.rows.place(&id).map(|place| (place.published, place.sequence));
        let stays = before == Some((entry.place.published, entry.place.sequence)) && self.row(&id) == row.as_ref();
        self.merge(entry);
        let Some(row) = row.filter(|_| !stays) else { return };
        match self.below(&id) {
            // Whoever moved it has moved more.
            Some(below) if below.item.parent_element().as_ref() != Some(&self.list) => self.arrange(keep),
            Some(below) => drop(below.item.before_with_node_1(&row.item)),
            None => drop(self.list.append_child(&row.item)),
        }
    }

    /// The row that stands right below an entry.
    fn below(&self, id: &EntryId) -> Option<&Row> {
        let mut shown = self.rows();
        let mut rest = shown.drain(..).skip_while(|(place, _)| place.id != *id);
        rest.nth(1).map(|(_, row)| row)
    }

    /// Takes out whatever `stays` does not hold: a feed that is whole says so by leaving entries out.
    pub(crate) fn retain(&mut self, stays: impl Fn(&EntryId) -> bool) {
        let gone: Vec<EntryId> =
            self.rows.all().map(|entry| &entry.place.id).filter(|id| !stays(id)).cloned().collect();
        for id in gone {
            if let Some(row) = self.rows.forget(&id).and_then(|entry| entry.content) {
                row.item.remove();
            }
        }
    }

    /// Whether an entry, or its tombstone, is here.
    pub(crate) fn knows(&self, id: &EntryId) -> bool {
        self.rows.place(id).is_some()
    }

    /// Forgets all revisions, so that whatever a feed of another epoch says is news.
    pub(crate) fn distrust(&mut self) {
        self.rows.distrust();
    }

    /// Puts the items into the order they should stand in, with the fewest moves.
    pub(crate) fn arrange(&self, keep: Option<&EntryId>) {
        let rows = self.rows();
        let items: Vec<&Element> = rows.iter().map(|(_, row)| &row.item).collect();
        let keep = keep.and_then(|keep| rows.iter().position(|(place, _)| place.id == *keep));
        moves::arrange(&self.list, &items, keep);
    }

    /// The entry whose article holds a node.
    pub(crate) fn holding(&self, node: &Node) -> Option<&Place> {
        self.rows.shown().find(|(_, row)| row.item.contains(Some(node))).map(|(place, _)| place)
    }
}
