//! Taking over a list that somebody printed: what each article says of itself, and nothing else.
//!
//! Something missing costs that entry's knowledge, never the list.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, NodeList};

use super::{EntryList, Row};
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

/// Reads the named attributes of each of many elements, the last one of the first thing in it that a selector finds. The values
/// follow one another with U+0080 between them; absent ones are empty.
pub(crate) type Read<'a> = &'a dyn Fn(&NodeList, &str, &str) -> String;

/// Reads the articles of a list. Where fewer than two entries show its order, it is the one that the page says.
pub(crate) fn adopt(list: &Element, said: Option<Order>, read: Read<'_>) -> Adopted {
    let mut places: Vec<Place> = Vec::new();
    let mut rows = Timeline::default();
    let mut above: Option<Element> = None;
    let mut doubles = Vec::new();
    let mut misplaced = false;
    if let Ok(articles) = list.query_selector_all(&["article.", classes::ENTRY, "[data-entry]"].concat()) {
        let said = read(&articles, "data-entry data-revision data-sequence datetime", "time[datetime]");
        let mut said = said.split('\u{80}');
        for at in 0..articles.length() {
            let [id, revision, sequence, stamp] = [(); 4].map(|()| said.next().unwrap_or_default());
            let (Some(article), Ok(id)) = (articles.item(at), EntryId::new(id)) else { continue };
            let article: Element = article.unchecked_into();
            if rows.place(&id).is_some() {
                doubles.push(article);
                continue;
            }
            let number = |text: &str| parse_number(text).unwrap_or(0);
            // Without a stamp it is taken to be as old as its neighbour above.
            let published =
                parse_stamp(stamp).or_else(|| places.last().map(|above| above.published)).unwrap_or_default();
            let place = Place { id, revision: number(revision), published, sequence: number(sequence) };
            let (item, in_place) = item(list, &article, above.as_ref());
            misplaced |= !in_place;
            above = Some(item.clone());
            places.push(place.clone());
            rows.merge(Entry { place, content: Some(Row { item, article }) });
        }
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

/// The child of the list that holds an article and no other entry; where there is none, one is made around it. And whether it
/// is a child of the list.
fn item(list: &Element, article: &Element, above: Option<&Element>) -> (Element, bool) {
    let mut at = article.clone();
    while let Some(parent) = at.parent_element() {
        if parent == *list {
            break;
        }
        at = parent;
    }
    let bare = at == *article;
    if !bare && above != Some(&at) {
        return (at, true);
    }
    let Some(made) = article.owner_document().and_then(|document: Document| document.create_element("li").ok()) else {
        return (at, bare);
    };
    if bare {
        // The item takes the article's own place, so nothing else moves.
        let _ = list.insert_before(&made, Some(article));
    }
    let _ = made.append_child(article);
    (made, bare)
}
