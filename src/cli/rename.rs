//! `touchbase rename`: another id or another name for an element, everywhere at once.

use clap::Args;

use super::Outcome;
use super::base;
use super::changes::Consent;
use super::failure::Failure;
use super::list::Place;
use super::refactor::{make, meant, refused};
use super::terminal::Terminal;
use crate::diagnostic::visible::visible_line;
use crate::refactor;

/// Arguments of `touchbase rename`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase rename hotline service-line
  touchbase rename order-capsules.get-help ask-for-help   a step of a journey
  touchbase rename hotline \"Service line\" --name          its display name
  touchbase rename hotline service-line --dry-run         only show the changes

Every use is changed, in .cx, in YAML and in Markdown. The old id is kept under
`formerly` and an old name under `aliases`, so that what points there from
outside still finds it. Nothing is written when the new word is taken or when
anything would mean something else afterwards.")]
pub(super) struct Arguments {
    /// Id, name, alias or former id of an element; `journey.step` for a step
    old: String,
    /// Its new id, or with --name its new display name
    new: String,
    /// Change the display name; the id stays
    #[arg(long)]
    name: bool,
    /// Do not keep the old id under `formerly`
    #[arg(long, conflicts_with = "name")]
    no_formerly: bool,
    /// Do not keep the old name under `aliases`
    #[arg(long, requires = "name")]
    no_alias: bool,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    consent: Consent,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let options = base::options();
    let base = base::open(arguments.place.base.as_deref(), &options)?;
    let element = meant(&base, &arguments.old, terminal)?;
    let (id, compilation) = (element.id(), &base.compilation);
    let (old, new) = match arguments.name {
        true => (element.name().to_string(), arguments.new.trim().to_owned()),
        false => (element.address(), arguments.new.trim().to_owned()),
    };
    let plan = match arguments.name {
        true => refactor::display_name(compilation, id, &new, !arguments.no_alias, &options),
        false => refactor::rename(compilation, id, &new, !arguments.no_formerly, &options),
    };
    let plan = plan.map_err(|refusal| refused(&base, &refusal))?;
    let did = format!("`{}` is `{}` now.", visible_line(&old), visible_line(&new));
    make(&base, &plan, &did, &arguments.consent, terminal)?;
    Ok(Outcome::Done)
}
