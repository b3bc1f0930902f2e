//! The reader's place: the first entry in view keeps its place to the pixel, whatever happens above it (*steady*).

use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};

use super::{EntryList, Row};
use crate::{
    contract::parts,
    feed::{EntryId, Place},
};

/// Where the reader is, taken before the list changes and put right after, in the same task and so in the same frame.
pub(crate) struct ReadingPlace {
    article: Element,
    /// The entry.
    pub(crate) id: EntryId,
    /// Where it stands, and where those below it do, which take its part if it is deleted.
    tops: Vec<(Element, f64)>,
}

impl ReadingPlace {
    /// The first entry that is in view, if reading has begun: while the top of the list is in view, nothing is held.
    pub(crate) fn take(entries: &EntryList, line: f64) -> Option<Self> {
        if entries.list.get_bounding_client_rect().top() >= line {
            return None;
        }
        let rows = entries.rows();
        let at = first_below(&rows, line);
        let (place, Row { article, .. }) = rows.get(at)?;
        let stands = |(_, row): &(_, &Row)| (row.article.clone(), row.article.get_bounding_client_rect().top());
        let tops = rows.iter().skip(at).take(STAND_INS).map(stands).collect();
        Some(Self { article: article.clone(), id: place.id.clone(), tops })
    }

    /// As [`Self::take`], of a list that may not be there yet.
    pub(crate) fn of(entries: Option<&EntryList>, line: f64) -> Option<Self> {
        Self::take(entries?, line)
    }

    /// The article that is being read.
    pub(crate) fn article(&self) -> &Element {
        &self.article
    }

    /// Scrolls so that the entry stands where it stood; if it is gone, the next one that is not.
    pub(crate) fn restore(&self) {
        let Some((article, top)) = self.tops.iter().find(|(article, _)| article.is_connected()) else { return };
        let moved = article.get_bounding_client_rect().top() - top;
        if moved != 0.0
            && let Some(scroller) = scroller(article)
        {
            scroller.set_scroll_top(scroller.scroll_top() + moved.round() as i32);
        }
    }
}

/// Which row is the first that ends below a line. Rows stand below one another, so their lower edges are sorted.
pub(crate) fn first_below(rows: &[(&Place, &Row)], line: f64) -> usize {
    rows.partition_point(|(_, row)| row.article.get_bounding_client_rect().bottom() <= line)
}

/// How many entries below the one that is read are noted.
const STAND_INS: usize = 12;

/// The lower edge of the bar that stays on top while the list is scrolled: what is above it is not read.
pub(crate) fn bar_bottom(shadow: &ShadowRoot) -> f64 {
    let bar = shadow.query_selector(&["[part=", parts::BAR, "]"].concat()).ok().flatten();
    bar.map_or(0.0, |bar| bar.get_bounding_client_rect().bottom()).max(0.0)
}

/// What scrolls an element: the nearest ancestor that does, through shadow roots, else the page.
fn scroller(element: &Element) -> Option<Element> {
    let window = web_sys::window()?;
    let mut at = parent(element);
    while let Some(ancestor) = at {
        let style = window.get_computed_style(&ancestor).ok().flatten()?;
        let overflow = style.get_property_value("overflow-y").unwrap_or_default();
        if (overflow == "auto" || overflow == "scroll") && ancestor.scroll_height() > ancestor.client_height() {
            return Some(ancestor);
        }
        at = parent(&ancestor);
    }
    window.document()?.scrolling_element()
}

fn parent(element: &Element) -> Option<Element> {
    if let Some(slot) = element.assigned_slot() {
        return Some(slot.unchecked_into());
    }
    element.parent_element().or_else(|| element.get_root_node().dyn_into::<ShadowRoot>().ok().map(|root| root.host()))
}
