//! The catalogue: every code there is, with its words in Dutch and English. One file a family.
//!
//! Conventions for arguments: values come bare (`script`, not `<script>`; `melden`, not `#melden`; a block's name without
//! its dot), sizes and limits with their unit (`16 KiB`), bytes in hexadecimal (`E9`), characters as `U+202E`,
//! `options` and `anchors` as a list ready to print. The arguments `kind`, `expected`, `found`, `what`, `where`, `reason`, `readers`
//! and `month` pass through [`vocabulary`], which says known values in the language of the reader; others stay.

mod allow;
mod blocks;
mod dutch;
mod external;
mod files;
mod fresh;
mod front;
mod hiding;
mod images;
mod lesson;
mod links;
mod media;
mod paper;
mod people;
mod privacy;
mod protocol;
mod quiz;
mod school;
mod setup;
mod site;
mod slides;
mod structure;
mod text;
pub mod vocabulary;
mod walls;
mod yaml;

pub use allow::*;
pub use blocks::*;
pub use dutch::*;
pub use external::*;
pub use files::*;
pub use fresh::*;
pub use front::*;
pub use hiding::*;
pub use images::*;
pub use lesson::*;
pub use links::*;
pub use media::*;
pub use paper::*;
pub use people::*;
pub use privacy::*;
pub use protocol::*;
pub use quiz::*;
pub use school::*;
pub use setup::*;
pub use site::*;
pub use slides::*;
pub use structure::*;
pub use text::*;
pub use walls::*;
pub use yaml::*;

use super::Code;

/// Every code, in the order of the ids' numbers.
pub static ALL: &[&Code] = &[
    &NOT_UTF8,
    &UNREADABLE_FILE,
    &FILE_TOO_LARGE,
    &EMPTY_FILE,
    &CONTROL_CHARACTER,
    &BAD_FILE_NAME,
    &UTF16_DECODED,
    &BIDI_CONTROL,
    &LINK_SKIPPED,
    &COPIED_FILE,
    &UNFINISHED_TEXT,
    &UNREAD_FILE,
    &FRONT_MATTER_MISSING,
    &FRONT_MATTER_UNCLOSED,
    &YAML_MALFORMED,
    &UNKNOWN_KEY,
    &DUPLICATE_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &BAD_DATE,
    &BAD_TIME,
    &EMPTY_VALUE,
    &FRONT_MATTER_TOO_LARGE,
    &YAML_FEATURE,
    &YAML_COMMENT_IN_VALUE,
    &YAML_COLON,
    &YAML_TAB,
    &YAML_UNCLOSED_QUOTE,
    &YAML_SECOND_DOCUMENT,
    &YAML_NESTING,
    &TOML_FRONT_MATTER,
    &UNKNOWN_CHOICE,
    &BAD_PATH,
    &OUT_OF_RANGE,
    &HIDING_VALUE_MISSING,
    &HIDING_VALUE_UNKNOWN,
    &HIDING_KEY_UNKNOWN,
    &HIDING_MARK_MISPLACED,
    &UNKNOWN_BLOCK,
    &UNKNOWN_BLOCK_NEAR_TEAM,
    &UNCLOSED_BLOCK,
    &STRAY_FENCE,
    &BAD_ATTRIBUTES,
    &UNKNOWN_ATTRIBUTE,
    &BAD_ATTRIBUTE_VALUE,
    &MISSING_ATTRIBUTE,
    &NESTING_TOO_DEEP,
    &UNCLOSED_CODE,
    &QUIZ_WITHOUT_ANSWER,
    &QUIZ_WITHOUT_OPTIONS,
    &IMAGE_WITHOUT_VERDICT,
    &DUPLICATE_ID,
    &BLOCK_MISPLACED,
    &TOO_FEW_COLONS,
    &BLOCK_INDENTED,
    &NAMELESS_BLOCK,
    &FENCE_SIGN,
    &TEAM_MARK,
    &FENCE_APART,
    &REFERENCE_TO_HIDDEN,
    &CODE_OVER_WALL,
    &QUIZ_SAME_OPTIONS,
    &QUIZ_ONE_OPTION,
    &RAW_HTML,
    &FORBIDDEN_SCHEME,
    &MISSING_ALT,
    &ALT_IS_FILE_NAME,
    &UNKNOWN_VARIABLE,
    &OUTPUT_TOO_LARGE,
    &VARIABLE_IN_ADDRESS,
    &IMAGE_ELSEWHERE,
    &HIDING_HTML,
    &NOT_A_COMMENT,
    &BROKEN_LINK,
    &BROKEN_ANCHOR,
    &MISSING_IMAGE,
    &LINK_TO_DRAFT,
    &LINK_WRONG_CASE,
    &LINK_TO_TEAM,
    &LINK_OUTSIDE_ROOT,
    &LINK_WITHOUT_TEXT,
    &LINK_TO_UNPUBLISHED,
    &ADDRESS_GONE,
    &HOST_UNKNOWN,
    &ADDRESS_MOVED,
    &LINK_TO_UNREAD,
    &IMAGE_CORRUPT,
    &IMAGE_TOO_LARGE,
    &SVG_UNSAFE,
    &PHOTO_PLACE_REMOVED,
    &PICTURE_TYPE,
    &NOT_A_PICTURE,
    &FILE_REFUSED,
    &FILE_DAMAGED,
    &DRAWING_LEFT_OUT,
    &PICTURE_STANDS_STILL,
    &FILE_TELLS_MAKER,
    &PHASES_DO_NOT_ADD_UP,
    &PHASE_WITHOUT_MINUTES,
    &UNKNOWN_TERM,
    &UNKNOWN_GOAL,
    &UNKNOWN_RULE,
    &LESSON_WITHOUT_MODULE,
    &RULE_MARKS_NOTHING,
    &CARD_LEAVES_OUT,
    &RULE_PART_UNMARKED,
    &CHANGES_MOVED,
    &CHANGE_OF_NOTHING,
    &UNKNOWN_ROLE,
    &PROGRAMME_DOES_NOT_ADD_UP,
    &TIMES_OUT_OF_ORDER,
    &DUPLICATE_TERM,
    &TRANSLATION_WITHOUT_ORIGINAL,
    &ROLE_IN_CIRCLE,
    &UNKNOWN_PARENT,
    &ROLE_WITHOUT_PARENT,
    &CONTACT_NOT_PUBLIC,
    &CONTACT_MISSING,
    &SCHOOL_CONTACT,
    &DUPLICATE_OUTPUT,
    &LEAK,
    &TEMPLATE_ERROR,
    &PAPER_FAILED,
    &CONFIG_MISSING,
    &UNKNOWN_LEVEL_CODE,
    &LEVEL_IS_FIXED,
    &UNKNOWN_THEME,
    &EDITIONS_UNCLEAR,
    &OUTPUT_IN_SOURCES,
    &OUTPUT_NOT_OURS,
    &FOREIGN_FILE_IN_THE_WAY,
    &BUILD_RUNNING,
    &WRITE_FAILED,
    &OUTPUT_IS_MOUNT_POINT,
    &SLIDE_TOO_MANY_WORDS,
    &SLIDE_DOES_NOT_FIT,
    &LINK_WITHOUT_PLANB,
    &TEXT_ON_IMAGE,
    &NOTE_INSIDE,
    &NOTE_ALMOST,
    &HIDING_UNCLEAR,
    &ADDRESS_IN_NOTE,
    &MISSING_GLYPH,
    &PDF_TOO_LONG,
    &FONT_UNREADABLE,
    &TEMPLATE_WARNING,
    &SIGN_LEFT_OUT,
    &LETTER_AS_BOX,
    &HEADING_SKIPS,
    &HEADING_EMPTY,
    &TITLE_TWICE,
    &HEADING_TWICE,
    &LINK_VAGUE,
    &LINK_IS_ADDRESS,
    &LINK_SAME_TEXT,
    &TABLE_WITHOUT_HEAD,
    &TABLE_HEAD_EMPTY,
    &TABLE_RAGGED,
    &ALT_LONG,
    &ALT_SAYS_IMAGE,
    &IMAGE_HEAVY,
    &OTHER_LANGUAGE,
    &MARKDOWN_SLIP,
    &SENTENCE_LONG,
    &WORD_LONG,
    &ABBREVIATION,
    &ABBREVIATION_UNKNOWN,
    &PASSIVES,
    &PERSON_NAME,
    &PHONE_NUMBER,
    &MAIL_ADDRESS,
    &CITIZEN_NUMBER,
    &REVIEW_OVERDUE,
    &LINE_UNCHECKED,
    &WORD_AGES,
    &WEEK_BEFORE_YEAR,
    &ALLOW_WITHOUT_REASON,
    &ALLOW_UNKNOWN,
    &ALLOW_FIXED,
    &ALLOW_UNUSED,
];

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
        return ALL.iter().copied().find(|code| code.id[1..].parse() == Ok(number));
    }
    // Longer texts than any name cannot be near one; distances are quadratic in length.
    if wanted.chars().count() > 64 {
        return None;
    }
    let distance = |code: &Code| strsim::damerau_levenshtein(&wanted, code.name);
    let (code, distance) = ALL.iter().map(|code| (*code, distance(code))).min_by_key(|(_, distance)| *distance)?;
    (distance <= (wanted.chars().count() / 4).max(1)).then_some(code)
}
