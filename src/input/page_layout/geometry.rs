//! Places on a page, and what moves them.

#![allow(clippy::many_single_char_names)] // matrices and places are written as the formats' own descriptions write them

/// Six numbers: x' = a·x + c·y + e, y' = b·x + d·y + f.
pub type Matrix = [f32; 6];

/// Moves nothing.
pub const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
#[cfg(feature = "pdf")]
pub fn times(inner: &Matrix, outer: &Matrix) -> Matrix {
    let [a, b, c, d, e, f] = *inner;
    let [p, q, r, s, t, u] = *outer;
    [
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    ]
}

/// Where a place comes to lie.
pub fn apply(matrix: &Matrix, x: f32, y: f32) -> (f32, f32) {
    let [a, b, c, d, e, f] = *matrix;
    (a * x + c * y + e, b * x + d * y + f)
}

/// Left, top, right, bottom.
pub type Bounds = [f32; 4];

/// Holds nothing.
pub const NOWHERE: Bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];

/// Makes bounds hold a place.
pub fn extend(bounds: &mut Bounds, (x, y): (f32, f32)) {
    *bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
}

/// The bounds of two.
pub fn union(a: &Bounds, b: &Bounds) -> Bounds {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// What two have in common; without room if they have nothing.
pub fn intersection(a: &Bounds, b: &Bounds) -> Bounds {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// Where a rectangle comes to lie.
pub fn bounds_of(matrix: &Matrix, [x0, y0, x1, y1]: [f32; 4]) -> Bounds {
    let mut bounds = NOWHERE;
    for (x, y) in [(x0, y0), (x1, y0), (x0, y1), (x1, y1)] {
        extend(&mut bounds, apply(matrix, x, y));
    }
    bounds
}

/// How much room there is; none where right is left of left.
pub fn area(bounds: &Bounds) -> f32 {
    (bounds[2] - bounds[0]).max(0.0) * (bounds[3] - bounds[1]).max(0.0)
}

/// Wider by so much on every side.
pub fn grown(bounds: &Bounds, by: f32) -> Bounds {
    [bounds[0] - by, bounds[1] - by, bounds[2] + by, bounds[3] + by]
}

/// Whether a place lies in bounds.
pub fn holds(bounds: &Bounds, (x, y): (f32, f32)) -> bool {
    bounds[0] <= x && x <= bounds[2] && bounds[1] <= y && y <= bounds[3]
}

/// Whether bounds lie in others.
pub fn within(inner: &Bounds, outer: &Bounds) -> bool {
    outer[0] <= inner[0] && outer[1] <= inner[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

/// Quarter turns clockwise of what is written along a matrix's first direction, on a page whose y runs downwards; none for any
/// other angle. A line that is not quite straight counts as straight.
pub fn quarter_turns(matrix: &Matrix) -> Option<u8> {
    const STRAIGHT: f32 = 0.035; // two degrees
    let [a, b, ..] = *matrix;
    if b.abs() <= STRAIGHT * a.abs() {
        Some(if a >= 0.0 { 0 } else { 2 })
    } else if a.abs() <= STRAIGHT * b.abs() {
        Some(if b >= 0.0 { 1 } else { 3 })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_counted_clockwise() {
        let turns = |a, b| quarter_turns(&[a, b, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(
            [turns(1.0, 0.01), turns(0.0, 2.0), turns(-1.0, 0.0), turns(0.0, -1.0)],
            [0, 1, 2, 3].map(Some)
        );
        assert_eq!(turns(1.0, 0.1), None);
    }
}
