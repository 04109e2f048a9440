//! Ascending numbers as short texts: steps from one to the next, or one bit for each number where that is shorter.

/// Six bits a character, none of which a script has to escape.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Begins a text of bits.
const BITS: char = '!';

/// Appends `numbers`, which ascend, to `text`.
pub(super) fn push(numbers: &[u32], text: &mut String) {
    let from = text.len();
    let longest = numbers.last().map_or(0, |last| *last as usize / 6 + 2);
    let mut last = 0;
    for number in numbers {
        push_number(number - last, text);
        last = *number;
        if text.len() - from > longest {
            text.truncate(from);
            return push_bits(numbers, text);
        }
    }
}

/// Appends one number: five bits a character, the low ones first, the sixth says that there are more.
pub(super) fn push_number(number: u32, text: &mut String) {
    let mut rest = number;
    while rest >= 32 {
        push_digit(32 | (rest & 31) as usize, text);
        rest >>= 5;
    }
    push_digit(rest as usize, text);
}

fn push_bits(numbers: &[u32], text: &mut String) {
    text.push(BITS);
    let (mut bits, mut at) = (0_usize, 0_u32);
    for number in numbers {
        while at < number / 6 {
            push_digit(bits, text);
            (bits, at) = (0, at + 1);
        }
        bits |= 1 << (number % 6);
    }
    push_digit(bits, text);
}

fn push_digit(digit: usize, text: &mut String) {
    text.push(ALPHABET.get(digit).copied().map_or('A', char::from));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same in reverse, as `search.js` reads it.
    fn read(text: &str) -> Vec<u32> {
        let digit = |c: u8| ALPHABET.iter().position(|known| *known == c).unwrap() as u32;
        if let Some(bits) = text.strip_prefix(BITS) {
            let of = |(at, c): (usize, u8)| {
                (0..6).filter(move |bit| digit(c) >> bit & 1 == 1).map(move |bit| at as u32 * 6 + bit)
            };
            return bits.bytes().enumerate().flat_map(of).collect();
        }
        let (mut numbers, mut last, mut step, mut shift) = (Vec::new(), 0, 0, 0);
        for c in text.bytes() {
            step |= (digit(c) & 31) << shift;
            shift += 5;
            if digit(c) < 32 {
                last += step;
                numbers.push(last);
                (step, shift) = (0, 0);
            }
        }
        numbers
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(numbers in proptest::collection::btree_set(0_u32..3000, 0..900)) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let mut text = String::new();
            push(&numbers, &mut text);
            prop_assert_eq!(&read(&text), &numbers);
            prop_assert!(text.len() <= 3000 / 6 + 3, "{}", text);
        }
    }

    #[test]
    fn frequent_words_take_a_bit_for_each_page() {
        let mut text = String::new();
        push(&(0..600).collect::<Vec<_>>(), &mut text);
        assert_eq!(text, format!("!{}", "_".repeat(100)));
    }
}
