//! Live reload: what is put into a page on its way out, and what the script there is told. The channel says only that
//! something changed, never what a page holds.

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::ServeFailure;
use super::snapshot::SnapshotRequest;
use crate::diag::{self, Finding, Lang, page, terminal};
use crate::pipeline;
use crate::source::Sources;

pub const SCRIPT: &str = concat!("(function () {\n", include_str!("patch.js"), include_str!("live.js"), "}());\n");
pub const STYLE: &str = include_str!("live.css");

/// So many findings are shown; one mistake in a template may be on every page.
const SHOWN: usize = 50;

/// What is wrong, for the overlay.
#[derive(Debug, Default)]
pub struct DeskReport {
    pub json: String,
    /// 0: nothing is wrong.
    pub hash: u64,
}

#[derive(Serialize)]
struct DeskOverlay<'a> {
    lang: &'static str,
    title: String,
    note: &'static str,
    open: &'static str,
    /// What a click on the title does.
    close: &'static str,
    show: &'static str,
    /// What stands above a line to type over and above a name to give, on its button, and there once it was pressed.
    instead: &'static str,
    rename: &'static str,
    copy: &'static str,
    copied: &'static str,
    more: String,
    rows: Vec<DeskFinding<'a>>,
}

#[derive(Serialize)]
struct DeskFinding<'a> {
    #[serde(flatten)]
    finding: &'a page::PageFinding,
    /// The address that opens the file in an editor.
    open: Option<String>,
}

impl DeskReport {
    /// Also gives the findings as text for the terminal.
    pub fn new(findings: &mut Vec<Finding>, sources: &Sources, order: &SnapshotRequest) -> (DeskReport, String) {
        pipeline::finish(findings, sources);
        // Kept on purpose: nothing to show.
        findings.retain(|finding| finding.allowed.is_none());
        if findings.is_empty() {
            return (DeskReport::default(), String::new());
        }
        let mut text = terminal::render(findings.iter(), sources, order.lang, order.style);
        text.push_str(&terminal::summary(findings, order.lang));
        let has_errors = findings.iter().any(Finding::is_error);
        let rows = page::rows(findings.get(..SHOWN).unwrap_or(findings), sources, order.lang);
        let open = |row: &page::PageFinding| order.editor.as_ref().map(|editor| address(editor, order, row));
        let hidden = findings.len().saturating_sub(SHOWN);
        let shown = DeskOverlay {
            lang: if order.lang == Lang::Nl { "nl" } else { "en" },
            title: terminal::summary(findings, order.lang),
            note: match (order.lang, has_errors) {
                (Lang::Nl, true) => {
                    "Je ziet de laatste versie die klopte. Herstel dit en bewaar: dan gaat dit vanzelf weg."
                }
                (Lang::En, true) => {
                    "You see the last version that was right. Fix this and save: then this goes away by itself."
                }
                (Lang::Nl, false) => "De site is bijgewerkt. Kijk hier nog wel naar.",
                (Lang::En, false) => "The site is up to date. Do have a look at this.",
            },
            open: say(order.lang, "Open dit bestand", "Open this file"),
            close: say(order.lang, "Inklappen", "Fold away"),
            show: say(order.lang, "Laat zien", "Show"),
            instead: say(order.lang, "Zo wordt het:", "Like this:"),
            rename: say(order.lang, "Noem dit bestand zo:", "Name this file like this:"),
            copy: say(order.lang, "Kopieer", "Copy"),
            copied: say(order.lang, "Gekopieerd", "Copied"),
            more: match (hidden, order.lang) {
                (0, _) => String::new(),
                (_, Lang::Nl) => format!("… en nog {hidden}"),
                (_, Lang::En) => format!("… and {hidden} more"),
            },
            rows: rows.iter().map(|finding| DeskFinding { finding, open: open(finding) }).collect(),
        };
        // Strings and numbers always serialise.
        let json = serde_json::to_string(&shown).unwrap_or_default();
        (DeskReport { hash: xxh3_64(json.as_bytes()).max(1), json }, text)
    }

    /// A bug of ours ended the build.
    pub fn broken() -> DeskReport {
        let json = r#"{"lang":"nl","title":"krijt","note":"Dit is een fout van krijt zelf. / This is a bug in krijt.","open":"","close":"×","show":"","more":"","rows":[]}"#;
        DeskReport { json: json.to_string(), hash: 1 }
    }
}

fn say(lang: diag::Lang, nl: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Nl => nl,
        Lang::En => en,
    }
}

/// The address that opens a file at a line. Only the school's own folder and the path of a finding are in it.
fn address(editor: &str, order: &SnapshotRequest, row: &page::PageFinding) -> String {
    let root = order.root.real().unwrap_or_else(|| order.root.path().to_path_buf());
    let path = root.join(&row.file).to_string_lossy().replace('\\', "/");
    let path = if path.starts_with('/') { path } else { format!("/{path}") };
    editor
        .replace("{path}", &encoded(&path))
        .replace("{line}", &row.line.to_string())
        .replace("{column}", &row.column.to_string())
}

fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A page with the reload script in its head, before its own scripts: it keeps the page as it was before they change it.
/// The page's own policy stays, but for one thing: it may listen to this server. Nothing else of it changes, and nothing
/// of this is ever in a build. `is_turned`: it is a deck that a phone may turn. A page that allows no script at all stays as it is.
pub fn with_script(html: &[u8], token: &str, state: &str, is_turned: bool) -> Vec<u8> {
    let mut tag =
        format!("\n<script src=\"/_krijt/live.js\" data-token=\"{token}\" data-state=\"{state}\" defer></script>");
    if is_turned {
        tag.push_str(&format!("\n<script src=\"/_krijt/klik/dia.js\" data-token=\"{token}\" defer></script>"));
    }
    const HEAD: &str = "<head>";
    let html = String::from_utf8_lossy(html);
    let (head, rest) = match html.find("</head>") {
        Some(at) => html.split_at(at),
        None => (html.as_ref(), ""),
    };
    if head.contains("default-src 'none'") && !head.contains("script-src") {
        return html.as_bytes().to_vec();
    }
    let mut out = may_listen(head);
    let first = out.find(HEAD).map_or(out.len(), |at| at + HEAD.len());
    out.insert_str(first, &tag);
    out.push_str(rest);
    out.into_bytes()
}

/// Lets the policy of a page's head connect to this server, and nowhere else.
fn may_listen(head: &str) -> String {
    const START: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let Some(start) = head.find(START).map(|at| at + START.len()) else { return head.to_string() };
    let Some(end) = head[start..].find('"').map(|at| start + at) else { return head.to_string() };
    let others = head[start..end].split(';').map(str::trim);
    let mut policy: Vec<&str> = others.filter(|part| !part.is_empty() && !part.starts_with("connect-src")).collect();
    policy.push("connect-src 'self'");
    format!("{}{}{}", &head[..start], policy.join("; "), &head[end..])
}

/// 128 bits that nobody can guess, as hexadecimal digits.
pub fn secret() -> Result<String, ServeFailure> {
    Ok(random::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Bytes from the random source of the system.
pub fn random<const N: usize>() -> Result<[u8; N], ServeFailure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| ServeFailure::System(std::io::Error::other(error.to_string())))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_listen_to_this_server_and_keeps_the_rest_of_its_policy() {
        let page = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; \
                    connect-src 'none'; base-uri 'none'\"></head><body>connect-src 'none'</body>";
        let out = String::from_utf8(with_script(page.as_bytes(), "t", "s", false)).unwrap();
        assert!(
            out.contains("content=\"default-src 'none'; script-src 'self'; base-uri 'none'; connect-src 'self'\">"),
            "{out}"
        );
        assert!(out.starts_with("<head>\n<script src=\"/_krijt/live.js\""), "{out}");
        assert!(out.ends_with("\"></head><body>connect-src 'none'</body>"), "{out}");
        let closed = page.replace("script-src 'self'; ", "");
        assert_eq!(with_script(closed.as_bytes(), "t", "s", true), closed.as_bytes(), "it allows no script");
        let page = String::from_utf8(with_script(b"<head id=a></head>", "t", "s", false)).unwrap();
        assert!(page.ends_with("defer></script></head>"), "{page}");
    }

    #[test]
    fn secrets_differ() {
        let (one, other) = (secret().unwrap(), secret().unwrap());
        assert!(one.len() == 32 && one != other, "{one} {other}");
    }
}
