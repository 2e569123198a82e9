//! Addresses that every reader of HTML and PDF takes.

/// Where the value of a variable leads. On a phone a number is there to be called, and a site to be opened.
pub fn variable_address(name: &str, value: &str) -> Option<String> {
    match name.strip_prefix("hulplijn.").or(name.strip_prefix("contact."))?.rsplit_once('.')? {
        (_, "telefoon") => Some(phone_address(value)),
        (_, "mail") => Some(address(&format!("mailto:{value}"))),
        (_, "site") => Some(address(&format!("https://{value}"))),
        _ => None,
    }
}

/// Where a phone number leads: to the phone.
pub fn phone_address(number: &str) -> String {
    format!("tel:{}", number.chars().filter(char::is_ascii_digit).collect::<String>())
}

/// Where a page, or a file beside one, stands on the web.
pub fn web_address(base: &str, path: &str) -> String {
    address(&format!("{base}{}", path.strip_suffix("index.html").unwrap_or(path)))
}

/// An address with every character that may not stand in one percent-encoded (RFC 3986 section 2); letters of other
/// scripts stay (RFC 3987).
pub fn address(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    for (at, c) in text.char_indices() {
        let is_escape =
            c == '%' && bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let allowed = c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=".contains(c) || is_escape;
        if allowed || (!c.is_ascii() && c.is_alphanumeric()) {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_no_forbidden_signs() {
        assert_eq!(address("a b|\"<é>%20%"), "a%20b%7C%22%3Cé%3E%20%25");
    }
}
