//! In which medium a step takes place: a step to digital, analog or neither.

use super::{Datum, ElementRef};

/// Where people meet the company in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// On a screen.
    Digital,
    /// In the physical world, or by voice.
    Analog,
}

impl Medium {
    /// The medium of a step: that of its touchpoint, at a hybrid one that of the step's channel. None where people are on their
    /// own, where the step goes through another journey, and where both media are possible.
    pub fn of(step: ElementRef<'_>) -> Option<Medium> {
        match step.target("touchpoint")?.word("medium")? {
            "digital" => Some(Medium::Digital),
            "analog" => Some(Medium::Analog),
            _ => Medium::of_channel(step.target("channel")?),
        }
    }

    /// The medium that goes with the type of a channel; none for `other`.
    fn of_channel(channel: ElementRef<'_>) -> Option<Medium> {
        match channel.word("type")? {
            "web" | "app" | "chat" | "bot" | "mail" | "social" => Some(Medium::Digital),
            "phone" | "letter" | "store" | "field" | "event" => Some(Medium::Analog),
            _ => None,
        }
    }

    /// The media of two steps of which one follows the other, where the medium breaks between them: it changes, and the later step
    /// carries nothing along. Nothing has to be said again where the company comes to people by itself, with a message or a
    /// parcel; where it sends somebody, it has.
    pub fn broken(before: ElementRef<'_>, now: ElementRef<'_>) -> Option<[Medium; 2]> {
        let media = [Medium::of(before)?, Medium::of(now)?];
        let carries = now.field("carries").is_some_and(|field| !field.data.content.is_empty());
        (media[0] != media[1] && !carries && !comes_by_itself(now.target("touchpoint")?)).then_some(media)
    }

    /// The word for it in the files.
    pub fn word(self) -> &'static str {
        match self {
            Medium::Digital => "digital",
            Medium::Analog => "analog",
        }
    }
}

/// Whether a touchpoint reaches people without their doing, and without somebody who could ask them.
fn comes_by_itself(touchpoint: ElementRef<'_>) -> bool {
    let staffed = touchpoint.field("staffed");
    touchpoint.word("initiated_by") == Some("company")
        && !staffed.is_some_and(|field| field.items().any(|item| matches!(item.datum, Datum::Bool(true))))
}
