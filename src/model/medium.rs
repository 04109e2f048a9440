//! In which medium a step takes place: a step to digital, analog or neither.

use super::ElementRef;

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

    /// The word for it in the files.
    pub fn word(self) -> &'static str {
        match self {
            Medium::Digital => "digital",
            Medium::Analog => "analog",
        }
    }
}
