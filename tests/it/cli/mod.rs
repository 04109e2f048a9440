//! The program as its users meet it: what they type, what it prints, returns and writes.

mod build;
mod check;
mod disk;
mod edit;
mod fix;
mod harness;
mod import;
mod killed;
mod learn;
mod look;
mod new;
mod rename;
mod silence;
mod stats;
mod systems;
mod templates;
mod together;
mod usage;

use harness::Test;

/// A small knowledge base without a fault.
const GOOD: &str = "\
channels:
  phone:
    name: Telephone
    type: phone
touchpoints:
  hotline:
    name: Service hotline
    mission: Solve a concern in one conversation.
    channels: [phone]
    medium: analog
";
