//! Work on many inputs by several threads, its answers taken in the order of the inputs.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// The weight of an input that takes the place of several.
pub const HEAVY: usize = AHEAD;

/// Answers that a thread may have ready and not taken: what is slow in front holds the others up before memory is full.
const AHEAD: usize = 4;

/// The stack of a thread in bytes, as large as that of a program's first thread.
const STACK: usize = 8 * 1024 * 1024;

/// How many threads there are, if nobody says so: one a core.
pub fn jobs(asked: Option<NonZeroUsize>) -> usize {
    let cores = || thread::available_parallelism().ok();
    asked.or_else(cores).map_or(1, NonZeroUsize::get)
}

/// What is being done.
struct Progress<R> {
    /// The first input that nobody works on.
    next: usize,
    /// The weight of all that is worked on or waits to be taken.
    weight: usize,
    /// What is done and not taken.
    done: BTreeMap<usize, R>,
    /// Whether nothing more is wanted.
    is_over: bool,
}

/// Works on each item by one of `jobs` threads and gives the answers to `take` in the order of the items. An item of a weight
/// above 1 takes the place of several. What `take` refuses ends it; what is being worked on is waited for.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    jobs: usize,
    weigh: impl Fn(&T) -> usize + Sync,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    if jobs < 2 || items.len() < 2 {
        return items.iter().try_for_each(|item| take(work(item)));
    }
    let progress = Mutex::new(Progress {
        next: 0,
        weight: 0,
        done: BTreeMap::new(),
        is_over: false,
    });
    let changed = Condvar::new();
    let worker = || {
        let mut now = locked(&progress);
        loop {
            let Some(item) = items.get(now.next).filter(|_| !now.is_over) else {
                return;
            };
            let weight = weigh(item).clamp(1, AHEAD * jobs);
            if now.weight + weight > AHEAD * jobs {
                now = changed.wait(now).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let index = now.next;
            now.next += 1;
            now.weight += weight;
            drop(now);
            let answer = work(item);
            now = locked(&progress);
            now.done.insert(index, answer);
            changed.notify_all();
        }
    };
    thread::scope(|scope| {
        for _ in 0..jobs.min(items.len()) {
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker)?;
        }
        let mut taken = Ok(());
        for (index, item) in items.iter().enumerate() {
            let mut now = locked(&progress);
            let answer = loop {
                match now.done.remove(&index) {
                    Some(answer) => break answer,
                    None => now = changed.wait(now).unwrap_or_else(PoisonError::into_inner),
                }
            };
            now.weight -= weigh(item).clamp(1, AHEAD * jobs);
            drop(now);
            changed.notify_all();
            taken = take(answer);
            if taken.is_err() {
                break;
            }
        }
        locked(&progress).is_over = true;
        changed.notify_all();
        taken
    })
}

/// A thread that broke down does not break the others: what it worked on is guarded by itself.
fn locked<R>(progress: &Mutex<Progress<R>>) -> MutexGuard<'_, Progress<R>> {
    progress.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..500).collect();
        for jobs in [1, 2, 7] {
            let mut taken = Vec::new();
            let slow = |item: &u64| {
                std::thread::sleep(std::time::Duration::from_micros(item * 37 % 101));
                item * 2
            };
            let weigh = |item: &u64| usize::try_from(item % 40).unwrap_or(1);
            in_order(&items, jobs, weigh, slow, |answer| {
                taken.push(answer);
                Ok(())
            })
            .expect("nothing is refused");
            assert_eq!(taken, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_refused_ends_it() {
        let items: Vec<u32> = (0..1000).collect();
        let mut taken = 0;
        let done = in_order(
            &items,
            3,
            |_| 1,
            |item| *item,
            |answer| {
                taken += 1;
                if answer == 9 {
                    Err(io::ErrorKind::BrokenPipe.into())
                } else {
                    Ok(())
                }
            },
        );
        assert!(done.is_err());
        assert_eq!(taken, 10);
    }
}
