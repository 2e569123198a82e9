//! The table of codes: a line each. What they say stands in `messages/`, in Dutch and in English.
//!
//! Conventions for arguments: values come bare (`script`, not `<script>`; `melden`, not `#melden`; a block's name without
//! its dot), sizes and limits with their unit (`16 KiB`), bytes in hexadecimal (`E9`), characters as `U+202E`,
//! `options` and `anchors` as a list ready to print. The arguments `kind`, `expected`, `found`, `what`, `where`, `reason`, `readers`
//! and `month` pass through [`vocabulary`], which says known values in the language of the reader; others stay.
//!
//! `line`, `suggestion` and `right` need not be given where a finding has a fix: they are the line as it is once that is done,
//! and what the fix puts there.

pub mod vocabulary;

use super::{Code, Level};

/// Makes a constant of each line, and the list of all. `E` is an error and `W` a warning, unless `niveaus` says otherwise;
/// `fixed`: `niveaus` cannot lower it. In brackets the arguments that a finding of the code always has, then those that it may have.
macro_rules! codes {
    ($($id:ident $constant:ident $name:literal $($fixed:ident)? [$($arg:ident)*] $([$($optional:ident)*])?;)*) => {
        $(pub static $constant: Code = Code {
            id: stringify!($id),
            name: $name,
            level: level(stringify!($id)),
            fixed: is_fixed(&[$(stringify!($fixed))?]),
            args: &[$(stringify!($arg)),*],
            optional: &[$($(stringify!($optional)),*)?],
        };)*

        /// Every code, in the order of the ids' numbers.
        pub static ALL: &[&Code] = &[$(&$constant),*];
    };
}

const fn level(id: &str) -> Level {
    if id.as_bytes()[0] == b'E' { Level::Error } else { Level::Warning }
}

const fn is_fixed(words: &[&str]) -> bool {
    !words.is_empty()
}

codes! {
    // The file.
    E0101 NOT_UTF8 "not-utf8" fixed [bytes] [guess];
    E0102 UNREADABLE_FILE "unreadable-file" fixed [reason];
    E0103 FILE_TOO_LARGE "file-too-large" fixed [size limit];
    E0104 EMPTY_FILE "empty-file" [];
    E0105 CONTROL_CHARACTER "control-character" fixed [character];
    E0106 BAD_FILE_NAME "bad-file-name" fixed [name];
    W0107 UTF16_DECODED "utf16-decoded" [];
    W0108 BIDI_CONTROL "bidi-control" [character];
    W0109 LINK_SKIPPED "link-skipped" [];
    E0110 COPIED_FILE "copied-file" fixed [name];
    E0111 UNFINISHED_TEXT "unfinished-text" [text];
    E0112 UNREAD_FILE "unread-file" fixed [name] [right];
    E0113 MISPLACED_TEXT "misplaced-text" [kind folder];
    W0114 FINISHED_DRAFT "finished-draft" [];
    // The head of the file.
    E0201 FRONT_MATTER_MISSING "front-matter-missing" [] [line file_title];
    E0202 FRONT_MATTER_UNCLOSED "front-matter-unclosed" fixed [];
    E0203 YAML_MALFORMED "yaml-malformed" fixed [reason] [line closing other];
    E0204 UNKNOWN_KEY "unknown-key" [key kind] [suggestion];
    E0205 DUPLICATE_KEY "duplicate-key" [key] [hides other];
    E0206 MISSING_KEY "missing-key" [key kind] [line suggestion];
    E0207 WRONG_TYPE "wrong-type" [key expected found] [line example];
    E0208 BAD_DATE "bad-date" [key value] [days month suggestion];
    E0209 BAD_TIME "bad-time" [key value] [suggestion];
    E0210 EMPTY_VALUE "empty-value" [key] [line];
    E0211 FRONT_MATTER_TOO_LARGE "front-matter-too-large" fixed [size limit];
    E0212 YAML_FEATURE "yaml-feature" fixed [what] [line];
    W0213 YAML_COMMENT_IN_VALUE "yaml-comment-in-value" [key value] [line];
    E0214 YAML_COLON "yaml-colon" fixed [key] [line];
    E0215 YAML_TAB "yaml-tab" fixed [];
    E0216 YAML_UNCLOSED_QUOTE "yaml-unclosed-quote" fixed [quote];
    E0217 YAML_SECOND_DOCUMENT "yaml-second-document" fixed [];
    E0218 YAML_NESTING "yaml-nesting" fixed [limit];
    E0219 TOML_FRONT_MATTER "toml-front-matter" [];
    E0220 UNKNOWN_CHOICE "unknown-choice" [key value options] [suggestion];
    E0221 BAD_PATH "bad-path" fixed [key value];
    E0222 OUT_OF_RANGE "out-of-range" [key value min max] [suggestion];
    E0223 HIDING_VALUE_MISSING "hiding-value-missing" fixed [key] [hidden open least];
    E0224 HIDING_VALUE_UNKNOWN "hiding-value-unknown" fixed [key value] [suggestion hidden open least];
    E0225 HIDING_KEY_UNKNOWN "hiding-key-unknown" fixed [key] [line];
    E0226 HIDING_MARK_MISPLACED "hiding-mark-misplaced" fixed [line];
    E0227 HEAD_NOT_FIRST "head-not-first" fixed [];
    W0228 DATE_NOT_IN_NAME "date-not-in-name" [date name] [file];
    // Blocks.
    E0301 UNKNOWN_BLOCK "unknown-block" [name] [suggestion];
    E0302 UNKNOWN_BLOCK_NEAR_TEAM "unknown-block-near-team" fixed [name suggestion];
    E0303 UNCLOSED_BLOCK "unclosed-block" fixed [name] [quoted];
    E0304 STRAY_FENCE "stray-fence" fixed [];
    E0305 BAD_ATTRIBUTES "bad-attributes" fixed [reason] [line];
    E0306 UNKNOWN_ATTRIBUTE "unknown-attribute" [attribute block known] [suggestion];
    E0307 BAD_ATTRIBUTE_VALUE "bad-attribute-value" [attribute value expected] [suggestion];
    E0308 MISSING_ATTRIBUTE "missing-attribute" [attribute block] [line];
    E0309 NESTING_TOO_DEEP "nesting-too-deep" fixed [limit];
    E0310 UNCLOSED_CODE "unclosed-code" [];
    E0311 QUIZ_WITHOUT_ANSWER "quiz-without-answer" [];
    E0312 QUIZ_WITHOUT_OPTIONS "quiz-without-options" [];
    E0313 IMAGE_WITHOUT_VERDICT "image-without-verdict" fixed [];
    E0314 DUPLICATE_ID "duplicate-id" [id];
    E0315 BLOCK_MISPLACED "block-misplaced" [block where];
    E0316 TOO_FEW_COLONS "too-few-colons" fixed [wrong] [right];
    E0317 BLOCK_INDENTED "block-indented" fixed [] [line];
    E0318 NAMELESS_BLOCK "nameless-block" fixed [word] [line suggestion];
    E0319 FENCE_SIGN "fence-sign" fixed [reason sign] [line];
    E0320 TEAM_MARK "team-mark-misplaced" fixed [mark];
    E0321 FENCE_APART "fence-apart" fixed [fence];
    E0322 REFERENCE_TO_HIDDEN "reference-to-hidden" fixed [label];
    E0323 CODE_OVER_WALL "code-over-wall" fixed [];
    W0324 ANSWER_COPIED "answer-copied" [text];
    W0325 ANSWER_IN_THE_OPEN "answer-in-the-open" [] [line];
    E0330 QUIZ_SAME_OPTIONS "quiz-same-options" [option];
    E0331 QUIZ_ONE_OPTION "quiz-one-option" [];
    // The text.
    E0401 RAW_HTML "raw-html" [tag] [instead line];
    E0402 FORBIDDEN_SCHEME "forbidden-scheme" [scheme] [suggestion];
    E0403 MISSING_ALT "missing-alt" [];
    E0404 ALT_IS_FILE_NAME "alt-is-file-name" [alt];
    E0405 UNKNOWN_VARIABLE "unknown-variable" [name] [suggestion];
    E0406 OUTPUT_TOO_LARGE "output-too-large" fixed [limit];
    E0407 VARIABLE_IN_ADDRESS "variable-in-address" [name];
    E0408 IMAGE_ELSEWHERE "image-elsewhere" [target right];
    E0409 HIDING_HTML "hiding-html" fixed [tag];
    E0410 NOT_A_COMMENT "not-a-comment" fixed [reason] [suggestion];
    // Links.
    E0501 BROKEN_LINK "broken-link" [target] [suggestion];
    E0502 BROKEN_ANCHOR "broken-anchor" [anchor target] [suggestion anchors];
    E0503 MISSING_IMAGE "missing-image" [target] [suggestion];
    E0504 LINK_TO_DRAFT "link-to-draft" [target] [whole];
    E0505 LINK_WRONG_CASE "link-wrong-case" [target right];
    E0506 LINK_TO_TEAM "link-to-team" fixed [target] [whole];
    E0507 LINK_OUTSIDE_ROOT "link-outside-root" fixed [target];
    E0508 LINK_WITHOUT_TEXT "link-without-text" [target];
    E0509 LINK_TO_UNPUBLISHED "link-to-unpublished" [target date] [whole];
    W0510 ADDRESS_GONE "address-gone" [address status];
    W0511 HOST_UNKNOWN "host-unknown" [address host];
    W0512 ADDRESS_MOVED "address-moved" [address to];
    E0513 LINK_TO_UNREAD "link-to-unread" [target];
    // Photos and drawings.
    E0601 IMAGE_CORRUPT "image-corrupt" fixed [reason];
    E0602 IMAGE_TOO_LARGE "image-too-large" fixed [size limit];
    E0603 SVG_UNSAFE "svg-unsafe" fixed [what];
    W0604 PHOTO_PLACE_REMOVED "photo-place-removed" [];
    E0605 PICTURE_TYPE "picture-type" fixed [file type right];
    E0606 NOT_A_PICTURE "not-a-picture" fixed [file what];
    E0607 FILE_REFUSED "file-refused" fixed [file what] [inside];
    E0608 FILE_DAMAGED "file-damaged" fixed [reason];
    W0609 DRAWING_LEFT_OUT "drawing-left-out" [file parts];
    W0610 PICTURE_STANDS_STILL "picture-stands-still" [file];
    W0611 FILE_TELLS_MAKER "file-tells-maker" [file told];
    W0612 PHOTO_NOT_SHOWN "photo-not-shown" [file uses];
    E0613 PHOTO_UNKNOWN "photo-unknown" fixed [file] [suggestion];
    W0614 PHOTO_UNASKED "photo-unasked" [file path];
    E0615 CAPTIONS_UNREADABLE "captions-unreadable" fixed [number reason];
    E0616 FILM_IN_LINE "film-in-line" fixed [file what];
    W0617 FILM_WITHOUT_CAPTIONS "film-without-captions" [file right];
    W0618 FILM_WITHOUT_POSTER "film-without-poster" [file right];
    W0619 FILM_HEAVY "film-heavy" [size limit];
    // Lessons.
    E0701 PHASES_DO_NOT_ADD_UP "phases-do-not-add-up" [sum duration];
    E0702 PHASE_WITHOUT_MINUTES "phase-without-minutes" [phase] [line sum duration rule];
    E0703 UNKNOWN_TERM "unknown-term" [term] [suggestion];
    E0704 UNKNOWN_GOAL "unknown-goal" [goal known] [suggestion];
    E0705 UNKNOWN_RULE "unknown-rule" [rule] [suggestion];
    W0706 LESSON_WITHOUT_MODULE "lesson-without-module" [folder];
    E0707 RULE_MARKS_NOTHING "rule-marks-nothing" fixed [word] [sentence];
    E0708 CARD_LEAVES_OUT "card-leaves-out" fixed [word card];
    W0709 RULE_PART_UNMARKED "rule-part-unmarked" [word];
    E0710 CHANGES_MOVED "changes-moved" [];
    E0711 CHANGE_OF_NOTHING "change-of-nothing" [rule] [suggestion];
    E0712 UNKNOWN_LESSON "unknown-lesson" [lesson] [suggestion];
    W0713 LESSON_DAY_OFF "lesson-day-off" [date reason];
    W0714 LESSON_OUTSIDE_WEEK "lesson-outside-week" [date from to] [suggestion];
    W0715 LESSONS_AT_ONCE "lessons-at-once" [group date lesson];
    W0716 SHARED_AT_ONCE "shared-at-once" [thing date lesson];
    // Theme evening, roles, terms and translations.
    E0801 UNKNOWN_ROLE "unknown-role" [role] [suggestion];
    E0802 PROGRAMME_DOES_NOT_ADD_UP "programme-does-not-add-up" [sum available];
    E0803 TIMES_OUT_OF_ORDER "times-out-of-order" [first second] [suggestion];
    E0804 DUPLICATE_TERM "duplicate-term" [form];
    E0805 TRANSLATION_WITHOUT_ORIGINAL "translation-without-original" [original];
    E0806 ROLE_IN_CIRCLE "role-in-circle" fixed [role];
    E0807 UNKNOWN_PARENT "unknown-parent" fixed [role parent] [suggestion];
    W0808 ROLE_WITHOUT_PARENT "role-without-parent" [role label];
    E0809 CONTACT_NOT_PUBLIC "contact-not-public" fixed [role];
    W0810 CONTACT_MISSING "contact-missing" [role label];
    W0811 SCHOOL_CONTACT "school-contact" [key value];
    W0812 TRANSLATION_OLDER "translation-older" [original];
    W0813 TRANSLATION_WITHOUT_STATE "translation-without-state" [original];
    W0814 LANGUAGE_IN_NAME "language-in-name" [kind original];
    // What does not fit in the plan of an evening.
    E0820 PERSON_IN_TWO_PLACES "person-in-two-places" [name part other];
    E0821 ROOM_IN_TWO_PLACES "room-in-two-places" [name part other];
    E0822 FIXED_TIME_MISSED "fixed-time-missed" [time free];
    E0823 PART_RUNS_ON "part-runs-on" [what end next];
    W0824 WITHOUT_OWNER "without-owner" [];
    E0825 PAST_CLOSING "past-closing" [end closes];
    W0826 DEADLINE_PAST "deadline-past" [date];
    W0827 DEADLINE_IN_HOLIDAY "deadline-in-holiday" [date holiday];
    E0828 TOO_MANY_GUESTS "too-many-guests" [guests seats];
    W0829 MANY_HELPERS "many-helpers" [helpers seats most];
    E0830 USED_AFTER_DESTROYED "used-after-destroyed" [list date];
    W0831 SAYS_BEFORE "says-before" [date];
    // The site as a whole.
    E0901 DUPLICATE_OUTPUT "duplicate-output" [path];
    E0902 LEAK "leak" fixed [text path];
    W0903 BASE_URL_MISSING "base-url-missing" [];
    W0904 MAIL_TOO_LARGE "mail-too-large" [size limit];
    // The theme.
    E1001 TEMPLATE_ERROR "template-error" fixed [reason];
    E1002 FILE_FAILED "file-failed" fixed [path reason];
    E1003 NOT_A_TOKEN "not-a-token" fixed [found];
    W1004 WORD_PLACES "word-places" [key places];
    W1005 UNKNOWN_WORD "unknown-word" [key] [suggestion];
    // Settings in `krijt.yaml`.
    E1101 CONFIG_MISSING "config-missing" fixed [path];
    E1102 UNKNOWN_LEVEL_CODE "unknown-level-code" [code] [suggestion];
    E1103 LEVEL_IS_FIXED "level-is-fixed" [code];
    E1104 UNKNOWN_THEME "unknown-theme" fixed [theme] [suggestion];
    E1105 EDITIONS_UNCLEAR "editions-unclear" fixed [] [value suggestion];
    E1106 PERIOD_BACKWARDS "period-backwards" [from to];
    E1107 BAD_SCHOOL_YEAR "bad-school-year" [value] [line];
    // Saving the site.
    E1201 OUTPUT_IN_SOURCES "output-in-sources" fixed [path source];
    E1202 OUTPUT_NOT_OURS "output-not-ours" fixed [path proposal];
    E1203 FOREIGN_FILE_IN_THE_WAY "foreign-file-in-the-way" fixed [path];
    E1204 BUILD_RUNNING "build-running" fixed [path] [pid];
    E1205 WRITE_FAILED "write-failed" fixed [path reason] [needed];
    E1206 OUTPUT_IS_MOUNT_POINT "output-is-mount-point" fixed [path];
    E1207 MOST_PAGES_GONE "most-pages-gone" fixed [gone kept];
    // Slides.
    W1301 SLIDE_TOO_MANY_WORDS "slide-too-many-words" [words limit];
    E1302 SLIDE_DOES_NOT_FIT "slide-does-not-fit" [lines limit];
    W1303 LINK_WITHOUT_PLANB "link-without-planb" [target];
    W1304 FILM_WITHOUT_PLANB "film-without-planb" [file];
    E1305 NOTE_INSIDE "note-inside" fixed [mark];
    E1306 NOTE_ALMOST "note-almost" fixed [mark];
    E1307 HIDING_UNCLEAR "hiding-unclear" fixed [mark];
    E1308 ADDRESS_IN_NOTE "address-in-note" fixed [mark];
    W1309 SLIDES_LOSE "slides-lose" [losses];
    // PDFs and fonts.
    W1401 MISSING_GLYPH "missing-glyph" [character sign theme];
    W1402 PDF_TOO_LONG "pdf-too-long" [path pages limit];
    E1403 FONT_UNREADABLE "font-unreadable" [];
    W1404 TEMPLATE_WARNING "template-warning" [reason];
    W1405 SIGN_LEFT_OUT "sign-left-out" [character sign] [more];
    W1406 LETTER_AS_BOX "letter-as-box" [character sign theme];
    // Headings, links, tables and language.
    W1501 HEADING_SKIPS "heading-skips" [found right];
    W1502 HEADING_EMPTY "heading-empty" [];
    W1503 TITLE_TWICE "title-twice" [title];
    W1504 HEADING_TWICE "heading-twice" [heading];
    W1505 LINK_VAGUE "link-vague" [text];
    W1506 LINK_IS_ADDRESS "link-is-address" [address] [suggestion];
    W1507 LINK_SAME_TEXT "link-same-text" [text];
    W1508 TABLE_WITHOUT_HEAD "table-without-head" [];
    W1509 TABLE_HEAD_EMPTY "table-head-empty" [];
    W1510 TABLE_RAGGED "table-ragged" [cells columns];
    W1511 ALT_LONG "alt-long" [length limit];
    W1512 ALT_SAYS_IMAGE "alt-says-image" [words];
    W1513 IMAGE_HEAVY "image-heavy" [size limit];
    W1514 OTHER_LANGUAGE "other-language" [lang];
    W1515 MARKDOWN_SLIP "markdown-slip" [reason] [line];
    W1516 LANGUAGE_WITHOUT_WORDS "language-without-words" [lang file];
    // Plain Dutch.
    W1601 SENTENCE_LONG "sentence-long" [words limit readers];
    W1602 WORD_LONG "word-long" [word letters readers];
    W1603 ABBREVIATION "abbreviation" [short full];
    W1604 ABBREVIATION_UNKNOWN "abbreviation-unknown" [short];
    W1605 PASSIVES "passives" [count];
    // Privacy and old facts.
    W1701 PERSON_NAME "person-name" [name];
    W1702 PHONE_NUMBER "phone-number" [number];
    W1703 MAIL_ADDRESS "mail-address" [address];
    E1704 CITIZEN_NUMBER "citizen-number" [number];
    W1711 REVIEW_OVERDUE "review-overdue" [date];
    W1712 LINE_UNCHECKED "line-unchecked" [name date];
    W1713 WORD_AGES "word-ages" [text];
    W1714 WEEK_BEFORE_YEAR "week-before-year" [year];
    W1715 WEEK_OVER "week-over" [date];
    W1716 EVENING_OVERDUE "evening-overdue" [date until];
    // Letting a message rest.
    E1801 ALLOW_WITHOUT_REASON "allow-without-reason" fixed [code];
    E1802 ALLOW_UNKNOWN "allow-unknown" fixed [code] [suggestion];
    E1803 ALLOW_FIXED "allow-fixed" fixed [code];
    W1804 ALLOW_UNUSED "allow-unused" [code];
}

/// The code with this id (`E0204`) or name (`unknown-key`), in any case.
pub fn find(id_or_name: &str) -> Option<&'static Code> {
    let wanted = id_or_name.trim();
    ALL.iter().copied().find(|code| code.id.eq_ignore_ascii_case(wanted) || code.name.eq_ignore_ascii_case(wanted))
}

/// The code that a mistyped id or name most likely means: a number without its letter or zeros (`204`), else the least
/// different id or name when it is near enough to be meant.
pub fn closest(text: &str) -> Option<&'static Code> {
    let wanted = text.trim().to_lowercase().replace(['_', ' '], "-");
    if let Some(code) = find(&wanted) {
        return Some(code);
    }
    let digits = wanted.trim_start_matches(['e', 'w']);
    if let Ok(number) = digits.parse::<u32>() {
        // One digit too few or too many: where that can be one code only.
        let is_near = |code: &&&Code| strsim::osa_distance(&wanted, &code.id.to_lowercase()) == 1;
        let mut near = ALL.iter().filter(is_near);
        let only = near.next().copied().filter(|_| near.next().is_none());
        return ALL.iter().copied().find(|code| code.id[1..].parse() == Ok(number)).or(only);
    }
    // Longer texts than any name cannot be near one; distances are quadratic in length.
    if wanted.chars().count() > 64 {
        return None;
    }
    let distance = |code: &Code| strsim::damerau_levenshtein(&wanted, code.name);
    let (code, distance) = ALL.iter().map(|code| (*code, distance(code))).min_by_key(|(_, distance)| *distance)?;
    (distance <= (wanted.chars().count() / 4).max(1)).then_some(code)
}
