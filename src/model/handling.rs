//! How a contact should be treated: a touchpoint's value for customer and company to a word of the field `handling`.

use super::ElementRef;

/// What to do with a contact, by its value for the customer and for the company: the Value-Irritant matrix of Bill Price.
const MATRIX: &[(&str, &str, &str)] = &[
    ("high", "high", "dialogue"),
    ("high", "low", "automate"),
    ("low", "high", "simplify"),
    ("low", "low", "eliminate"),
];

/// The handling that the two values of a touchpoint call for; none while one of them is not known.
pub fn called_for(touchpoint: ElementRef<'_>) -> Option<&'static str> {
    let values = (touchpoint.word("customer_value")?, touchpoint.word("company_value")?);
    MATRIX.iter().find(|(customer, company, _)| (*customer, *company) == values).map(|(_, _, handling)| *handling)
}

/// Whether a touchpoint is handled as its values call for; none where either side is not known. What people value and do by
/// themselves on a screen is automated by its nature, whatever it is worth to the company.
pub fn is_as_called_for(touchpoint: ElementRef<'_>) -> Option<bool> {
    let (called_for, handling) = (called_for(touchpoint)?, touchpoint.word("handling")?);
    Some(called_for == handling || is_self_service(touchpoint, handling))
}

fn is_self_service(touchpoint: ElementRef<'_>, handling: &str) -> bool {
    handling == "automate"
        && touchpoint.word("customer_value") == Some("high")
        && touchpoint.flag("staffed") != Some(true)
        && touchpoint.targets("channels").iter().all(|channel| matches!(channel.word("type"), Some("web" | "app")))
}
