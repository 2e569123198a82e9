//! The words of other programs, and of people, for what is hidden and what is not: in small letters, with no sign or
//! blank in them.

/// Words, with blanks between them.
pub struct WordSet(&'static str);

impl WordSet {
    pub fn has(&self, word: &str) -> bool {
        self.0.split_ascii_whitespace().any(|known| known == word)
    }
}

/// Words that are near a key that hides by accident.
pub const OTHERS: WordSet = WordSet(
    "concert concerts content contents context craft crafts credit credits editable edited editor editors \
     expeditie graft publisher publishers",
);

/// Keys of other programs that hide, unless they say no.
pub const HIDES: WordSet = WordSet(
    "alleenleerkracht alleenleerkrachten alleenteam alleenvoorhetteam alleenvoorteam besloten confidential \
     embargo exclude expires expirydate geheim headless hidden hide ignore intern internal klad kladje \
     nietopenbaar nietpubliceren nietzichtbaar notpublic notpublished offline password privaat private prive \
     protected restricted secret skip staffonly teacheronly teachersonly teamonly unlisted unpublish \
     unpublishdate unpublished verberg verbergen verborgen verlooptop vertrouwelijk wachtwoord wip",
);

/// Keys of other programs that hide, unless they say yes or give a day.
pub const SHOWS: WordSet = WordSet(
    "access listed onlinevanaf openbaar public publicatie publicatiedatum publiceer publiceervanaf publiceren \
     publicerenop publish publishat published publishedfrom publishon releasedate render toegang visibility \
     visible zichtbaar zichtbaarheid zichtbaarvanaf",
);

/// Those of them that other programs use for the day of a text, which hides nothing there.
pub const DAYS: WordSet = WordSet("publicatie publicatiedatum published releasedate");

/// Values that hide, whatever the key is called.
pub const HIDDEN: WordSet = WordSet(
    "alleenteam alleenvoorhetteam besloten concept confidential draft geheim hidden intern internal klad nietaf \
     nietopenbaar private prive secret staffonly teamonly unlisted unpublished verborgen vertrouwelijk wip",
);

/// Those of them that say that a text is not ready.
pub const UNFINISHED: WordSet = WordSet("concept draft klad nietaf unpublished wip");

/// Keys that say for whom a text is.
pub const AUDIENCE: WordSet = WordSet("audience doelgroep for lezers readers voor");

/// Those who are not everybody.
pub const INSIDERS: WordSet =
    WordSet("directie intern internal leerkracht leerkrachten leraren mr personeel staff teachers team");

/// How people say no.
pub const NO: WordSet = WordSet("0 false geen n nee never no nooit off onwaar uit");

/// How people say yes.
pub const YES: WordSet = WordSet(
    "1 aan all alle allen always everybody everyone gepubliceerd iedereen ja on openbaar public published true \
     waar y yes",
);
