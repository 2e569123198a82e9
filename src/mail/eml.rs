//! A mail as a file that opens as a draft: its text, the same as HTML, and the pictures in it. The only place that knows
//! how a mail is put together.
//!
//! Nothing in it comes from a clock or the name of a computer: the day is that of the letter, the names of its parts and of
//! the mail itself are made of what they hold. It has no sender and no readers: who opens it is one, and chooses the other.

use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date as DateHeader;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use xxhash_rust::xxh3::xxh3_128;

pub struct Draft<'a> {
    /// Without `<` and `>`.
    pub id: &'a str,
    pub date: Option<Date>,
    pub subject: &'a str,
    pub lang: &'a str,
    pub text: &'a str,
    pub html: &'a str,
    pub pictures: Vec<Inside>,
}

/// A picture in the mail.
pub struct Inside {
    /// Without `cid:`.
    pub id: String,
    /// `image/jpeg`.
    pub kind: &'static str,
    pub bytes: Vec<u8>,
}

impl Draft<'_> {
    pub fn write(self, out: &mut Vec<u8>) -> std::io::Result<()> {
        let part = |kind: &'static str, text: &str| {
            MimePart::new(ContentType::new(kind).attribute("charset", "utf-8"), lines_of_mail(text))
        };
        let html = part("text/html", self.html);
        let shown = match self.pictures.is_empty() {
            true => html,
            false => {
                let pictures = self
                    .pictures
                    .into_iter()
                    .map(|picture| MimePart::new(picture.kind, BodyPart::from(picture.bytes)).inline().cid(picture.id));
                several("multipart/related", self.id, std::iter::once(html).chain(pictures).collect())
            }
        };
        let body = several("multipart/alternative", self.id, vec![part("text/plain", self.text), shown]);
        // Outlook opens it as one that was not sent yet.
        let message = MessageBuilder::new().header("X-Unsent", Raw::new("1")).message_id(MessageId::new(self.id));
        let message = message.date(DateHeader::new(self.date.map_or(0, noon))).header("Subject", subject(self.subject));
        message.header("Content-Language", Raw::new(self.lang)).body(body).write_to(out)
    }
}

/// Noon of a day, by the clock of Greenwich: then it is that day in all of Europe.
fn noon(day: Date) -> i64 {
    day.to_datetime(time(12, 0, 0, 0)).to_zoned(TimeZone::UTC).map_or(0, |noon| noon.timestamp().as_second())
}

fn lines_of_mail(text: &str) -> String {
    text.replace('\n', "\r\n")
}

/// Parts with what stands between them, which is in none of them: it is made of the name of the mail.
fn several<'a>(kind: &'static str, id: &str, parts: Vec<MimePart<'a>>) -> MimePart<'a> {
    let boundary = format!("={:x}={}", xxh3_128(id.as_bytes()), kind.rsplit('/').next().unwrap_or(kind));
    MimePart::new(ContentType::new(kind).attribute("boundary", boundary), parts)
}

/// A subject with letters beyond ASCII is encoded as a whole: between a plain word and an encoded one Outlook loses the
/// blank. Each line is at most 76 bytes long, and no letter is cut (RFC 2047, section 2).
fn subject(text: &str) -> Raw<'static> {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    const PIECE: usize = 39;
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) && text.len() < 60 && !text.contains("=?") {
        return Raw::new(text);
    }
    let mut pieces: Vec<String> = vec![String::new()];
    for c in text.chars() {
        if pieces.last().is_some_and(|piece| piece.len() + c.len_utf8() > PIECE) {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    let encoded: Vec<String> = pieces.iter().map(|piece| format!("=?utf-8?B?{}?=", STANDARD.encode(piece))).collect();
    Raw::new(encoded.join("\r\n "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_says_the_same_on_every_day() {
        let draft = || Draft {
            id: "de-week.nl@school.example",
            date: Some(Date::constant(2026, 10, 30)),
            subject: "De week — één vraag",
            lang: "nl",
            text: "Één\ntwee\n",
            html: "<p>Één</p>\n",
            pictures: vec![Inside { id: "p1@school.example".into(), kind: "image/png", bytes: vec![1, 2, 3] }],
        };
        let (mut one, mut two) = (Vec::new(), Vec::new());
        draft().write(&mut one).unwrap();
        draft().write(&mut two).unwrap();
        assert_eq!(one, two);
        let text = String::from_utf8(one).unwrap();
        assert!(text.starts_with("X-Unsent: 1\r\nMessage-ID: <de-week.nl@school.example>\r\n"), "{text}");
        assert!(text.contains("Date: Fri, 30 Oct 2026 12:00:00 +0000\r\n"), "{text}");
        assert!(text.contains("Subject: =?utf-8?B?"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 78), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{text}");
    }
}
