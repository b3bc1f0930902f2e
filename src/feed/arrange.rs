//! Which items stay where they are when a list changes its order: as many as possible, and the one we are asked to keep.

/// Which items need not move. `now[i]` is where the item that should be `i`-th stands today; all values differ.
///
/// The answer is a longest increasing run of `now`, so `n` minus its length is the fewest moves there are. Where several
/// runs are equally long, one that holds the item `keep` (an index into `now`) is taken if there is one: in a full reversal
/// any single item may be the one that stays.
#[must_use]
pub fn stays(now: &[usize], keep: Option<usize>) -> Vec<bool> {
    let ends = lengths(now.iter().copied());
    let longest = ends.iter().copied().max().unwrap_or(0);
    let mut stay = vec![false; now.len()];
    // How long a run can be that starts at each item: the same question, asked backwards of the negated list.
    let mut starts = lengths(now.iter().rev().map(|at| usize::MAX - at));
    starts.reverse();
    let on_longest = |at: &usize| ends[*at] + starts[*at] == longest + 1;
    let through = keep
        .filter(|at| *at < now.len())
        .filter(on_longest)
        .or_else(|| (0..now.len()).rev().find(|at| ends[*at] == longest));
    let Some(through) = through else { return stay };
    stay[through] = true;
    let (mut length, mut value) = (ends[through], now[through]);
    for at in (0..through).rev() {
        if ends[at] + 1 == length && now[at] < value {
            stay[at] = true;
            (length, value) = (ends[at], now[at]);
        }
    }
    let (mut length, mut value) = (starts[through], now[through]);
    for at in through + 1..now.len() {
        if starts[at] + 1 == length && now[at] > value {
            stay[at] = true;
            (length, value) = (starts[at], now[at]);
        }
    }
    stay
}

/// For each item, how long the longest increasing run is that ends with it (patience sorting, n log n).
fn lengths(values: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    values
        .map(|value| {
            let pile = tails.partition_point(|tail| *tail < value);
            match tails.get_mut(pile) {
                Some(tail) => *tail = value,
                None => tails.push(value),
            }
            pile + 1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::stays;

    fn permutation() -> impl Strategy<Value = Vec<usize>> {
        (0_usize..200).prop_flat_map(|n| Just((0..n).collect::<Vec<_>>()).prop_shuffle())
    }

    /// The longest increasing run by the slow and obvious way.
    fn longest(now: &[usize]) -> usize {
        let mut best: Vec<usize> = Vec::new();
        for (at, value) in now.iter().enumerate() {
            let before = (0..at).filter(|other| now[*other] < *value).map(|other| best[other]).max();
            best.push(before.unwrap_or(0) + 1);
        }
        best.into_iter().max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn as_many_as_possible_stay_and_they_are_in_order(now in permutation()) {
            let stay = stays(&now, None);
            let kept: Vec<_> = now.iter().zip(&stay).filter(|(_, stay)| **stay).map(|(at, _)| *at).collect();
            prop_assert!(kept.is_sorted());
            prop_assert_eq!(kept.len(), longest(&now));
        }

        #[test]
        fn any_one_item_can_be_kept_in_a_full_reversal(n in 1_usize..200, keep in 0_usize..200) {
            let now: Vec<usize> = (0..n).rev().collect();
            let stay = stays(&now, Some(keep % n));
            prop_assert!(stay[keep % n]);
            prop_assert_eq!(stay.iter().filter(|stay| **stay).count(), 1);
        }
    }
}
