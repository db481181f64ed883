//! Sorting in little code: each type that the standard library's sorts are used with costs the page some 6 KB of WebAssembly.

/// Sorts in place, in n log n steps whatever the input; equal items may change places.
pub fn sort<T: Ord>(items: &mut [T]) {
    for node in (0..items.len() / 2).rev() {
        sink(items, node);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sink(&mut items[..end], 0);
    }
}

/// Sorts by a key; items with equal keys keep their order.
pub fn sorted_by_key<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut order: Vec<(K, usize)> = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        order.push((key(item), index));
    }
    sort(&mut order);
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.iter().filter_map(|(_, index)| items[*index].take()).collect()
}

/// Lets an item of a heap sink to where no item below it is larger.
fn sink<T: Ord>(heap: &mut [T], mut node: usize) {
    loop {
        let mut child = 2 * node + 1;
        if child + 1 < heap.len() && heap[child] < heap[child + 1] {
            child += 1;
        }
        if child >= heap.len() || heap[node] >= heap[child] {
            return;
        }
        heap.swap(node, child);
        node = child;
    }
}

/// Sorts, and keeps one of equal items.
pub fn sort_distinct<T: Ord>(items: &mut Vec<T>) {
    sort(items);
    items.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_some_numbers_is_sorted() {
        // The digits of a counter: short and long runs, equal numbers, every order of five.
        for arrangement in 0..7_usize.pow(5) {
            let mut items: Vec<usize> = (0..7).map(|place| arrangement / 7_usize.pow(place) % 7).collect();
            let mut wanted = items.clone();
            wanted.sort_unstable();
            sort(&mut items);
            assert_eq!(items, wanted);
            wanted.dedup();
            sort_distinct(&mut items);
            assert_eq!(items, wanted);
        }
        let words = vec!["三", "一一", "二", "五五", "四"];
        assert_eq!(
            sorted_by_key(words, |word| word.len()),
            ["三", "二", "四", "一一", "五五"]
        );
        let mut none: [u8; 0] = [];
        sort(&mut none);
    }
}
