//! The keys of a mapping, in tables: name, the words of other generators, what the value looks like and what it is for.
//! Three readers go by them: [`super::Reader`], which takes bounds and choices from here, `schema` and the handbook.

use crate::diag::About;

/// One key that a mapping may have.
#[derive(Debug)]
pub struct Key {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    pub value: Shape,
    /// What it is for, for authors.
    pub about: About,
}

/// What a value must look like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    Text,
    Date,
    Time,
    /// `ja` or `nee`.
    Flag,
    Number {
        min: i64,
        max: i64,
    },
    OneOf(&'static [&'static str]),
    /// A language tag, such as `nl`.
    Language,
    /// The address of a site.
    Web,
    /// One text, or a list of them.
    Texts,
    /// One or more of these words.
    SomeOf(&'static [&'static str]),
    /// Groups of the school: `[5, 6]`, `5-6`.
    Groups,
    Mapping(&'static Keys),
    Mappings(&'static Keys),
    /// Free names, each with a mapping.
    Named(&'static Keys),
    /// Free names, each with a text or with a mapping.
    Labels(&'static Keys),
    /// Codes of findings, each with a level.
    Levels,
    /// For another program: krijt does not look at it.
    Any,
    /// A key of earlier versions: it may not be there any more.
    Gone,
}

/// A row, with what the key is for in Dutch and in English.
pub const fn key(name: &'static str, value: Shape, nl: &'static str, en: &'static str) -> Key {
    alias(name, &[], value, nl, en)
}

pub const fn alias(
    name: &'static str,
    aliases: &'static [&'static str],
    value: Shape,
    nl: &'static str,
    en: &'static str,
) -> Key {
    Key { name, aliases, value, about: [nl, en] }
}

/// The tables that hold for a mapping, what the mapping is called in messages, and the keys that it must have: `a|b` is one
/// of the two.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    pub owner: &'static str,
    pub tables: &'static [&'static [Key]],
    pub required: &'static [&'static str],
}

impl Keys {
    pub fn rows(&self) -> impl Iterator<Item = &'static Key> + use<> {
        self.tables.iter().flat_map(|table| table.iter())
    }

    /// What must be there, each by the keys of which one will do.
    pub fn required(&self) -> impl Iterator<Item = std::str::Split<'static, char>> + use<> {
        self.required.iter().map(|names| names.split('|'))
    }

    /// A mapping of these keys, to write after: those that it must have, or else its first.
    pub fn sample(&self) -> String {
        let first = || self.rows().next().map(|row| row.name);
        let names: Vec<&str> = match self.required {
            [] => first().into_iter().collect(),
            _ => self.required().filter_map(|mut either| either.next()).collect(),
        };
        let pairs: Vec<String> = names.iter().map(|name| format!("{name}: …")).collect();
        format!("{{{}}}", pairs.join(", "))
    }

    /// The row of a key by its name or one of its aliases.
    pub fn row(&self, written: &str) -> Option<&'static Key> {
        self.rows().find(|row| row.name == written || row.aliases.contains(&written))
    }

    pub fn find(&self, written: &str) -> Option<&'static str> {
        self.row(written).map(|row| row.name)
    }

    /// A key for which people have another word.
    fn synonym(&self, written: &str, taken: &[&str]) -> Option<&'static str> {
        let word = written.to_lowercase();
        let row = |key: &str| self.rows().find(|row| row.name == key && !taken.contains(&row.name));
        let has = |words: &&str| words.split(' ').any(|one| one == word || one == word.replace([' ', '_'], "-"));
        SYNONYMS.iter().filter(|(_, words)| has(words)).find_map(|(key, _)| Some(row(key)?.name))
    }

    /// What `written` could have been meant to be, less what is `taken`.
    pub fn closest(&self, written: &str, taken: &[&str]) -> Option<&'static str> {
        let free = self.rows().filter(|row| !taken.contains(&row.name));
        let words = free.flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
        crate::suggest::closest(written, words).or_else(|| self.synonym(written, taken))
    }
}

/// What people call keys, each row in words with blanks between them; a blank in a word is a hyphen.
const SYNONYMS: &[(&str, &str)] = &[
    ("titel", "naam kop onderwerp heading subject"),
    ("samenvatting", "omschrijving beschrijving inleiding intro korte-inhoud inhoud abstract"),
    ("groepen", "groep klas klassen leerjaar leerjaren doelgroep grade grades"),
    ("duur", "tijd tijdsduur minuten lestijd lesduur-in-minuten tijd-in-minuten time minutes"),
    ("doelen", "doelstellingen leeruitkomsten doel goals goal"),
    ("materiaal", "benodigdheden spullen nodig materialen wat-heb-je-nodig needs"),
    ("voorbereiding", "voorbereiden vooraf preparation"),
    ("invaller", "inval invalkracht vervanger substitute"),
    ("begrippen", "woorden woordenlijst termen terms"),
    ("wat", "onderwerp activiteit onderdeel titel omschrijving naam what title"),
    ("waar", "zaal ruimte lokaal plaats plek locatie where room"),
    ("wie", "door verantwoordelijke persoon wie-doet-het who"),
    ("nodig", "materiaal benodigdheden spullen"),
    ("toelichting", "uitleg opmerking opmerkingen bijzonderheden notes"),
    ("datum", "dag wanneer day"),
    ("dagen_vooraf", "wanneer vooraf dagen dag when days"),
    ("aanvang", "start begin begintijd starttijd tijd start-time"),
    ("einde", "eind eindtijd end end-time"),
    ("van", "begin start vanaf startdatum begindatum from"),
    ("tot", "eind einde einddatum tot-en-met t/m until to"),
    ("locatie", "plaats waar zaal location"),
    ("trefwoorden", "labels steekwoorden onderwerpen categorieen categories"),
    ("bijgewerkt", "gewijzigd aangepast laatst-gewijzigd"),
    ("beeld", "afbeelding foto plaatje picture"),
    ("contact", "vragen contactpersoon"),
    ("voorproefje", "preview preheader"),
    ("uitleg", "betekenis definitie omschrijving meaning"),
    ("naam", "name"),
    ("plaats", "stad woonplaats city"),
];
