//! What the forms of a Dutch word have in common: `pesten` and `gepest` are `pest`, `brieven` is `brief`. No dictionary and
//! no linguistics: a few steps that are the same in Rust and in `20-stems.js`, on folded words. That two words share a stem
//! only means that one finds the other as well.

/// Shorter words are taken as they are.
const SHORTEST: usize = 4;
/// As much of a word is left.
const LEFT: usize = 3;

/// Forms that no rule sees.
const OTHERS: &[(&str, &str)] = &[("kinder", "kind"), ("lez", "lees"), ("leest", "lees"), ("lees", "lees")];
/// Words that begin as a participle and are none.
const NO_PARTICIPLES: &[&str] = &["gebruik", "gebeur", "geluid"];

pub fn stem(word: &str) -> String {
    let mut word = word.to_string();
    if word.len() < SHORTEST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    without_diminutive(&mut word);
    while without_ending(&mut word) {}
    if let Some((_, stem)) = OTHERS.iter().find(|(form, _)| *form == word) {
        return stem.to_string();
    }
    without_participle(&mut word);
    without_doubled_vowel(&mut word);
    match word.as_bytes().last() {
        Some(b'v') => replace_last(&mut word, 'f'),
        Some(b'z') => replace_last(&mut word, 's'),
        _ => {}
    }
    word
}

fn replace_last(word: &mut String, with: char) {
    word.pop();
    word.push(with);
}

/// The byte so many from the end, the last one being 1; a blank before the first one.
fn back(word: &str, at: usize) -> u8 {
    word.len().checked_sub(at).map_or(b' ', |at| word.as_bytes()[at])
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn is_consonant(byte: u8) -> bool {
    byte != b' ' && !is_vowel(byte)
}

fn cut(word: &mut String, bytes: usize) -> bool {
    let is_cut = word.len() >= bytes + LEFT;
    if is_cut {
        word.truncate(word.len() - bytes);
    }
    is_cut
}

/// `filmpjes`, `wachtwoordje`, `spelletje`.
fn without_diminutive(word: &mut String) {
    if word.ends_with("jes") {
        cut(word, 1);
    }
    if !word.ends_with("je") || word.len() < 6 {
        return;
    }
    let (before_tje, same) = (back(word, 4), back(word, 4) == back(word, 5));
    if word.ends_with("etje") && is_consonant(back(word, 5)) && back(word, 5) == back(word, 6) {
        cut(word, 4);
    } else if word.ends_with("tje")
        && (is_vowel(before_tje) && !same || matches!(before_tje, b'l' | b'n' | b'r' | b'w'))
        || word.ends_with("mpje")
    {
        cut(word, 3);
    } else {
        cut(word, 2);
    }
}

/// One ending of a plural, a verb or an adjective. Whether there was one.
fn without_ending(word: &mut String) -> bool {
    if word.ends_with("heden") && word.len() > 7 {
        word.truncate(word.len() - 3);
        word.push_str("id");
        return true;
    }
    let (last, before, third) = (back(word, 1), back(word, 2), back(word, 3));
    if is_consonant(last) && last == before {
        return cut(word, 1);
    }
    let is_ended = match last {
        b'n' if before == b'e' => return cut(word, 2),
        b's' if is_consonant(before) => before != b's',
        b's' if before == b'e' => is_consonant(third) || third == b'i',
        b's' => is_consonant(third),
        b'e' => is_consonant(before) || before == b'i',
        _ => false,
    };
    is_ended && cut(word, 1)
}

/// `gepest`, `gedeeld`.
fn without_participle(word: &mut String) {
    let is_ended = matches!(back(word, 1), b'd' | b't');
    let is_one = word.starts_with("ge") && word.len() >= 6 && is_ended && word.as_bytes()[2] != b'e';
    if !is_one || NO_PARTICIPLES.iter().any(|start| word.starts_with(start)) {
        return;
    }
    word.drain(..2);
    if is_long(word, 2) {
        cut(word, 1);
    }
}

/// Do a doubled vowel and a consonant stand so far from the end?
fn is_long(word: &str, at: usize) -> bool {
    let vowel = back(word, at + 1);
    is_consonant(back(word, at)) && vowel == back(word, at + 2) && matches!(vowel, b'a' | b'e' | b'o' | b'u')
}

/// `maakt` and `maak` are `mak`, as `maken` is.
fn without_doubled_vowel(word: &mut String) {
    if word.ends_with('t') && word.len() > SHORTEST && is_long(word, 2) {
        cut(word, 1);
    }
    if word.len() >= SHORTEST && is_long(word, 1) {
        word.remove(word.len() - 2);
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["pesten", "gepest", "pest"][..],
            &["informeren", "geinformeerd", "informeert", "informeer"],
            &["wachtwoord", "wachtwoorden", "wachtwoordje", "wachtwoordjes"],
            &["kind", "kinderen", "kinderen"],
            &["brief", "brieven", "briefje"],
            &["les", "lessen"],
            &["delen", "deel", "deelt", "gedeeld"],
            &["foto", "fotos"],
            &["film", "filmpje", "filmpjes", "films"],
            &["spel", "spelletje", "spelletjes"],
            &["mens", "mensen"],
            &["game", "games", "gamen"],
            &["cookie", "cookies"],
            &["digitaal", "digitale"],
            &["gesprek", "gesprekken"],
            &["mogelijkheid", "mogelijkheden"],
            &["gezicht", "gezichten"],
            &["app", "apps"],
            &["reis", "reizen"],
        ] {
            let stems: Vec<String> = forms.iter().map(|word| stem(word)).collect();
            assert!(stems.iter().all(|found| *found == stems[0]), "{forms:?}: {stems:?}");
        }
        assert_ne!(stem("lezen"), stem("lessen"));
        assert_eq!(stem("2026"), "2026");
    }

    #[test]
    fn a_stem_has_letters_left() {
        for word in ["een", "en", "geen", "ee", "jes", "sjes", "heden", "eeee", "zzzz", "gebe", "getjes", "oooot"] {
            assert!(stem(word).len() >= word.len().min(3), "{word}");
        }
    }
}
