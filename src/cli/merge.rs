//! `touchbase merge`: two elements that mean the same become one.

use clap::Args;

use super::Outcome;
use super::base;
use super::changes::Consent;
use super::failure::Failure;
use super::list::Place;
use super::refactor::{make, meant, refused};
use super::terminal::Terminal;
use crate::diagnostic::visible::{brief, visible_line};
use crate::model::ElementRef;
use crate::refactor::{self, Choice, Side};

/// Arguments of `touchbase merge`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  touchbase merge hotline help-line                    `hotline` stays
  touchbase merge hotline help-line --prefer hotline   right where they differ
  touchbase merge hotline help-line --prefer hotline --take mission=help-line

The first one stays, with its id and its name. What only the other says moves
over, lists are united, its names become aliases, its ids former ids, and every
use of it means the first one. Fields in which the two contradict each other are
shown, and nothing is changed until you say whose word counts.")]
pub(super) struct Arguments {
    /// The element that stays: id, name, alias or former id
    a: String,
    /// The element that becomes part of it
    b: String,
    /// Whose word counts where the two contradict each other: one of the two
    #[arg(long, value_name = "ELEMENT")]
    prefer: Option<String>,
    /// Whose word counts in one field: `mission=hotline`
    #[arg(long, value_name = "FIELD=ELEMENT")]
    take: Vec<String>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    consent: Consent,
}

/// Runs the verb.
pub(super) fn run(arguments: &Arguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let options = base::options();
    let base = base::open(arguments.place.base.as_deref(), &options)?;
    let kept = meant(&base, &arguments.a, terminal)?;
    let gone = meant(&base, &arguments.b, terminal)?;
    let choice = choice(arguments, kept, gone)?;
    let plan = refactor::merge(&base.compilation, kept.id(), gone.id(), &choice, &options);
    let plan = plan.map_err(|refusal| refused(&base, &refusal))?;
    let (one, other) = (visible_line(&kept.address()), visible_line(&gone.address()));
    make(&base, &plan, &format!("`{other}` is part of `{one}` now."), &arguments.consent, terminal)?;
    Ok(Outcome::Done)
}

fn choice(arguments: &Arguments, kept: ElementRef<'_>, gone: ElementRef<'_>) -> Result<Choice, Failure> {
    let prefer = arguments.prefer.as_deref().map(|word| side(word, kept, gone)).transpose()?;
    let take = arguments.take.iter().map(|entry| match entry.split_once('=') {
        Some((field, word)) => Ok((field.trim().to_owned(), side(word, kept, gone)?)),
        None => {
            let message = format!("`--take {}` does not say whose word counts.", visible_line(&brief(entry)));
            Err(Failure::new(message).help(format!("For example `--take mission={}`.", kept.key())))
        }
    });
    Ok(Choice { prefer, take: take.collect::<Result<_, Failure>>()? })
}

/// Which of the two a word means; `a` and `b` when nothing else is called so.
fn side(word: &str, kept: ElementRef<'_>, gone: ElementRef<'_>) -> Result<Side, Failure> {
    let word = word.trim();
    let named = kept.model().lookup(word).map(|(element, _)| element);
    match (named, word) {
        (Some(element), _) if element == kept => Ok(Side::Kept),
        (Some(element), _) if element == gone => Ok(Side::Gone),
        (None, "a") => Ok(Side::Kept),
        (None, "b") => Ok(Side::Gone),
        _ => {
            let message = format!("`{}` is neither of the two.", visible_line(&brief(word)));
            Err(Failure::new(message).help(format!("Say `{}` or `{}`.", kept.key(), gone.key())))
        }
    }
}
