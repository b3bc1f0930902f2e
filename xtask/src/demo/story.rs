//! What the editor who does not exist writes: the day after the lighthouse was lit. It ends where it began, so that it can be
//! told for ever; nothing in it says what time it is.

mod end;
mod pin;
mod stop;

/// One thing that the editor does. Words are those of the command `live-updates`; names are the story's own.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// `post`
    Post(&'static str, &'static [&'static str]),
    /// `edit`
    Edit(&'static str, &'static [&'static str]),
    /// `delete`
    Delete(&'static str),
    /// `feed edit`
    Feed(&'static [&'static str]),
}

const CHAPTERS: [&[Step]; 3] = [stop::STEPS, pin::STEPS, end::STEPS];

/// The steps of one round, in order.
pub(super) fn steps() -> impl Iterator<Item = Step> {
    CHAPTERS.into_iter().flatten().copied()
}

/// The step with this number; after the last comes the first.
pub(super) fn step(number: usize) -> Step {
    let length: usize = CHAPTERS.iter().map(|chapter| chapter.len()).sum();
    steps().nth(number % length.max(1)).unwrap_or(Step::Feed(&[]))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Step::{self, Delete, Edit, Feed, Post};

    /// How many steps there are of a kind.
    fn count(is: impl Fn(&Step) -> bool) -> usize {
        super::steps().filter(|step| is(step)).count()
    }

    fn words(step: &Step) -> &'static [&'static str] {
        match step {
            Post(_, words) | Edit(_, words) | Feed(words) => words,
            Delete(_) => &[],
        }
    }

    #[test]
    fn it_is_long_and_has_everything_that_an_editor_does() {
        let posts: BTreeSet<_> =
            super::steps().filter(|step| matches!(step, Post(..))).map(|step| words(&step)).collect();
        assert!(posts.len() >= 40, "{} different posts", posts.len());
        let says = |step: &Step, word: &str| words(step).contains(&word);
        let edits = |step: &Step, word: &str| matches!(step, Edit(..)) && says(step, word);
        assert!(count(|step| matches!(step, Edit(..)) && !says(step, "--correction")) >= 10);
        assert!(count(|step| edits(step, "--correction") && says(step, "--before")) >= 4);
        assert!(count(|step| edits(step, "--pin")) > 1 && count(|step| matches!(step, Delete(_))) > 1);
        assert_eq!(count(|step| edits(step, "--pin")), count(|step| edits(step, "--unpin")));
        assert!(count(|step| says(step, "breaking")) > 3 && count(|step| says(step, "--key")) > 3);
        assert!(count(|step| matches!(step, Post(_, ["--title", _]))) > 3, "a title alone is an entry");
        assert!(count(|step| matches!(step, Feed(_))) > 1);
    }

    #[test]
    fn names_and_pictures_are_there_before_they_are_used() {
        let mut names = BTreeSet::new();
        for step in super::steps() {
            match step {
                Post(name, _) => assert!(names.insert(name), "{name} is used twice"),
                Edit(name, _) | Delete(name) => assert!(names.contains(name), "{name} is not there yet"),
                Feed(_) => {}
            }
            for picture in words(&step).iter().flat_map(|word| word.split("\"src\": \"").skip(1)) {
                let path = picture.split('"').next().expect("an address");
                assert!(crate::root::root().join("server/demo").join(&path[1..]).is_file(), "{path}");
            }
        }
    }

    #[test]
    fn something_new_comes_with_every_second_step_at_least() {
        let posts: Vec<bool> = super::steps().map(|step| matches!(step, Post(..))).collect();
        let length = posts.len();
        assert!((0..length).all(|at| posts[at] || posts[(at + 1) % length]));
        assert!(super::super::BEAT.as_secs() * 2 < 10, "within ten seconds");
    }
}
