//! The written forms of a review.
