//! Whatever is said in one notation can be said in the other, and means the same.

mod contract;
mod property;
pub(crate) mod random;

pub(crate) use random::CONFIG;

/// The blocks of a random knowledge base.
pub(crate) fn random_blocks(tape: &[u16]) -> Vec<crate::generate::written::Block> {
    let schema = crate::support::base(&[("touchbase.yaml", CONFIG)]).model.schema;
    random::blocks(&schema, &mut random::Tape::new(tape))
}
