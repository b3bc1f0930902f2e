//! The editor who does not exist: tells the story from its beginning to its end, again and again, and clears up behind.

use std::collections::{BTreeMap, VecDeque};

use super::{
    database::FEED,
    story::{self, Step},
};

/// The most entries that the editor leaves in the feed.
const KEPT: usize = 24;
/// What the ids of the editor's entries begin with; a number follows.
const OURS: &str = "live-";

/// Where the editor is.
#[derive(Debug)]
pub(super) struct Editor {
    /// The steps that were taken.
    taken: usize,
    /// The number of the last entry.
    last: u64,
    /// The entries of the story, by the names that it has for them.
    named: BTreeMap<&'static str, String>,
    /// The editor's entries, the oldest first.
    own: VecDeque<String>,
}

impl Editor {
    /// Begins, in a feed where the editor may have been before: its entries, the oldest first, and those deleted.
    pub(super) fn new((there, deleted): &(Vec<String>, Vec<String>)) -> Self {
        let number = |id: &String| id.strip_prefix(OURS)?.parse().ok();
        let last = there.iter().chain(deleted).filter_map(number).max().unwrap_or(0);
        let own = there.iter().filter(|id| id.starts_with(OURS)).cloned().collect();
        Self { taken: 0, last, named: BTreeMap::new(), own }
    }

    /// What is done next, as words for the command `live-updates`.
    pub(super) fn next(&mut self) -> Vec<Vec<String>> {
        let step = story::step(self.taken);
        self.taken += 1;
        let command = |start: &[&str], words: &[&str]| start.iter().chain(words).map(|&word| word.to_owned()).collect();
        let mut commands = Vec::new();
        match step {
            Step::Post(name, words) => {
                self.last += 1;
                let id = format!("{OURS}{}", self.last);
                commands.push(command(&["post", FEED, "--id", &id], words));
                self.named.insert(name, id.clone());
                self.own.push_back(id);
                while self.own.len() > KEPT {
                    commands.extend(self.own.pop_front().map(|oldest| command(&["delete", FEED, &oldest], &[])));
                }
            }
            Step::Edit(name, words) => {
                commands.extend(self.named.get(name).map(|id| command(&["edit", FEED, id], words)));
            }
            Step::Delete(name) => {
                let id = self.named.remove(name);
                self.own.retain(|own| id.as_ref() != Some(own));
                commands.extend(id.map(|id| command(&["delete", FEED, &id], &[])));
            }
            Step::Feed(words) => commands.push(command(&["feed", "edit", FEED], words)),
        }
        commands
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Editor, KEPT};
    use crate::demo::story;

    #[test]
    fn round_after_round_the_editor_knows_its_entries_and_leaves_only_the_last() {
        let mut editor = Editor::new(&(vec!["u01".to_owned()], vec![]));
        let mut there: BTreeSet<String> = BTreeSet::new();
        for _ in 0..3 * story::steps().count() {
            for command in editor.next() {
                match command.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
                    ["post", _, "--id", id, ..] => assert!(there.insert((*id).to_owned()), "{id} twice"),
                    ["edit", _, id, ..] => assert!(there.contains(*id), "{id} is not there: {command:?}"),
                    ["delete", _, id] => assert!(there.remove(*id), "{id} is not there"),
                    other => assert_eq!(other[..2], ["feed", "edit"]),
                }
            }
            assert!(there.len() <= KEPT);
        }
        assert_eq!(there.len(), KEPT);
    }
}
