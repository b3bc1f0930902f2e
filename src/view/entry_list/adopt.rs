//! Taking over a list that somebody printed: what each article says of itself, and nothing else.
//!
//! Something missing costs that entry's knowledge, never the list.

use web_sys::{Document, Element};

use super::{EntryList, Row, find, find_all};
use crate::{
    contract::classes,
    feed::{Entry, EntryId, Order, Place, Timeline, parse_number, parse_stamp},
};

/// A list that was taken over.
pub(crate) struct Adopted {
    /// The list, in the order it was printed in.
    pub(crate) list: EntryList,
    /// Whether its items have to be put into order.
    pub(crate) disorder: bool,
    /// Entries that were there twice; the first stays.
    pub(crate) doubles: Vec<Element>,
}

/// Reads the articles of a list. Where fewer than two entries show its order, it is the one that the page says.
pub(crate) fn adopt(list: &Element, said: Option<Order>) -> Adopted {
    let mut places: Vec<Place> = Vec::new();
    let mut items: Vec<Element> = Vec::new();
    let mut rows = Timeline::default();
    let mut doubles = Vec::new();
    let mut misplaced = false;
    for article in find_all(list, &["article.", classes::ENTRY, "[data-entry]"].concat()) {
        let Some(place) = read(&article, places.last()) else { continue };
        if rows.place(&place.id).is_some() {
            doubles.push(article);
            continue;
        }
        let item = item(list, &article, &items);
        misplaced |= item.parent_node().is_none_or(|parent| !parent.is_same_node(Some(list)));
        items.push(item.clone());
        places.push(place.clone());
        rows.merge(Entry { place, content: Some(Row { item, article }) });
    }
    // The order that most neighbours agree on; ids and sequences settle what the clock does not.
    let older_below = places.windows(2).filter(|pair| pair[0].key() > pair[1].key()).count();
    let pairs = places.len().saturating_sub(1);
    let order = match said {
        Some(said) if pairs == 0 => said,
        _ if older_below * 2 >= pairs => Order::NewFirst,
        _ => Order::OldFirst,
    };
    let disorder = match order {
        Order::NewFirst => older_below != pairs,
        Order::OldFirst => older_below != 0,
    };
    Adopted { list: EntryList { list: list.clone(), order, rows }, disorder: disorder || misplaced, doubles }
}

/// What an article says of itself. Without a stamp it is taken to be as old as its neighbour above.
fn read(article: &Element, above: Option<&Place>) -> Option<Place> {
    let id = EntryId::new(&article.get_attribute("data-entry")?).ok()?;
    let number = |name: &str| article.get_attribute(name).and_then(|text| parse_number(&text)).unwrap_or(0);
    let stamp = find(article, "time[datetime]").and_then(|time| time.get_attribute("datetime"));
    let published =
        stamp.and_then(|stamp| parse_stamp(&stamp)).or_else(|| above.map(|above| above.published)).unwrap_or_default();
    Some(Place { id, revision: number("data-revision"), published, sequence: number("data-sequence") })
}

/// The child of the list that holds an article and no other entry; where there is none, one is made around it.
fn item(list: &Element, article: &Element, taken: &[Element]) -> Element {
    let mut at = article.clone();
    while let Some(parent) = at.parent_element() {
        if parent.is_same_node(Some(list)) {
            break;
        }
        at = parent;
    }
    let proper = !at.is_same_node(Some(article)) && taken.last().is_none_or(|last| !last.is_same_node(Some(&at)));
    if proper {
        return at;
    }
    let Some(made) = article.owner_document().and_then(|document: Document| document.create_element("li").ok()) else {
        return at;
    };
    if at.is_same_node(Some(article)) {
        // The item takes the article's own place, so nothing else moves.
        let _ = list.insert_before(&made, Some(article));
    }
    let _ = made.append_child(article);
    made
}
