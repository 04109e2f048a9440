//! `step`: one thing a person does on her journey.

use super::{Constraint, Field, Group, Kind, Kinds, Label, Scalar, Shape, Type, Variant, common};

pub(super) static KIND: Kind = Kind::part(
    "stage",
    Group::Core,
    ["step", "steps"],
    Label::new("Step", "Schritt"),
    Label::new("Steps", "Schritte"),
    Label::new(
        "One thing a person does on her journey. Its name says what she does; its fields tell where she does it, what she thinks \
         and feels, and what has to happen behind the scenes.",
        "Eines, was ein Mensch auf seiner Reise tut. Der Name sagt, was er tut; die Felder sagen, wo er es tut, was er \
         denkt und fühlt und was hinter den Kulissen geschehen muss.",
    ),
    FIELDS,
);

static MOMENT: &[Variant] = &[
    Variant::new("pain", "Pain point", "Schmerzmoment"),
    Variant::new("truth", "Moment of truth", "Moment der Wahrheit"),
    Variant::new("wow", "Moment of delight", "Begeisterungsmoment"),
];

static FIELDS: &[Field] = &[
    common::name(
        "What the person does, beginning with a verb: `Ask for advice`, not `Service process 4`.",
        "\"Ask for advice\"",
    ),
    common::summary("\"She wants to know which capsules suit the new machine.\""),
    Field::new(
        "touchpoint",
        Type::reference(&["touchpoint"]),
        Label::new("Touchpoint", "Touchpoint"),
        "Where the person meets the company in this step. Leave it out if she does it on her own; such steps belong to the journey too.",
        "service-hotline",
    ),
    Field::new(
        "journey",
        Type::reference(&["journey"]),
        Label::new("Sub-journey", "Teilreise"),
        "Another journey that is gone through in this step, such as signing in. It is written once and used wherever it is needed.",
        "sign-in",
    ),
    Field::new(
        "channel",
        Type::reference(&["channel"]),
        Label::new("Channel", "Kanal"),
        "The channel used in this step, if it is not all of those the touchpoint offers.",
        "phone",
    ),
    Field::new(
        "thought",
        Type::TEXT,
        Label::new("Thought", "Gedanke"),
        "What goes through the person's mind, in her own words.",
        "\"Hopefully I do not have to explain everything again.\"",
    ),
    Field::new(
        "expects",
        Type::TEXT,
        Label::new("Expects", "Erwartet"),
        "What the person takes for granted here. A step disappoints by missing the expectation, not by being slow as such.",
        "\"Somebody who knows my machine.\"",
    ),
    Field::new(
        "emotion",
        Type {
            shape: Shape::OneOrMapByReference(Kinds::Fixed(&["persona"])),
            scalar: Scalar::Integer { min: -2, max: 2 },
        },
        Label::new("Emotion", "Emotion"),
        "How the step feels, from -2 (awful) over 0 (neutral) to 2 (delightful): one value, or one for each persona, with \
         `default` for all others.",
        "{ busy-shopper: -1, default: 0 }",
    ),
    Field::new(
        "importance",
        Type::SCALE,
        Label::new("Importance", "Wichtigkeit"),
        "How much the step matters to the person, from 1 (hardly) to 5 (decisive). Signature interactions belong where this is 4 or 5.",
        "5",
    ),
    Field::new(
        "effort",
        Type::SCALE,
        Label::new("Effort", "Aufwand"),
        "How much trouble the step takes the person, from 1 (none) to 5 (a lot).",
        "2",
    ),
    Field::new(
        "duration",
        Type::DURATION,
        Label::new("Duration", "Dauer"),
        "How long the step takes as the person experiences it, waiting included.",
        "8min",
    ),
    Field::new(
        "optional",
        Type::BOOL,
        Label::new("Optional", "Freiwillig"),
        "Whether the person can leave the step out and still reach the outcome.",
        "true",
    ),
    Field::new(
        "repeats",
        Type::TEXT,
        Label::new("Repeats", "Wiederholungen"),
        "How often the person does this before she goes on: a number or a range in quotes. Many return to a page seven or eight \
         times before they buy.",
        "\"2-3\"",
    ),
    Field::new(
        "after",
        Type::list(Scalar::Reference { kinds: Kinds::Fixed(&["step"]), constraint: Constraint::SameJourney }),
        Label::new("After", "Setzt voraus"),
        "The steps of the same journey that have to be done before, by their ids. A step that stands before one it needs is reported.",
        "[notice-that-capsules-run-low]",
    ),
    Field::new(
        "carries",
        Type::references(&["context"]),
        Label::new("Carries along", "Nimmt mit"),
        "The context data that are handed on to this step, so that the person need not say them again. Where the medium changes \
         and nothing is carried along, the journey breaks.",
        "[machine-type]",
    ),
    Field::new(
        "requires",
        Type {
            shape: Shape::MapByReference(Kinds::Fixed(&["capability"])),
            scalar: Scalar::Integer { min: 1, max: 5 },
        },
        Label::new("Requires", "Erfordert"),
        "Which capabilities the company needs for this step, each with the level from 1 (basics) to 5 (mastery). Compared with \
         the level it has, this shows the gaps.",
        "{ coffee-advice: 4 }",
    ),
    Field::new(
        "moment",
        Type::word(MOMENT),
        Label::new("Moment", "Moment"),
        "What sort of moment this is, if it stands out: one that hurts, one that decides, one that delights.",
        "truth",
    ),
    Field::new(
        "pains",
        Type::references(&["pain"]),
        Label::new("Pains", "Schmerzpunkte"),
        "What goes wrong in this step. A pain is described once and named wherever it is felt.",
        "[delivery-date-unclear]",
    ),
    Field::new(
        "backstage",
        Type::references(&["process"]),
        Label::new("Backstage", "Hinter den Kulissen"),
        "The processes that have to work, unseen by the person, for this step to succeed.",
        "[check-capsule-stock]",
    ),
];
