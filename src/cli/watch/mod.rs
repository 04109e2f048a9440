//! Knowledge bases that are read again whenever their files change: for `check --watch` and `serve`.
//!
//! [`Watch`] turns what the system tells about files into batches of touched paths, [`Kept`] turns these into what has changed.

mod events;
mod interrupt;
mod kept;

pub(super) use events::{Touched, Watch};
pub(super) use interrupt::on_interrupt;
pub(super) use kept::{Change, Kept};
