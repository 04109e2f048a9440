//! Whatever is said in one notation can be said in the other, and means the same.

mod contract;
mod property;
pub(crate) mod random;
